"""Clients that hold on: all at once, since each takes its time, and every one is let go of in the end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from commands.patience import BODY_SECONDS
from commands.worker import SEND_SECONDS as PIECE_SECONDS
from realtime.line import SEND_SECONDS, SILENT_SECONDS
from realtime.wire import ENTER_SECONDS
from tests.realtime.besieged import SLACK_SECONDS, Besieged
from tests.realtime.raw import PING, handshake, raw

pytestmark = pytest.mark.stress

HEAD_SECONDS = 20.0
"""Gunicorn's `keepalive` (commands/server.py)."""
FILL_SECONDS = 15.0
"""To fill what the kernel holds."""


def _never_enters(server: Besieged) -> float:
    with raw(server.port) as client:
        client.open()
        return client.until_cut(90, answering=True)


def _is_refused(server: Besieged) -> float:
    with raw(server.port) as client:
        client.open()
        client.send('40/display,{"token":"raad-maar","location":"druk"}')
        return client.until_cut(90, answering=True)


def _leaves_but_stays(server: Besieged) -> float:
    with raw(server.port) as client:
        client.enter("/display", **server.auth)
        client.send("41/display,")
        return client.until_cut(90, answering=True)


def _is_dead(server: Besieged) -> float:
    with raw(server.port) as client:
        client.enter("/display", **server.auth)
        return client.until_cut(90)


def _pings_but_never_pongs(server: Besieged) -> float:
    with raw(server.port) as client:
        client.enter("/display", **server.auth)
        begun = time.monotonic()
        client.until_refused(lambda: client.send("still here", PING), 180, 0.5)
        return time.monotonic() - begun


def _does_not_read(server: Besieged) -> float:
    with raw(server.port, receives=1024) as client:
        client.enter("/staff", **server.guide)
        begun = time.monotonic()
        client.until_refused(lambda: client.send("3"), 180, 0.5)
        return time.monotonic() - begun


def _dribbles_its_head(server: Besieged) -> float:
    with raw(server.port) as client:
        begun = time.monotonic()
        client.socket.sendall(handshake(server.port)[:-4])
        client.until_refused(lambda: client.socket.sendall(b"\r\nX-More: 1"), 180, 0.5)
        return time.monotonic() - begun


def _says_nothing(server: Besieged) -> float:
    with raw(server.port) as client:
        return client.until_cut(90)


def _dribbles_its_body(server: Besieged, length: bytes) -> float:
    with raw(server.port) as client:
        begun = time.monotonic()
        client.socket.sendall(
            b"POST /api/v1/pairing HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + length
            + b"\r\n\r\n"
        )
        client.until_refused(lambda: client.socket.sendall(b"1\r\n \r\n"), 180, 0.5)
        return time.monotonic() - begun


def _takes_no_answer(server: Besieged) -> float:
    with raw(server.port, receives=1024) as client:
        begun = time.monotonic()
        client.socket.sendall(b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 100)
        client.until_refused(lambda: client.socket.sendall(b"GET"), 450, 0.2)
        return time.monotonic() - begun


CLIENTS: dict[str, tuple[Callable[[Besieged], float], float, float]] = {
    "never enters": (_never_enters, ENTER_SECONDS, ENTER_SECONDS),
    "is refused": (_is_refused, ENTER_SECONDS, ENTER_SECONDS),
    "leaves but stays": (_leaves_but_stays, ENTER_SECONDS, ENTER_SECONDS),
    "is dead": (_is_dead, 5, SILENT_SECONDS),
    "pings but never pongs": (_pings_but_never_pongs, 5, SILENT_SECONDS),
    "does not read": (_does_not_read, 5, SEND_SECONDS + FILL_SECONDS),
    "dribbles its head": (_dribbles_its_head, 5, HEAD_SECONDS),
    "says nothing": (_says_nothing, 5, HEAD_SECONDS),
    "dribbles its body": (partial(_dribbles_its_body, length=b"Content-Length: 9000"), 5, BODY_SECONDS),
    "dribbles its pieces": (
        partial(_dribbles_its_body, length=b"Transfer-Encoding: chunked"),
        5,
        BODY_SECONDS,
    ),
    "takes no answer": (_takes_no_answer, 5, PIECE_SECONDS + FILL_SECONDS),
}
"""What it does; the least and, but for a slow machine, the most seconds until it is let go of."""


def test_nobody_holds_on_for_ever(server: Besieged) -> None:
    handles, memory = server.handles(), server.resident_mb()
    with ThreadPoolExecutor(len(CLIENTS)) as pool:
        running = {name: pool.submit(act, server) for name, (act, _, _) in CLIENTS.items()}
        while not all(each.done() for each in running.values()):
            server.change()
            assert server.answers_in() < SLACK_SECONDS
            time.sleep(0.1)
        took = {name: each.exception() or each.result() for name, each in running.items()}
    wrong = {
        name: seconds
        for name, seconds in took.items()
        if not isinstance(seconds, float)
        or not CLIENTS[name][1] - 1 < seconds < CLIENTS[name][2] + SLACK_SECONDS
    }
    assert wrong == {}, took
    assert server.handles_fall_to(handles + 2) <= handles + 2
    assert server.resident_mb() - memory < 30
    assert server.traces() == [], server.installation.log()[-4000:]
