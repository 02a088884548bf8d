"""A cable with faults: stands between a client and a network printer, and spoils what passes."""

import re
import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

_ASKED = re.compile(rb"\x10\x04([\x01-\x04])")


@dataclass
class Faults:
    """What goes wrong, to be changed at any time.

    `hangs`: connections are accepted and nothing is read. `reset_after`, `fin_after`: after so many bytes of
    a connection it is reset, or ended at both sides. `late`: seconds that an answer takes; `late_after`: only
    once so many bytes have passed. `rate`: bytes per second towards the printer. `mute`: no answer gets
    through. `answers`: what a question DLE EOT n gets instead of the printer's own answer. `noise`: comes
    before each answer.
    """

    hangs: bool = False
    reset_after: int | None = None
    fin_after: int | None = None
    late: float = 0.0
    late_after: int = 0
    rate: float | None = None
    mute: bool = False
    mute_after: int | None = None
    answers: dict[int, int] = field(default_factory=dict)
    noise: bytes = b""


class FaultProxy:
    """Listens on the loopback and passes on to a port there, with `faults`, until the block is left."""

    def __init__(self, port: int) -> None:
        self.faults = Faults()
        self.connections = 0
        self._printer_port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._ended = threading.Event()
        self._sockets: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        for each in (self._listener, *list(self._sockets)):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()

    def refuse(self) -> None:
        """From now on nobody listens here, as with a printer that is switched off."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()

    def listen(self) -> None:
        """Listen again, on the same port."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._sockets.add(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            while self.faults.hangs:
                if self._ended.wait(0.02):
                    return
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._printer_port), 5) as printer:
                self._sockets.add(printer)
                passed = [0]
                back = threading.Thread(target=self._back, args=(printer, client, passed), daemon=True)
                back.start()
                self._there(client, printer, passed)
                back.join(5)
            self._sockets.discard(client)

    def _there(self, client: socket.socket, printer: socket.socket, passed: list[int]) -> None:
        faults = self.faults
        with suppress(OSError):
            while data := client.recv(1024 if faults.rate else 4096):
                if faults.rate:
                    time.sleep(len(data) / faults.rate)
                if self._answered(data, client):
                    continue
                limit = faults.reset_after or faults.fin_after
                if limit is not None and passed[0] + len(data) >= limit:
                    printer.sendall(data[: limit - passed[0]])
                    self._break(client, printer)
                    return
                passed[0] += len(data)
                printer.sendall(data)
        with suppress(OSError):
            printer.shutdown(socket.SHUT_WR)

    def _answered(self, data: bytes, client: socket.socket) -> bool:
        asked = _ASKED.fullmatch(data)
        answer = self.faults.answers.get(asked[1][0]) if asked else None
        if answer is not None:
            client.sendall(bytes([answer]))
        return answer is not None

    def _break(self, client: socket.socket, printer: socket.socket) -> None:
        if self.faults.reset_after is not None:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            # The file is closed for real only when no thread waits in it any more.
            client.shutdown(socket.SHUT_RD)
        printer.shutdown(socket.SHUT_RDWR)
        client.close()

    def _back(self, printer: socket.socket, client: socket.socket, passed: list[int]) -> None:
        with suppress(OSError):
            while data := printer.recv(4096):
                faults = self.faults
                if faults.late and passed[0] >= faults.late_after:
                    time.sleep(faults.late)
                muted = faults.mute_after is not None and passed[0] >= faults.mute_after
                if not faults.mute and not muted:
                    client.sendall(faults.noise + data)
        with suppress(OSError):
            client.shutdown(socket.SHUT_WR)
