"""A network printer on the loopback that behaves as badly as asked."""

import re
import socket
import struct
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from printer.address import TcpAddress
from printer.raster import ASK_PAPER

_REAL_TIME = re.compile(rb"\x10\x04(.)", re.DOTALL)
_WELL = {1: b"\x12", 2: b"\x12", 3: b"\x12", 4: b"\x12"}


@dataclass(frozen=True)
class Manners:
    """What the printer says and does.

    `status` holds the answers to DLE EOT by number, `confirmation` the one to GS r 1 (empty: says nothing).
    After `reset_after` bytes of a job it resets the connection, after `close_after` it ends it, after
    `deaf_after` it stops reading. `chatter` is sent before each answer about status.
    """

    status: dict[int, bytes] = field(default_factory=lambda: dict(_WELL))
    confirmation: bytes = b"\x00"
    reset_after: int | None = None
    close_after: int | None = None
    deaf_after: int | None = None
    chatter: bytes = b""


class FakePrinter:
    """Serves one connection at a time until the block is left; `received` is all but questions."""

    def __init__(self, manners: Manners | None = None) -> None:
        self.received = b""
        self.connections = 0
        self._manners = manners or Manners()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> TcpAddress:
        return TcpAddress("127.0.0.1", self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        # A connection of our own wakes the thread up from accept.
        socket.create_connection(self._listener.getsockname(), 5).close()
        self._thread.join(5)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            line, _ = self._listener.accept()
            with line:
                if self._ended.is_set():
                    return
                self.connections += 1
                line.settimeout(5)
                self._converse(line)

    def _converse(self, line: socket.socket) -> None:
        before = len(self.received)
        try:
            while (data := line.recv(4096)) and not self._ended.is_set():
                self._hear(line, data)
                if self._breaks_off(line, len(self.received) - before):
                    return
        except (ConnectionResetError, BrokenPipeError):
            return

    def _hear(self, line: socket.socket, data: bytes) -> None:
        for number in _REAL_TIME.findall(data):
            answer = self._manners.status.get(number[0], b"")
            if answer:
                line.sendall(self._manners.chatter + answer)
        job = _REAL_TIME.sub(b"", data)
        self.received += job
        if job and self.received.endswith(ASK_PAPER) and self._manners.confirmation:
            line.sendall(self._manners.confirmation)

    def _breaks_off(self, line: socket.socket, heard: int) -> bool:
        manners = self._manners
        if manners.reset_after is not None and heard >= manners.reset_after:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return True
        if manners.deaf_after is not None and heard >= manners.deaf_after:
            self._ended.wait(30)
            return True
        return manners.close_after is not None and heard >= manners.close_after
