"""The emulated printer on a network port.

Knows sockets and speed: a printer reads no more than it has room for, and some speak with one at a time.
Nothing of what bytes mean.
"""

import socket
import threading
import time
from contextlib import nullcontext, suppress
from types import TracebackType
from typing import Self

from printer.emulator import EmulatedPrinter, Fault, Line

ROOM = 65_536
_LOOK_AGAIN = 0.02
_BITS_PER_BYTE = 10
_LATE = 2.0
"""Seconds; a line that was quiet for longer begins anew."""


class EmulatorServer:
    """Serves a printer until the block is left.

    Args:
        printer: what gets the bytes.
        host: to listen on.
        port: to listen on; 0 for any that is free.
        one_at_a_time: who comes second is accepted by the system, and not heard until the first has gone.
    """

    def __init__(
        self, printer: EmulatedPrinter, host: str = "127.0.0.1", port: int = 0, *, one_at_a_time: bool = False
    ) -> None:
        self._printer = printer
        self._listener = socket.create_server((host, port))
        self._one_at_a_time = one_at_a_time
        self._turn = threading.Lock()
        self._ended = threading.Event()
        self._next = 0.0
        self._connections: set[socket.socket] = set()
        self._acceptor = threading.Thread(target=self._accept, name="emulator", daemon=True)
        self.baud: int | None = None
        self.accepted = 0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        # Waking a thread out of accept() takes a shutdown; closing alone leaves it there.
        for each in (self._listener, *list(self._connections)):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._acceptor.join(5)
        self._listener.close()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.accepted += 1
            self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection,), name="emulator", daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        # On a slow line the rest of a connection that has ended is still coming in when the next begins.
        turn = self._turn if self._one_at_a_time or self.baud else nullcontext()
        with connection, turn:
            self._converse(connection)
        self._connections.discard(connection)

    def _converse(self, connection: socket.socket) -> None:
        def answer(said: bytes) -> None:
            with suppress(OSError):
                connection.sendall(said)

        line = self._printer.connect(answer)
        try:
            while self._pass_on(connection, line):
                pass
        except OSError:
            return
        finally:
            self._printer.disconnect(line)

    def _pass_on(self, connection: socket.socket, line: Line) -> bool:
        """Take in as much as there is room for; False at the end."""
        hanging = Fault.HANGING in self._printer.faults
        if hanging or self._printer.held > ROOM:
            return not self._ended.wait(_LOOK_AGAIN)
        rate = self.baud / _BITS_PER_BYTE if self.baud else None
        said = connection.recv(max(1, int(rate * _LOOK_AGAIN)) if rate else 4096)
        if rate and said:
            self._arrive(len(said) / rate)
        if said:
            self._printer.receive(line, said)
        return bool(said) and not self._ended.is_set()

    def _arrive(self, seconds: float) -> None:
        """Let bytes take so long to come in, after those before them.

        A machine that woke late makes it up with the next bytes: the line is as fast as it says.
        """
        now = time.monotonic()
        self._next = (self._next if now - self._next < _LATE else now) + seconds
        self._ended.wait(max(0.0, self._next - now))
