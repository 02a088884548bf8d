"""One socket of a screen, spoken by hand over TLS: what a browser does, and what none would let a page do."""

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Event,
    RejectConnection,
    RejectData,
    Request,
    TextMessage,
)

PATH = "/socket.io/?EIO=4&transport=websocket"
_PATIENCE_SECONDS = 20
_READ_BYTES = 65536


class Refused(Exception):
    """The server did not want the socket."""


@dataclass
class Wire:
    """A socket.

    Attributes:
        line: the TLS connection.
        packets: what has come in and was not looked at yet.
    """

    line: ssl.SSLSocket
    packets: list[str] = field(default_factory=list)
    _protocol: WSConnection = field(default_factory=lambda: WSConnection(ConnectionType.CLIENT))
    _accepted: bool = False

    def open(self, host: str, headers: dict[str, str]) -> None:
        """Ask to be let in.

        Raises:
            Refused: the server says no.
        """
        extra = [(name.encode(), value.encode()) for name, value in headers.items()]
        self.line.sendall(self._protocol.send(Request(host=host, target=PATH, extra_headers=extra)))
        while not self._accepted:
            self._read()

    def send(self, text: str) -> None:
        """Send a packet of engine.io."""
        self.line.sendall(self._protocol.send(TextMessage(data=text)))

    def receive(self) -> str:
        """The next packet of engine.io.

        Raises:
            Refused: the server closes, or is silent for long.
        """
        while not self.packets:
            self._read()
        return self.packets.pop(0)

    def events(self, space: str) -> Iterator[tuple[str, Any]]:
        """Name and payload of each event of *space*; pings are answered.

        Raises:
            Refused: the server closes, or does not let us into *space*.
        """
        start = f"42{space},"
        while True:
            packet = self.receive()
            if packet == "2":
                self.send("3")
            elif packet.startswith(start):
                name, payload = json.loads(packet.removeprefix(start))
                yield name, payload
            elif packet.startswith(f"44{space},"):
                raise Refused(packet)

    def _read(self) -> None:
        try:
            data = self.line.recv(_READ_BYTES)
        except OSError as error:
            raise Refused(str(error)) from None
        self._protocol.receive_data(data or None)
        for event in self._protocol.events():
            self._take(event)

    def _take(self, event: Event) -> None:
        if isinstance(event, RejectConnection | RejectData | CloseConnection):
            raise Refused(repr(event))
        if isinstance(event, AcceptConnection):
            self._accepted = True
        elif isinstance(event, TextMessage):
            self.packets.append(event.data)


@contextmanager
def socket_to(url: str, trust: ssl.SSLContext, headers: dict[str, str]) -> Iterator[Wire]:
    """Open a socket to *url* (`https://host:port`), with these headers.

    Raises:
        Refused: the server does not want it.
    """
    place = urlsplit(url)
    assert place.hostname
    with (
        socket.create_connection((place.hostname, place.port or 443), _PATIENCE_SECONDS) as bare,
        trust.wrap_socket(bare, server_hostname=place.hostname) as line,
    ):
        wire = Wire(line)
        wire.open(place.netloc, headers)
        yield wire
