"""One socket of a screen, spoken by hand over TLS: what a browser does, and what one would not let a page do."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from simple_websocket import Client, ConnectionClosed, ConnectionError

PATH = "/socket.io/?EIO=4&transport=websocket"
_PATIENCE_SECONDS = 20


class Refused(Exception):
    """The server did not want the socket."""


@dataclass
class Wire:
    """A socket that is open."""

    client: Client

    def send(self, text: str) -> None:
        """Send a packet of engine.io."""
        self.client.send(text)

    def events(self, space: str) -> Iterator[tuple[str, Any]]:
        """Name and payload of each event of *space*; pings are answered.

        Raises:
            Refused: the server closes, or is silent.
        """
        start = f"42{space},"
        while True:
            try:
                packet = self.client.receive(timeout=_PATIENCE_SECONDS)
            except ConnectionClosed:
                raise Refused("closed") from None
            if packet is None:
                raise Refused("silence")
            if packet == "2":
                self.send("3")
            elif packet.startswith(start):
                name, payload = json.loads(packet.removeprefix(start))
                yield name, payload
            elif packet.startswith(f"44{space},"):
                raise Refused(packet)


@contextmanager
def socket_to(url: str, trust: ssl.SSLContext, headers: dict[str, str]) -> Iterator[Wire]:
    """Open a socket to *url* (`wss://host:port`), with these headers.

    Raises:
        Refused: the server does not want it.
    """
    try:
        client = Client.connect(url + PATH, ssl_context=trust, headers=headers)
    except (ConnectionError, ConnectionClosed) as error:
        raise Refused(str(error)) from None
    try:
        yield Wire(client)
    finally:
        if client.connected:
            client.close()
