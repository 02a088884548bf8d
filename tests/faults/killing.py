"""Screens that go on through every end of their server, and somebody who keeps ending it."""

import random
import subprocess
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Self

from benchmarks.process import wait_until_alive
from tests.faults.client import Command, Line, Reply, Unanswered
from tests.faults.installation import LOCATION, QUESTIONS, Installation, end, kill
from tests.faults.people import issue_command

_PATIENCE_SECONDS = 60.0


@dataclass
class Diary:
    """What screens asked and were answered, by all of them together.

    Attributes:
        answered: each command with its answer, in the order of the answers.
        open: commands that the screen gave up on: whether they were done, nobody knows.
        interrupted: how often a server was gone before it answered.
        over: set when the screens are to stop.
    """

    answered: list[tuple[Command, Reply]] = field(default_factory=list)
    open: list[Command] = field(default_factory=list)
    interrupted: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, command: Command, reply: Reply) -> None:
        """An answer came."""
        with self._lock:
            self.answered.append((command, reply))

    def interrupt(self) -> None:
        """A server was gone in the middle of a command."""
        with self._lock:
            self.interrupted += 1


class Screen:
    """Asks again with the same key, at the next server, until it is answered: as our own screens do.

    Args:
        ports: the servers.
        diary: where its commands and answers go.
    """

    def __init__(self, ports: list[int], diary: Diary) -> None:
        self._lines = [Line(port) for port in ports]
        self._turn = 0
        self._diary = diary

    def ask(self, command: Command, gives_up: bool = False) -> Reply | None:
        """The answer; None when the server went away and the screen *gives_up*."""
        limit = time.monotonic() + _PATIENCE_SECONDS
        sent = False
        while time.monotonic() < limit:
            line = self._lines[self._turn]
            try:
                line.put(command)
                sent = True
                reply = line.take()
            except Unanswered:
                self._turn = (self._turn + 1) % len(self._lines)
                if not sent:
                    time.sleep(0.02)
                    continue
                self._diary.interrupt()
                if gives_up:
                    self._diary.open.append(command)
                    return None
                sent = False
            else:
                self._diary.note(command, reply)
                return reply
        raise AssertionError(f"nobody answered {command.path}")

    def close(self) -> None:
        """Hang up."""
        for line in self._lines:
            line.close()


def kiosk(screen: Screen, diary: Diary, token: str, seed: int) -> None:
    """Visitors tap, one after another; some of them walk away when the kiosk does not answer."""
    chance = random.Random(seed)
    for number in count():
        if diary.over.is_set():
            return
        command = issue_command(token, f"tap-{seed}-{number}", chance.choice(QUESTIONS))
        reply = screen.ask(command, gives_up=chance.random() < 0.5)
        assert reply is None or reply.status == 201, reply.text


def guide(screen: Screen, diary: Diary, key: str, desk: str) -> None:
    """Calls, talks and finishes, for as long as it goes on."""
    numbers = count()

    def do(path: str, body: dict[str, str]) -> Reply:
        reply = screen.ask(Command(key, f"{desk}-{next(numbers)}", path, body))
        assert reply is not None
        assert reply.status in {200, 204}, reply.text
        return reply

    while not diary.over.is_set():
        called = do(f"/locations/{LOCATION}/call-next", {"desk": desk})
        if called.status == 204:
            time.sleep(0.05)
            continue
        visit = f"/visits/{called.body['id']}"
        do(f"{visit}/start", {})
        do(f"{visit}/finish", {"outcome": "answered"})


class Reaper:
    """Keeps servers running for the length of a block, and kills one after the other.

    Args:
        house: what is served.
        ports: where; each server comes back at its own.
        diary: tells that the screens are at work.
        chance: how long each server lives.
    """

    def __init__(self, house: Installation, ports: list[int], diary: Diary, chance: random.Random) -> None:
        self._house = house
        self._ports = ports
        self._diary = diary
        self._chance = chance
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self._running = [self._house.serve(port) for port in self._ports]
        try:
            for port, process in zip(self._ports, self._running, strict=True):
                wait_until_alive(port, process)
        except RuntimeError as silent:
            self._end()
            raise RuntimeError(self._house.log()) from silent
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        for process in self._running:
            end(process)

    def reap(self, kills: int) -> None:
        """Kill so many times, each time in the middle of the work, and start that server again."""
        for number in range(kills):
            which = number % len(self._ports)
            self._wait()
            kill(self._running[which])
            self._running[which] = self._house.serve(self._ports[which])
            wait_until_alive(self._ports[which], self._running[which])
        self._wait()

    def _wait(self) -> None:
        """Until the screens are at work again, and a moment longer that nobody can foresee."""
        enough = len(self._diary.answered) + 8
        limit = time.monotonic() + _PATIENCE_SECONDS
        while len(self._diary.answered) < enough:
            assert time.monotonic() < limit, "the screens do not get on"
            time.sleep(0.005)
        time.sleep(self._chance.uniform(0.0, 0.3))
