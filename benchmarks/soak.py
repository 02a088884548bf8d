"""Half an hour at ten times a busy day: memory, open files and threads stay flat, and everybody is served.

Not one of the usual benchmarks, for it lasts: `python -m benchmarks.soak [--minutes M]`. Loopback only; ends
by itself. A busy day is 200 visitors at one location in eight hours. Ten of them in half an hour is a visitor
each 0.9 s, with six displays, three kiosks and four consoles, of which one connects anew every five seconds,
and a phone for each visitor, every third without a socket.
"""

import argparse
import asyncio
import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.process import Server, inloop_server, run_command
from benchmarks.report import Figure, table, write
from benchmarks.screen import Screen, open_screen

VISITORS = 2000
"""Ten busy days."""
USUAL_MINUTES = 30.0
GUIDES = ("1", "2")
"""Desks of the practice location."""
_WARM = 0.2
"""Share of the time after which caches are as large as they get."""
_LOOKS = 180
_MOST_GROWTH = 0.05
"""Share by which memory may be larger in the last fifth than after warming up."""
_RESULTS = Path(__file__).parent / "results" / "soak.json"


@dataclass
class Look:
    """The server at one moment."""

    memory_mb: float
    files: int
    threads: int


@dataclass
class Watch:
    """What was seen of it, and what went wrong."""

    looks: list[Look] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    """Seconds of each answer."""
    wrong: Counter[str] = field(default_factory=Counter)
    served: int = 0


class House:
    """The people of the day, over HTTP.

    Args:
        server: where they are.
        watch: what to note.
    """

    def __init__(self, server: Server, watch: Watch) -> None:
        self.server, self.watch = server, watch
        self.door = self._key("door", "host")
        self.guides = [self._key(f"guide-{desk}", "guide") for desk in GUIDES]
        self._presses = itertools.count(1)

    async def visit(self, number: int) -> None:
        """A visitor comes, follows the ticket on a phone, and is helped."""
        wish = {"question_type": "werk", "language": "nl", "printed": False}
        ticket = await self.post("/api/v1/locations/oefen/tickets", wish, self.door)
        if ticket is None:
            return
        phone = asyncio.create_task(self._follow(ticket["token"], number))
        await asyncio.sleep(1)
        await self._help(number % len(GUIDES))
        await asyncio.sleep(1)
        phone.cancel()
        with suppress(asyncio.CancelledError):
            await phone

    async def post(self, path: str, body: dict[str, Any], key: str) -> Any:
        """A command; None for nobody to call and for what went wrong, which is counted."""
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": f"soak-{next(self._presses)}"}
        status, answer = await self._ask("POST", path, headers, json.dumps(body).encode())
        if status not in {200, 201, 204, 409}:
            self.watch.wrong[f"{path.rsplit('/', 1)[-1]} {status}"] += 1
        return json.loads(answer) if status in {200, 201} else None

    async def _help(self, which: int) -> None:
        """A guide calls whoever is next, talks, and says how it ended."""
        key = self.guides[which]
        called = await self.post("/api/v1/locations/oefen/call-next", {"desk": GUIDES[which]}, key)
        if called is None:
            return
        for step, body in (("start", {}), ("finish", {"outcome": "answered"})):
            await asyncio.sleep(0.1)
            await self.post(f"/api/v1/visits/{called['id']}/{step}", body, key)
        self.watch.served += 1

    async def _follow(self, token: str, number: int) -> None:
        if number % 3:
            phone = await open_screen(self.server.port, "40/ticket," + json.dumps({"token": token}))
            try:
                await phone.listen()
            finally:
                phone.close()
        while number % 3 == 0:
            await self._ask("GET", f"/api/v1/tickets/{token}", {}, b"")
            await asyncio.sleep(1)

    async def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """One request over a connection of its own, as from as many machines."""
        begun = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        try:
            lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}", "Connection: close"]
            lines += [f"{name}: {value}" for name, value in headers.items()]
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
            writer.write("\r\n".join([*lines, "", ""]).encode() + body)
            head, _, answer = (await reader.read()).partition(b"\r\n\r\n")
        finally:
            writer.close()
        self.watch.waits.append(time.perf_counter() - begun)
        return int(head.split(b" ", 2)[1]), answer

    def _key(self, name: str, role: str) -> str:
        return run_command(self.server.folder, "key", "add", name, "--role", role)


