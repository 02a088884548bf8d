"""Tokens of devices: what is due when, and what becomes of the others once one has taken their place."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from models.access.device import add_device, find_device, was_revoked
from models.access.device_setting import paired_with, renew_device, revoke_device
from models.access.device_token import (
    end_former,
    former_over,
    look,
    note_copy,
    offer,
    settle,
    tokens_made,
    working,
)
from models.access.principal import Role
from models.access.secret import hash_secret
from models.access.token_life import (
    AGAIN_AFTER,
    GRACE,
    MOST_OFFERED,
    REMEMBERED,
    RENEW_AFTER,
    SETTLED_AFTER,
    Shown,
    Standing,
    Step,
    again_at,
    next_step,
)
from models.backup.revoked import keep_revoked, revoked_now
from models.database import Database
from models.log import FactKind
from models.migration import migrate
from models.refusal import Code, Refusal
from models.tables import Device
from tests.cast import World
from tests.realtime.studio import other_process

SECOND = timedelta(seconds=1)


def new_kiosk(world: World) -> str:
    """The token of a new kiosk."""
    now = world.clock.now()
    return world.database.run(lambda session: add_device(session, Role.KIOSK, "plein", "Zuil", now))


def shown(world: World, token: str) -> Shown:
    found = look(world.database, token)
    assert found is not None
    return found


def offered(world: World, token: str) -> str:
    """A new token for whoever shows this one."""
    found, now = shown(world, token), world.clock.now()
    made = world.database.run(lambda session: offer(session, found, now))
    assert made is not None
    return made


def settled(world: World, token: str) -> bool:
    """Whether the token became the present one, some time after it was offered."""
    world.clock.advance(seconds=SETTLED_AFTER.total_seconds())
    found, now = shown(world, token), world.clock.now()
    return world.database.run(lambda session: settle(session, found, now))


def after_grace(world: World) -> None:
    world.clock.advance(seconds=GRACE.total_seconds())
    world.database.run(lambda session: end_former(session, world.clock.now()))


MADE = datetime.fromisoformat("2026-11-02T09:00:00+00:00")
ONE = Shown(1, 1, "kiosk", "plein", Standing.PRESENT, MADE, None, None, revoked=False)


@pytest.mark.parametrize(
    ("one", "age", "step"),
    [
        (ONE, timedelta(0), Step.STAY),
        (ONE, RENEW_AFTER - SECOND, Step.STAY),
        (ONE, RENEW_AFTER, Step.OFFER),
        (ONE, RENEW_AFTER * 50, Step.OFFER),
        (ONE, -SECOND, Step.STAY),
        (ONE, -SETTLED_AFTER, Step.OFFER),
        (replace(ONE, wanted_at=MADE + SECOND), timedelta(minutes=1), Step.OFFER),
        (replace(ONE, wanted_at=MADE), timedelta(minutes=1), Step.STAY),
        (replace(ONE, standing=Standing.OFFERED), SETTLED_AFTER - SECOND, Step.STAY),
        (replace(ONE, standing=Standing.OFFERED), SETTLED_AFTER, Step.SETTLE),
        (replace(ONE, standing=Standing.OFFERED), RENEW_AFTER * 50, Step.SETTLE),
        (replace(ONE, standing=Standing.OFFERED), -SETTLED_AFTER, Step.SETTLE),
        (replace(ONE, standing=Standing.FORMER), RENEW_AFTER * 2, Step.STAY),
        (replace(ONE, standing=Standing.DEAD), RENEW_AFTER * 2, Step.REFUSE),
        (replace(ONE, standing=Standing.DEAD, revoked=True), RENEW_AFTER * 2, Step.STAY),
        (replace(ONE, revoked=True), RENEW_AFTER * 2, Step.STAY),
    ],
)
def test_what_is_due_follows_from_the_standing_and_the_age_also_when_the_clock_was_put_back(
    one: Shown, age: timedelta, step: Step
) -> None:
    assert next_step(one, MADE + age) is step


def test_a_page_is_loaded_anew_when_its_token_is_due_and_never_in_a_circle() -> None:
    assert again_at(ONE, MADE) == MADE + RENEW_AFTER
    new = replace(ONE, standing=Standing.OFFERED)
    assert next_step(new, again_at(new, MADE)) is Step.SETTLE
    former = replace(ONE, standing=Standing.FORMER, ends_at=MADE + GRACE)
    assert MADE + GRACE < again_at(former, MADE) < MADE + GRACE + AGAIN_AFTER
    for one in (ONE, new, former):
        late = MADE + 3 * RENEW_AFTER
        assert again_at(one, late) == late + AGAIN_AFTER


def test_an_offered_token_opens_what_the_present_one_opens(world: World) -> None:
    first = new_kiosk(world)
    second = offered(world, first)
    one, other = find_device(world.database, first), find_device(world.database, second)
    assert one is not None
    assert other is not None
    assert (one.id, one.role, one.location) == (other.id, other.role, other.location)
    assert paired_with(world.database, first) == paired_with(world.database, second)
    assert first != second


def test_once_one_is_settled_all_others_work_for_a_while_and_then_never_again(world: World) -> None:
    first = new_kiosk(world)
    second, beside = offered(world, first), offered(world, first)
    assert settled(world, second)
    assert [shown(world, token).standing for token in (first, second, beside)] == [
        "former",
        "present",
        "former",
    ]
    world.clock.advance(seconds=GRACE.total_seconds() - 1)
    with world.database.read() as session:
        assert not former_over(session, world.clock.now())
    assert all(find_device(world.database, token) for token in (first, second, beside))
    after_grace(world)
    assert [bool(find_device(world.database, token)) for token in (first, second, beside)] == [
        False,
        True,
        False,
    ]
    assert [was_revoked(world.database, token) for token in (first, second, beside)] == [True, False, True]
    assert paired_with(world.database, first) is None
    with world.database.read() as session:
        hashes = [hash_secret(token) for token in (first, second, beside)]
        assert working(session, hashes) == {hash_secret(second)}


def test_only_the_present_token_gets_another_one(world: World) -> None:
    first = new_kiosk(world)
    before = shown(world, first)
    second = offered(world, first)
    assert world.database.run(lambda session: offer(session, shown(world, second), world.clock.now())) is None
    assert settled(world, second)
    assert world.database.run(lambda session: offer(session, before, world.clock.now())) is None


def test_a_screen_whose_answers_are_lost_gets_new_ones_and_old_ones_go(world: World) -> None:
    first = new_kiosk(world)
    tokens = [offered(world, first) for _ in range(MOST_OFFERED + 3)]
    assert [look(world.database, token) is None for token in tokens] == [True] * 3 + [False] * MOST_OFFERED
    assert settled(world, tokens[-1])


def test_of_two_that_settle_at_one_moment_one_is_present_in_every_process(world: World) -> None:
    first = new_kiosk(world)
    tokens = [offered(world, first) for _ in range(4)]
    world.clock.advance(seconds=SETTLED_AFTER.total_seconds())
    seen, now = [shown(world, token) for token in tokens], world.clock.now()
    processes = [other_process(world) for _ in range(2)]

    def press(number: int) -> bool:
        database = processes[number % 2].database
        return database.run(lambda session: settle(session, seen[number], now))

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == [False, False, False, True]
    for process in processes:
        process.database.close()
    assert sorted(shown(world, token).standing for token in tokens) == ["former"] * 3 + ["present"]


def test_a_token_that_somebody_wants_replaced_is_due_until_a_later_one_is_settled(world: World) -> None:
    first = new_kiosk(world)
    world.clock.advance(seconds=5)
    early = offered(world, first)
    world.clock.advance(seconds=5)
    device = shown(world, first).device
    world.turn("plein", lambda turn: renew_device(turn, device))
    assert next_step(shown(world, first), world.clock.now()) is Step.OFFER
    assert settled(world, early)
    assert next_step(shown(world, early), world.clock.now()) is Step.OFFER
    late = offered(world, early)
    assert settled(world, late)
    assert next_step(shown(world, late), world.clock.now()) is Step.STAY


def test_wanting_a_new_token_is_a_fact_and_for_a_device_in_use_only(world: World) -> None:
    device = shown(world, new_kiosk(world)).device
    world.turn("plein", lambda turn: renew_device(turn, device))
    fact = world.facts()[-1]
    assert (fact.kind, fact.data["device"]) == (FactKind.DEVICE_CHANGED, device)
    with pytest.raises(Refusal) as elsewhere:
        world.turn("altijd", lambda turn: renew_device(turn, device))
    world.turn("plein", lambda turn: revoke_device(turn, device))
    with pytest.raises(Refusal) as gone:
        world.turn("plein", lambda turn: renew_device(turn, device))
    assert {elsewhere.value.code, gone.value.code} == {Code.UNKNOWN_DEVICE}


def test_every_token_of_a_revoked_device_is_worth_nothing(world: World) -> None:
    first = new_kiosk(world)
    second = offered(world, first)
    world.turn("plein", lambda turn: revoke_device(turn, shown(world, first).device))
    assert [find_device(world.database, token) for token in (first, second)] == [None, None]
    assert was_revoked(world.database, second)


def test_a_copy_is_noted_once_a_day(world: World) -> None:
    device = shown(world, new_kiosk(world)).device
    noted = []
    for hours in (0, 1, 22, 2):
        world.clock.advance(hours=hours)
        noted.append(world.database.run(lambda session: note_copy(session, device, world.clock.now())))
    assert noted == [True, False, False, True]


def test_dead_tokens_are_known_as_long_as_a_browser_can_show_them(world: World) -> None:
    first = new_kiosk(world)
    second = offered(world, first)
    assert settled(world, second)
    after_grace(world)
    third = offered(world, second)
    assert settled(world, third)
    assert shown(world, first).standing is Standing.DEAD
    world.clock.advance(hours=24 * REMEMBERED.days)
    fourth = offered(world, third)
    assert settled(world, fourth)
    assert look(world.database, first) is None
    with world.database.read() as session:
        device = shown(world, fourth).device
        assert tokens_made(session, [device]) == {device: shown(world, fourth).made_at}


def test_a_device_that_was_renewed_and_revoked_stays_revoked_when_an_old_copy_comes_back(
    sqlite_world: World, tmp_path: Path
) -> None:
    world = sqlite_world
    first = new_kiosk(world)
    path = tmp_path / "copy.db"
    with world.database.writer.connect() as connection:
        connection.execute(text("VACUUM INTO :path"), {"path": str(path)})
    second = offered(world, first)
    assert settled(world, second)
    device = shown(world, second).device
    world.turn("plein", lambda turn: revoke_device(turn, device))
    known = revoked_now(world.database)
    older = Database(f"sqlite:///{path}")
    assert find_device(older, first) is not None
    assert older.run(lambda session: keep_revoked(session, known)) == ["Zuil"]
    assert find_device(older, first) is None
    older.close()


def test_going_back_to_the_older_schema_leaves_each_screen_the_token_that_it_has(world: World) -> None:
    first, other = new_kiosk(world), new_kiosk(world)
    second = offered(world, first)
    assert settled(world, second)
    migrate(world.database, "0008")
    with world.database.writer.connect() as connection:
        hashes = connection.execute(text("SELECT hash FROM device ORDER BY id")).scalars().all()
    assert list(hashes) == [hash_secret(second), hash_secret(other)]
    migrate(world.database)
    assert [shown(world, token).standing for token in (second, other)] == ["present", "present"]
    with world.database.read() as session:
        assert {row.copied_at for row in session.query(Device)} == {None}
