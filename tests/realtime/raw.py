"""A websocket client without manners, over a plain socket: it does what no browser would.

It knows the frames of RFC 6455 and the packets of Engine.IO 4 and Socket.IO 5, and need not keep to them.
"""

import base64
import json
import os
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
PATH = "/socket.io/?EIO=4&transport=websocket"


@dataclass(frozen=True)
class Frame:
    """What came from the server."""

    opcode: int
    payload: bytes

    @property
    def text(self) -> str:
        """The payload as text."""
        return self.payload.decode()


def frame(payload: bytes, opcode: int = TEXT, *, final: bool = True, reserved: int = 0) -> bytes:
    """A masked frame, as clients send them; *reserved* bits are for extensions nobody agreed on."""
    first = (0x80 if final else 0) | (reserved << 4) | opcode
    if len(payload) < 126:
        head = struct.pack("!BB", first, 0x80 | len(payload))
    elif len(payload) < 2**16:
        head = struct.pack("!BBH", first, 0x80 | 126, len(payload))
    else:
        head = struct.pack("!BBQ", first, 0x80 | 127, len(payload))
    mask = os.urandom(4)
    key = mask * (len(payload) // 4 + 1)
    masked = int.from_bytes(payload, "big") ^ int.from_bytes(key[: len(payload)], "big")
    return head + mask + masked.to_bytes(len(payload), "big")


def handshake(port: int, path: str = PATH, **headers: str) -> bytes:
    """The request that opens a websocket, with other headers or, where they are empty, without some."""
    usual = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
    }
    sent = usual | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in sent.items() if value]
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode()


class Raw:
    """One connection.

    Args:
        port: of the server on this machine.
        receives: bytes that the kernel keeps for a client that does not read; small ones fill soon.
    """

    def __init__(self, port: int, receives: int | None = None) -> None:
        self.port = port
        self.socket = socket.socket()
        if receives is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        self.socket.settimeout(30)
        self.socket.connect(("127.0.0.1", port))
        self._buffer = b""

    def open(self, path: str = PATH, **headers: str) -> str:
        """Send the handshake; the head of the answer."""
        self.socket.sendall(handshake(self.port, path, **headers))
        return self.head()

    def head(self) -> str:
        """The head of an HTTP answer."""
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        return head.decode()

    def send(self, payload: str | bytes, opcode: int = TEXT, **how: Any) -> None:
        """Send one frame."""
        self.socket.sendall(frame(payload.encode() if isinstance(payload, str) else payload, opcode, **how))

    def receive(self) -> Frame:
        """The next frame.

        Raises:
            EOFError: the server closed the connection.
        """
        first, second = self._take(2)
        length = second & 0x7F
        if length == 126:
            length = struct.unpack("!H", self._take(2))[0]
        elif length == 127:
            length = struct.unpack("!Q", self._take(8))[0]
        return Frame(first & 0x0F, self._take(length))

    def enter(self, space: str, **auth: str) -> Any:
        """Open, and enter a namespace; its first state."""
        assert " 101 " in self.open()
        self.send(f"40{space},{json.dumps(auth)}")
        return self.hear(f'42{space},["state",')[0][1]

    def hear(self, start: str, count: int = 1) -> list[Any]:
        """So many events that begin with *start*, decoded; pings are answered meanwhile."""
        found: list[Any] = []
        while len(found) < count:
            got = self.receive()
            if got.opcode == TEXT and got.text == "2":
                self.send("3")
            elif got.opcode == TEXT and got.text.startswith(start):
                found.append(json.loads(got.text.partition(",")[2]))
            assert got.opcode != CLOSE, got
        return found

    def until_cut(self, seconds: float, *, answering: bool = False) -> float:
        """Seconds until the server ended the connection.

        Args:
            seconds: how long to wait for that at most.
            answering: whether pings are answered meanwhile.
        """
        begun = time.monotonic()
        try:
            while True:
                self.socket.settimeout(max(0.01, begun + seconds - time.monotonic()))
                got = self.receive()
                if answering and got.opcode == TEXT and got.payload == b"2":
                    self.send("3")
        except TimeoutError:
            raise AssertionError(f"still open after {seconds} s") from None
        except (EOFError, OSError):
            return time.monotonic() - begun

    def until_refused(self, act: Callable[[], None], times: int, pause: float) -> int:
        """Do something again and again until the server will have no more of it; how often that went well.

        Args:
            act: what sends something.
            times: how often at most.
            pause: seconds between.
        """
        for count in range(times):
            try:
                act()
            except OSError:
                return count
            time.sleep(pause)
        raise AssertionError(f"still welcome after {times} times")

    def close(self) -> None:
        """Go, without a word."""
        self.socket.close()

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._more()
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken

    def _more(self) -> None:
        came = self.socket.recv(65536)
        if not came:
            raise EOFError("the server closed the connection")
        self._buffer += came


@contextmanager
def raw(port: int, receives: int | None = None) -> Iterator[Raw]:
    """A connection that is closed with the block."""
    client = Raw(port, receives)
    try:
        yield client
    finally:
        client.close()
