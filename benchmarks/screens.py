"""A call seen on 200 displays, against a bare emit to 200; and the memory that the screens take."""

import asyncio
import json
import statistics
import urllib.request
from typing import Any

from benchmarks.process import Server, bare_server, inloop_server, run_command
from benchmarks.report import Figure
from benchmarks.screen import time_changes

SCREENS = 200
ROUNDS = 15
MOST_MB = 150.0


def measure() -> list[Figure]:
    """The bare emit carries a board of the same size as ours."""
    with inloop_server() as server:
        caller = _Caller(server)
        memory: list[float] = []
        pairing = ("device", "add", "--kind", "display", "--location", "oefen", "--name", "benchmark")
        token = run_command(server.folder, *pairing)
        connect = "40/display," + json.dumps({"token": token, "location": "oefen"})
        calls = asyncio.run(
            time_changes(
                server.port,
                [connect] * SCREENS,
                ROUNDS,
                caller.call,
                lambda: memory.append(server.resident_mb()),
            )
        )
        board = _get(f"{server.url}/api/v1/locations/oefen/board")
    emits = _bare_emits(board)
    return [_call_figure(calls, emits), _memory_figure(memory[0])]


def _bare_emits(payload: Any) -> list[float]:
    with bare_server() as bare:
        _post(f"{bare.url}/emit", payload, {})
        return asyncio.run(
            time_changes(
                bare.port,
                ["40"] * SCREENS,
                ROUNDS,
                lambda _number: _post(f"{bare.url}/emit", payload, {}),
                lambda: None,
            )
        )


class _Caller:
    """A guide who calls again each time; a recall is a call to the screens."""

    def __init__(self, server: Server) -> None:
        self._api = f"{server.url}/api/v1"
        key = run_command(server.folder, "key", "add", "benchmark", "--role", "guide")
        self._headers = {"Authorization": f"Bearer {key}"}
        issue = {"question_type": "werk", "language": "nl", "printed": False}
        self._post("/locations/oefen/tickets", issue, {"Idempotency-Key": "one"})
        self._ticket = self._post("/locations/oefen/call-next", {"desk": "1"}, {})["id"]

    def call(self, _number: int) -> None:
        """Call once more."""
        self._post(f"/visits/{self._ticket}/recall", {}, {})

    def _post(self, path: str, body: Any, headers: dict[str, str]) -> Any:
        return _post(self._api + path, body, self._headers | headers)


def _call_figure(calls: list[float], emits: list[float]) -> Figure:
    ours, limit = statistics.median(calls) * 1000, statistics.median(emits) * 1000
    return Figure(
        name="a call on the last of 200 displays",
        value=ours,
        limit=limit,
        unit="ms",
        bound="at most 3 × a bare emit + 10 ms",
        fine=ours <= 3 * limit + 10,
        note=f"worst {max(calls) * 1000:.0f} ms, bare {max(emits) * 1000:.0f} ms",
    )


def _memory_figure(megabytes: float) -> Figure:
    return Figure(
        name="memory with 200 screens",
        value=megabytes,
        limit=MOST_MB,
        unit="MB",
        bound="at most 150 MB, all processes together",
        fine=megabytes <= MOST_MB,
    )


def _post(url: str, body: Any, headers: dict[str, str]) -> Any:
    request = urllib.request.Request(  # noqa: S310  (loopback only)
        url, json.dumps(body).encode(), {"Content-Type": "application/json", **headers}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return json.loads(answer.read() or b"null")


def _get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  (loopback only)
        return json.loads(answer.read())