async def _screens(server: Server, tokens: Sequence[str], until: float) -> None:
    """Every screen of the house, each in turn switched off and on."""
    spaces = ["display"] * 6 + ["kiosk"] * 3 + ["staff"] * 4
    packets = [f"40/{s}," + json.dumps({"token": tokens[0], "location": "oefen"}) for s in spaces]
    screens: list[Screen] = [await open_screen(server.port, packet) for packet in packets]
    listening = [asyncio.create_task(screen.listen()) for screen in screens]
    for which in itertools.cycle(range(len(screens))):
        if time.monotonic() > until:
            break
        await asyncio.sleep(5)
        screens[which].close()
        await listening[which]
        screens[which] = await open_screen(server.port, packets[which])
        listening[which] = asyncio.create_task(screens[which].listen())
    for screen in screens:
        screen.close()
    await asyncio.gather(*listening)


async def _look(server: Server, watch: Watch, seconds: float, until: float) -> None:
    while time.monotonic() < until:
        watch.looks.append(await asyncio.to_thread(_seen, server))
        await asyncio.sleep(seconds / _LOOKS)


def _seen(server: Server) -> Look:
    pids = [server.pid, *map(int, Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())]
    files = sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids)
    threads = sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in pids)
    return Look(server.resident_mb(), files, threads)


async def _day(server: Server, watch: Watch, seconds: float) -> None:
    house, until = House(server, watch), time.monotonic() + seconds
    keep = [
        asyncio.create_task(_screens(server, [house.door], until)),
        asyncio.create_task(_look(server, watch, seconds, until)),
    ]
    visitors: set[asyncio.Task[None]] = set()
    for number in itertools.count():
        if time.monotonic() > until:
            break
        visitors.add(asyncio.create_task(house.visit(number)))
        visitors -= {visitor for visitor in visitors if visitor.done()}
        await asyncio.sleep(USUAL_MINUTES * 60 / VISITORS)
    await asyncio.gather(*visitors, *keep)


def _figures(watch: Watch) -> list[Figure]:
    looks = watch.looks
    fifth = max(1, int(len(looks) * _WARM))
    early, late = looks[fifth : 2 * fifth], looks[-fifth:]
    figures = []
    for name, unit, slack in (("memory_mb", "MB", 0.0), ("files", "", 8.0), ("threads", "", 2.0)):
        first, last = (median(getattr(look, name) for look in part) for part in (early, late))
        bound = (
            f"at most {_MOST_GROWTH:.0%}"
            + (f" or {slack:.0f}" if slack else "")
            + " more at the end than warmed up"
        )
        fine = last <= first * (1 + _MOST_GROWTH) + slack
        figures.append(Figure(f"{name} at the end", last, first, unit, bound, fine))
    slow = sorted(watch.waits)[int(0.99 * len(watch.waits))] * 1000
    figures.append(Figure("p99 of all answers", slow, 1000.0, "ms", "at most a second", slow <= 1000))
    told = ", ".join(f"{what} × {count}" for what, count in watch.wrong.items())
    total = sum(watch.wrong.values())
    figures.append(
        Figure(
            "answers that were wrong", total, 0, "", f"none; {watch.served} visitors served", total == 0, told
        )
    )
    return figures


def main(arguments: Sequence[str]) -> int:
    """Run it; 0 if every bound is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=USUAL_MINUTES)
    seconds = parser.parse_args(arguments).minutes * 60
    watch = Watch()
    with inloop_server() as server:
        asyncio.run(_day(server, watch, seconds))
    figures = _figures(watch)
    print(table(figures))
    write(figures, _RESULTS)
    return 0 if all(figure.fine for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
