"""The server is killed again and again in the middle of its work: nothing acknowledged is lost or doubled."""

import logging
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.process import free_port
from models.database import Database
from models.log import FactKind
from tests.depth import times
from tests.faults.client import Line, Reply
from tests.faults.installation import Installation, install
from tests.faults.killing import Diary, Reaper, Screen, guide, kiosk
from tests.faults.story import Story, assert_in_order, assert_whole, read_story

log = logging.getLogger(__name__)
pytestmark = pytest.mark.stress

KIOSKS = GUIDES = 4
SEED = 50
STEPS = {
    "tickets": FactKind.ISSUED,
    "call-next": FactKind.CALLED,
    "start": FactKind.STARTED,
    "finish": FactKind.FINISHED,
}


def _live_through(house: Installation, servers: int, kills: int) -> Diary:
    """Kiosks and guides at work while their servers are killed; what they asked and were answered."""
    diary, ports = Diary(), [free_port() for _ in range(servers)]
    screens = [Screen(ports, diary) for _ in range(KIOSKS + GUIDES)]
    with (
        Reaper(house, ports, diary, random.Random(SEED)) as reaper,
        ThreadPoolExecutor(len(screens)) as people,
    ):
        at_work = [
            people.submit(kiosk, screens[number], diary, token, number)
            for number, token in enumerate(house.kiosks)
        ]
        at_work += [
            people.submit(guide, screens[-number], diary, key, str(number))
            for number, key in enumerate(house.guides.values(), 1)
        ]
        try:
            reaper.reap(kills)
        finally:
            diary.over.set()
        for one in at_work:
            one.result(timeout=300)
    for screen in screens:
        screen.close()
    return diary


def _replay(house: Installation, diary: Diary) -> list[Reply]:
    """Every command once more; the answers to those that nobody had an answer to."""
    with house.servers(1) as (port,):
        line = Line(port)
        for command, reply in diary.answered:
            again = line.send(command)
            assert (again.status, again.text, again.replayed) == (reply.status, reply.text, True)
        at_last = [line.send(command) for command in diary.open]
        for command, reply in zip(diary.open, at_last, strict=True):
            again = line.send(command)
            assert (again.status, again.text, again.replayed) == (201, reply.text, True)
        line.close()
    return at_last


def _assert_each_once(story: Story, diary: Diary) -> None:
    """Each acknowledged command is in the log exactly once."""
    done = Counter(
        (command.path.rpartition("/")[2], reply.body["id"])
        for command, reply in diary.answered
        if reply.status in {200, 201}
    )
    assert set(done.values()) == {1}
    for step, kind in STEPS.items():
        written = Counter(fact.ticket_id for fact in story.facts if fact.kind == kind)
        assert set(written.values()) == {1}
        assert {ticket for name, ticket in done if name == step} <= set(written)
        if kind is not FactKind.ISSUED:
            assert {ticket for name, ticket in done if name == step} == set(written)


@pytest.mark.parametrize(
    ("kind", "servers", "kills"), [("sqlite", 1, times(8, 50)), ("postgres", 2, times(3, 12))]
)
def test_killed_servers_keep_all_that_was_acknowledged_and_do_nothing_twice(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, servers: int, kills: int
) -> None:
    database: Database = request.getfixturevalue(f"{kind}_database")
    house = install(database, tmp_path / "data", KIOSKS, GUIDES)
    begun = time.monotonic()
    diary = _live_through(house, servers, kills)
    lived = time.monotonic() - begun
    before = read_story(database)
    at_last = _replay(house, diary)
    story = read_story(database)
    new = [reply for reply in at_last if not reply.replayed]
    log.info(
        "%s: %d kills in %.0f s, %d commands answered, %d interrupted, %d given up of which %d were not done",
        kind,
        kills,
        lived,
        len(diary.answered),
        diary.interrupted,
        len(diary.open),
        len(new),
    )

    assert diary.interrupted >= kills
    assert diary.open
    _assert_each_once(story, diary)
    issued = [reply for command, reply in diary.answered if command.path.endswith("/tickets")]
    assert len(story.tickets) == len(issued) + len(diary.open)
    assert {reply.body["id"] for reply in [*issued, *at_last]} == set(story.tickets)
    since = [fact for fact in story.facts if fact.rev > before.rev]
    written = [fact for fact in since if fact.kind != FactKind.PRINTER_CHANGED]
    assert len(story.tickets) - len(before.tickets) == len(new) == len(written)
    assert_whole(story)
    assert_in_order(story)
    checked = house.check()
    assert checked.code == 0, checked.err
