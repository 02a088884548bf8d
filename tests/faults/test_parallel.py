"""Sixteen kiosks and sixteen guides at once, on one server with SQLite and on three with PostgreSQL."""

import logging
import random
import resource
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.database import Database
from models.log import FactKind
from tests.depth import times
from tests.faults.client import Line, Reply
from tests.faults.installation import DESKS, Installation, install
from tests.faults.people import GuideAtWork, kiosk
from tests.faults.story import assert_in_order, assert_whole, read_story

log = logging.getLogger(__name__)
pytestmark = pytest.mark.stress

TICKETS, KIOSKS, GUIDES = times(200, 1000), 16, DESKS
SEED = 20260323


def _taps(number: int) -> int:
    return TICKETS // KIOSKS + (number < TICKETS % KIOSKS)


def _guides(house: Installation, ports: list[int], over: threading.Event) -> list[GuideAtWork]:
    return [
        GuideAtWork(
            (Line(ports[number % len(ports)]), Line(ports[(number + 1) % len(ports)])),
            key,
            str(number + 1),
            over,
            random.Random(SEED + number),
        )
        for number, key in enumerate(house.guides.values())
    ]


def _rush(house: Installation, ports: list[int]) -> tuple[list[tuple[Reply, Reply]], list[GuideAtWork]]:
    """All at once, until everybody was helped; what the kiosks were answered, and the guides."""
    over = threading.Event()
    guides = _guides(house, ports, over)
    with ThreadPoolExecutor(KIOSKS + GUIDES) as people:
        working = [people.submit(guide.work) for guide in guides]
        standing = [
            people.submit(
                kiosk,
                (ports[number % len(ports)], ports[(number + 1) % len(ports)]),
                token,
                _taps(number),
                number,
            )
            for number, token in enumerate(house.kiosks)
        ]
        try:
            taps = [tap for one in standing for tap in one.result(timeout=600)]
        finally:
            over.set()
        for one in working:
            one.result(timeout=600)
    return taps, guides


@pytest.mark.parametrize(("kind", "servers"), [("sqlite", 1), ("postgres", 3)])
def test_sixteen_kiosks_and_guides_at_once_lose_double_and_skip_nobody(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, servers: int
) -> None:
    database: Database = request.getfixturevalue(f"{kind}_database")
    house = install(database, tmp_path / "data", KIOSKS, GUIDES)
    with house.servers(servers) as ports:
        begun = time.monotonic()
        taps, guides = _rush(house, ports)
        seconds = time.monotonic() - begun
    worked = [sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    story = read_story(database)
    commands = 2 * len(taps) + sum(guide.steps + 2 * len(guide.called) for guide in guides)
    log.info("%s: %d commands in %.1f s, %s; %s", kind, commands, seconds, dict(story.kinds), worked)

    assert len(taps) == TICKETS
    for first, second in taps:
        assert (first.status, first.text) == (201, second.text)
        assert first.replayed or second.replayed
    assert {first.body["id"] for first, _ in taps} == set(story.tickets)
    assert len(story.tickets) == TICKETS

    assert_whole(story)
    assert_in_order(story)
    assert story.states() == {"done": TICKETS}
    finished = Counter(fact.ticket_id for fact in story.facts if fact.kind == FactKind.FINISHED)
    assert set(finished.values()) == {1}
    for name, guide in zip(house.guides, guides, strict=True):
        assert story.called(name) == guide.called
    for odd in (FactKind.RETURNED, FactKind.HELD, FactKind.RESUMED, FactKind.TRANSFERRED):
        assert story.kinds[odd] > TICKETS // 100, odd
    assert "Traceback" not in house.log()
    checked = house.check()
    assert checked.code == 0, checked.err
