"""Five hundred clients without manners, wave after wave: memory and file handles stay where they were."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import pytest

from tests.depth import times
from tests.realtime.besieged import SLACK_SECONDS, Besieged
from tests.realtime.raw import BINARY, Raw, frame, handshake

pytestmark = pytest.mark.stress

CROWD = 500
WAVES = times(4, 20)
GROWTH_MB = 10.0
"""Between the second wave and the last: less than 20 kB for each of a thousand clients. What the first two
cost is used again: in a long game the tenth wave added nothing."""


def _says_nothing(_client: Raw, _server: Besieged) -> None:
    """Only connects."""


def _begins_a_head(client: Raw, server: Besieged) -> None:
    client.socket.sendall(handshake(server.port)[:60])


def _opens(client: Raw, _server: Besieged) -> None:
    client.open()


def _enters(client: Raw, server: Besieged) -> None:
    client.open()  # in a long game some are told to wait: from here come more than from any house
    client.send(f"40/staff,{json.dumps(server.guide)}")
    client.receive()


def _floods(client: Raw, _server: Besieged) -> None:
    client.open()
    client.socket.sendall(frame(b'42/display,["shown",{"rev":1}]') * 200)


def _begins_a_message(client: Raw, _server: Besieged) -> None:
    client.open()
    for _ in range(10):
        client.send(b"4" * 4000, final=False)


def _sends_rubbish(client: Raw, _server: Besieged) -> None:
    client.open()
    client.socket.sendall(frame(b"4" + b"[" * 9000) + frame(b"\0", BINARY) + b"\xff" * 100)


def _guesses(client: Raw, _server: Besieged) -> None:
    client.open()
    for number in range(6):
        client.send(f"40/display,{json.dumps({'token': str(number), 'location': 'druk'})}")


ACTS: tuple[Callable[[Raw, Besieged], None], ...] = (
    _says_nothing,
    _begins_a_head,
    _opens,
    _enters,
    _floods,
    _begins_a_message,
    _sends_rubbish,
    _guesses,
)


def _misbehave(server: Besieged, number: int) -> Raw:
    client = Raw(server.port, receives=2048)
    with suppress(OSError, EOFError, ValueError):  # some are cut off while they still act
        ACTS[number % len(ACTS)](client, server)
    return client


def _wave(server: Besieged) -> None:
    """All at once; then nobody reads, changes go on, and everybody goes without a word."""
    with ThreadPoolExecutor(32) as pool, ExitStack() as stack:
        for client in pool.map(lambda number: _misbehave(server, number), range(CROWD)):
            stack.callback(client.close)
        for _ in range(5):
            server.change()
            assert server.answers_in() < SLACK_SECONDS


def test_memory_and_file_handles_stay_flat_under_a_crowd(server: Besieged) -> None:
    handles, memory = server.handles(), []
    for _ in range(WAVES):
        _wave(server)
        assert server.handles_fall_to(handles + 2, 40) <= handles + 2
        memory.append(server.resident_mb())
    assert memory[-1] - memory[1] < GROWTH_MB, memory
    assert server.traces() == [], server.installation.log()[-4000:]
