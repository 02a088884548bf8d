"""Screens for measuring: many Socket.IO clients in one process, over websockets of our own making.

A client library would spend more processor time than the server under measurement. Speaks just what is
needed: Engine.IO 4 over RFC 6455, text frames below 64 kB. Loopback only.
"""

import asyncio
import base64
import json
import os
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

_PONG = "3"
_CLOSE = 0x8


@dataclass
class Screen:
    """One connected screen."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    seen: list[tuple[float, Any]] = field(default_factory=list)
    """When each event arrived (perf_counter seconds), and its payload."""
    again: int = 0
    """How often it had to connect again."""
    over: bool = False

    async def listen(self) -> None:
        """Answer pings and note events until the connection ends."""
        try:
            while True:
                self._take(await self._frame())
        except (asyncio.IncompleteReadError, ConnectionError):
            return

    async def stay(self, port: int, connect: str) -> None:
        """Listen, and connect again as a browser does when the connection ends, until `close`."""
        while True:
            await self.listen()
            if self.over:
                return
            self.again += 1
            self.reader, self.writer = await _dial(port)
            self.send(connect)

    def close(self) -> None:
        """End the connection for good."""
        self.over = True
        self.writer.close()

    def send(self, text: str) -> None:
        """Send one text frame, masked with zeros."""
        data = text.encode()
        head = (
            struct.pack("!BB", 0x81, 0x80 | len(data))
            if len(data) < 126
            else struct.pack("!BBH", 0x81, 0x80 | 126, len(data))
        )
        self.writer.write(head + b"\0\0\0\0" + data)

    def _take(self, text: str) -> None:
        if text == "2":
            self.send(_PONG)
        elif text.startswith("42"):
            _, _, event = text.partition("[")
            name, payload = json.loads("[" + event)
            if name == "state":
                self.seen.append((time.perf_counter(), payload))

    async def _frame(self) -> str:
        head = await self.reader.readexactly(2)
        length = head[1] & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", await self.reader.readexactly(2))
        data = await self.reader.readexactly(length)
        if head[0] & 0x0F == _CLOSE:
            raise ConnectionError("the server sent this screen away")
        return data.decode()


async def open_screen(port: int, connect: str) -> Screen:
    """Connect one screen; *connect* is its Socket.IO CONNECT packet."""
    screen = Screen(*await _dial(port))
    screen.send(connect)
    return screen


async def _dial(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A websocket to the server."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def time_changes(
    port: int, connects: Sequence[str], rounds: int, change: Callable[[int], Any], measure: Callable[[], None]
) -> list[float]:
    """Seconds from each change until the last screen has seen something newer.

    Args:
        port: of the server.
        connects: a CONNECT packet for each screen.
        rounds: how many changes.
        change: makes one; runs in a thread of its own, returns when it is answered.
        measure: called once while all screens are connected.
    """
    screens: list[Screen] = []
    listening = []
    for connect in connects:
        screens.append(await open_screen(port, connect))
        listening.append(asyncio.create_task(screens[-1].stay(port, connect)))
    await asyncio.sleep(2)
    measure()
    waits = []
    for number in range(rounds):
        before = [len(screen.seen) for screen in screens]
        begun = time.perf_counter()
        await asyncio.to_thread(change, number)
        while any(len(screen.seen) == had for screen, had in zip(screens, before, strict=True)):
            if time.perf_counter() - begun > 30:
                raise RuntimeError("a screen did not see the change within thirty seconds")
            await asyncio.sleep(0.001)
        last = max(screen.seen[had][0] for screen, had in zip(screens, before, strict=True))
        waits.append(last - begun)
        await asyncio.sleep(0.35)  # more than the broadcaster's fifth of a second
    for screen in screens:
        screen.close()
    await asyncio.gather(*listening)
    return waits
