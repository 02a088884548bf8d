"""A thousand phones on one box, by socket and by asking: how soon the last one knows, memory, processor."""

import asyncio
import json
import os
import resource
import statistics
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.load import post_all
from benchmarks.process import Server, bare_server, inloop_server, run_command
from benchmarks.report import Figure
from benchmarks.rush import kiosk_request
from benchmarks.screen import time_changes
from models.views.ticket import POLL_FAR_SECONDS

PHONES = 1000
ROUNDS = 7
MOST_MB = 220.0
ASK_SECONDS = float(POLL_FAR_SECONDS)
"""So often a phone without a socket asks while it is not nearly its turn (`poll_after`)."""
CONNECTIONS = 50
_FILES = 4096


def measure() -> list[Figure]:
    """The bare emit carries a ticket of the same size to as many sockets."""
    with _many_files(), inloop_server() as server:
        tokens = _visitors(server)
        ticket = _get(f"{server.url}/api/v1/tickets/{tokens[-1]}")
        come = _comer(server)
        memory: list[float] = []
        spent: list[float] = []

        def look() -> None:
            memory.append(server.resident_mb())
            spent.append(_processor(server))

        connects = ["40/ticket," + json.dumps({"token": token}) for token in tokens]
        waits = asyncio.run(time_changes(server.port, connects, ROUNDS, come, look))
        pushed = _processor(server) - spent[0]
        before = _processor(server)
        latencies, seconds = asyncio.run(_asking(server.port, [f"/api/v1/tickets/{t}" for t in tokens]))
        asked = (_processor(server) - before) / seconds
    emits, bare, least = _bare(ticket)
    return [
        _socket_figure(waits, emits),
        _processor_figure(pushed / ROUNDS, bare / ROUNDS),
        _asking_figure(latencies, max(least), asked),
        Figure(
            name=f"memory with {PHONES} phones by socket",
            value=memory[0],
            limit=MOST_MB,
            unit="MB",
            bound=f"at most {MOST_MB:.0f} MB, all processes together",
            fine=memory[0] <= MOST_MB,
        ),
    ]


def _visitors(server: Server) -> list[str]:
    """As many visitors as phones take a number; the tokens of their tickets."""
    given = post_all(server.port, 8, PHONES, kiosk_request(server))
    return [answer["token"] for answer in given.answers]


def _comer(server: Server) -> Callable[[int], Any]:
    """Makes a change that every phone is told: one more visitor takes a number."""
    key = run_command(server.folder, "key", "add", "phones", "--role", "host")
    wish = {"question_type": "werk", "language": "nl", "printed": False}
    url = f"{server.url}/api/v1/locations/oefen/tickets"

    def come(number: int) -> Any:
        return _post(url, wish, {"Authorization": f"Bearer {key}", "Idempotency-Key": f"phones-{number}"})

    return come


def _bare(ticket: Any) -> tuple[list[float], float, list[float]]:
    """Of as many sockets: seconds of each bare emit, processor seconds of all; then latencies of asking."""
    with bare_server() as bare:
        spent: list[float] = []
        emits = asyncio.run(
            time_changes(
                bare.port,
                ["40"] * PHONES,
                ROUNDS,
                lambda _number: _post(f"{bare.url}/emit", ticket, {}),
                lambda: spent.append(_processor(bare)),
            )
        )
        pushed = _processor(bare) - spent[0]
        latencies, _ = asyncio.run(_asking(bare.port, ["/healthz"] * PHONES))
        return emits, pushed, latencies


async def _asking(port: int, paths: list[str]) -> tuple[list[float], float]:
    """Every phone asks once within its interval, evenly spread; the latencies and how long it took."""
    begun = time.perf_counter()
    latencies: list[float] = []

    async def ask(which: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in range(which, len(paths), CONNECTIONS):
            due = begun + ASK_SECONDS * number / len(paths)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            sent = time.perf_counter()
            writer.write(_question(port, paths[number]))
            await _answer(reader)
            latencies.append(time.perf_counter() - sent)
        writer.close()

    await asyncio.gather(*(ask(which) for which in range(CONNECTIONS)))
    return latencies, time.perf_counter() - begun


def _question(port: int, path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()


async def _answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise RuntimeError(head.decode())
    lines = head.lower().split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length"))
    await reader.readexactly(length)


def _socket_figure(waits: list[float], emits: list[float]) -> Figure:
    ours, limit = statistics.median(waits) * 1000, statistics.median(emits) * 1000
    return Figure(
        name=f"a change on the last of {PHONES} phones, by socket",
        value=ours,
        limit=limit,
        unit="ms",
        bound="at most 5 × a bare emit + 300 ms",
        fine=ours <= 5 * limit + 300,
        note=f"worst {max(waits) * 1000:.0f} ms, bare {max(emits) * 1000:.0f} ms",
    )


def _processor_figure(ours: float, bare: float) -> Figure:
    return Figure(
        name=f"processor for a change to {PHONES} phones, with what they ask meanwhile",
        value=ours * 1000,
        limit=bare * 1000,
        unit="ms",
        bound="at most 10 × bare, which tells all the same",
        fine=ours <= 10 * bare,
    )


def _asking_figure(latencies: list[float], least: float, share: float) -> Figure:
    worst = ASK_SECONDS + max(latencies)
    p99 = sorted(latencies)[int(0.99 * len(latencies))] * 1000
    return Figure(
        name=f"a change on the last of {PHONES} phones, by asking",
        value=worst,
        limit=ASK_SECONDS + least,
        unit="s",
        bound="at most 1.5 × bare at that pace, with half a processor",
        fine=worst <= 1.5 * (ASK_SECONDS + least) and share <= 0.5,
        note=f"p99 {p99:.0f} ms, worst {max(latencies) * 1000:.0f} ms; {share:.0%} of a processor",
    )


def _processor(server: Server) -> float:
    """Seconds of processor that the server and its children have had."""
    ticks = os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    total = 0
    for pid in (server.pid, *map(int, children)):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / ticks


@contextmanager
def _many_files() -> Iterator[None]:
    """More open files than usual, for this process and the servers that it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _post(url: str, body: Any, headers: dict[str, str]) -> Any:
    request = urllib.request.Request(  # noqa: S310  (loopback only)
        url, json.dumps(body).encode(), {"Content-Type": "application/json", **headers}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.loads(answer.read() or b"null")


def _get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310  (loopback only)
        return json.loads(answer.read())
