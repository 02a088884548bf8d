"""Numbers in advance, on both databases: never two alike, each in its place and with its own time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from models.access.device import add_device
from models.access.principal import Role
from models.actions.block import AHEAD, BLOCK, LETTERS, Given, hand_in, lease
from models.actions.issue import Wish, issue
from models.actions.time import do, duties
from models.answer import Command, earlier_answer, remember
from models.answer import Given as AnswerGiven
from models.check import check_database
from models.log import FactKind
from models.refusal import Code, Refusal
from models.tables import Device, NumberBlock, Series, Ticket
from models.transition import State
from models.views.device import devices_in_full
from models.views.head import head_of
from models.views.kiosk import kiosk_view
from models.views.line import line_at
from models.views.queue import queue_view
from tests.cast import MONDAY_TEN, World

HERE, SMALL = "altijd", "plein"
"""Always open, and with room for five."""
TODAY = date(2026, 11, 23)


def kiosk(world: World, name: str = "Ingang", place: str = HERE) -> int:
    now = world.clock.now()
    world.database.run(lambda session: add_device(session, Role.KIOSK, place, name, now))
    with world.database.read() as session:
        return session.execute(select(func.max(Device.id))).scalar_one()


def block_of(world: World, device: int, day: date = TODAY, place: str = HERE) -> NumberBlock:
    return world.turn(place, lambda turn: lease(turn, device, day))


def later(world: World, **duration: float) -> datetime:
    world.clock.advance(**duration)
    return world.clock.now()


def number_of(block: NumberBlock, at: datetime, nth: int = 0) -> Given:
    return Given(block.id, block.first + nth, "werk", "nl", at)


def handed_in(world: World, device: int, what: Given, place: str = HERE) -> Ticket:
    return world.turn(place, lambda turn: hand_in(turn, device, what), f"kiosk:{device}")


def labels_in_line(world: World) -> list[str]:
    with world.database.read() as session:
        line = line_at(session, head_of(session, HERE, world.clock.now()))
        return [line.labels[place.waiting.id] for place in line.places]


def test_a_kiosk_gets_numbers_of_a_letter_that_no_question_and_no_other_kiosk_has(world: World) -> None:
    first, second = block_of(world, kiosk(world)), block_of(world, kiosk(world, "Achterdeur"))

    assert (first.series, second.series) == (LETTERS[0], LETTERS[1])
    assert (first.first, first.last) == (1, BLOCK)
    assert not {first.series, second.series} & {"A", "B", "C"}


def test_the_next_block_of_the_day_goes_on_where_the_last_ended_and_another_day_begins_anew(
    world: World,
) -> None:
    device = kiosk(world)
    block_of(world, device)

    again, tomorrow = block_of(world, device), block_of(world, device, TODAY + timedelta(days=1))

    assert (again.first, again.last) == (BLOCK + 1, 2 * BLOCK)
    assert (tomorrow.series, tomorrow.first) == (again.series, 1)


@pytest.mark.parametrize("days", [-1, AHEAD.days + 1])
def test_numbers_for_a_day_that_is_over_or_far_ahead_are_not_given(world: World, days: int) -> None:
    device = kiosk(world)

    with pytest.raises(Refusal) as refused:
        block_of(world, device, TODAY + timedelta(days=days))

    assert refused.value.code == Code.UNKNOWN_DAY
    assert world.rev(HERE) == 1, "a refused command takes no revision"


def test_a_number_that_was_given_is_handed_in_with_its_own_time_and_stands_where_it_would_have_stood(
    world: World,
) -> None:
    device = kiosk(world)
    block = block_of(world, device)
    before = world.issue(HERE)
    at = later(world, minutes=1)
    world.clock.advance(minutes=1)
    after = world.issue(HERE)
    world.clock.advance(minutes=1)

    ticket = handed_in(world, device, number_of(block, at))

    assert (ticket.label, ticket.issued_at, ticket.waiting_since) == ("Z01", at, at)
    assert ticket.offline
    assert labels_in_line(world) == [before.label, "Z01", after.label]
    fact = world.facts(HERE)[-1]
    assert (fact.kind, fact.data["offline"]) == (FactKind.ISSUED, True)


def test_two_kiosks_that_were_away_are_put_in_order_by_their_times_whoever_hands_in_first(
    world: World,
) -> None:
    early, late = kiosk(world), kiosk(world, "Achterdeur")
    blocks = block_of(world, early), block_of(world, late)
    first = later(world, minutes=1)
    second = later(world, minutes=1)
    world.clock.advance(minutes=1)

    handed_in(world, late, number_of(blocks[1], second))
    handed_in(world, early, number_of(blocks[0], first))

    assert labels_in_line(world) == [f"{blocks[0].series}01", f"{blocks[1].series}01"]


def test_the_same_number_is_handed_in_once(world: World) -> None:
    device = kiosk(world)
    what = number_of(block_of(world, device), world.clock.now())
    ticket = handed_in(world, device, what)

    with pytest.raises(Refusal) as refused:
        handed_in(world, device, what)

    assert (refused.value.code, refused.value.ticket_id) == (Code.ALREADY_GIVEN, ticket.id)
    assert labels_in_line(world) == [ticket.label]


def test_a_kiosk_that_was_paired_anew_hands_in_what_it_gave_before(world: World) -> None:
    before = kiosk(world)
    what = number_of(block_of(world, before), world.clock.now())

    ticket = handed_in(world, kiosk(world), what)

    assert labels_in_line(world) == [ticket.label] == ["Z01"]


def test_a_number_outside_the_block_or_of_a_block_elsewhere_is_refused(world: World) -> None:
    device, other = kiosk(world), kiosk(world, place=SMALL)
    block = block_of(world, device)
    cases = [
        (device, number_of(block, world.clock.now(), nth=BLOCK), Code.NOT_IN_BLOCK),
        (device, number_of(block_of(world, other, place=SMALL), world.clock.now()), Code.UNKNOWN_BLOCK),
        (device, Given(999, 1, "werk", "nl", world.clock.now()), Code.UNKNOWN_BLOCK),
        (
            device,
            replace(number_of(block, world.clock.now()), question_type="nooit"),
            Code.UNKNOWN_QUESTION_TYPE,
        ),
    ]
    for caller, what, code in cases:
        with pytest.raises(Refusal) as refused:
            handed_in(world, caller, what)
        assert refused.value.code == code


def test_a_promise_is_kept_at_a_location_that_is_full_or_closed_by_now(world: World) -> None:
    device = kiosk(world, place=SMALL)
    block = block_of(world, device, place=SMALL)
    at = world.clock.now()
    for _ in range(5):
        world.issue(SMALL)
    with pytest.raises(Refusal, match="wait already"):
        world.issue(SMALL)

    full = handed_in(world, device, number_of(block, at), SMALL)
    world.clock.advance(hours=8)
    closed = handed_in(world, device, number_of(block, at, nth=1), SMALL)

    assert (full.state, closed.state) == (State.WAITING, State.WAITING)


def test_a_time_that_cannot_be_is_put_between_the_lease_and_now(world: World) -> None:
    device = kiosk(world)
    block = block_of(world, device)
    world.clock.advance(minutes=5)
    now = world.clock.now()

    early = handed_in(world, device, number_of(block, MONDAY_TEN - timedelta(days=3)))
    late = handed_in(world, device, number_of(block, now + timedelta(days=3), nth=1))

    assert (early.issued_at, late.issued_at) == (block.leased_at, now)


def test_a_number_of_yesterday_is_written_down_on_its_own_day_and_ends_with_it(world: World) -> None:
    device = kiosk(world)
    block = block_of(world, device)
    at = world.clock.now()
    world.clock.advance(days=1)

    ticket = handed_in(world, device, number_of(block, at))
    now = world.clock.now()
    with world.database.read() as session:
        due = duties(session, now)
    for duty in due:
        world.database.run(lambda session, duty=duty: do(session, duty, now))  # type: ignore[misc]

    assert (ticket.business_day, world.ticket(ticket).state) == (TODAY, State.ABANDONED)
    assert labels_in_line(world) == []


def keep_answer(world: World, device: int, key: str, ticket: Ticket) -> None:
    command = Command(f"kiosk:{device}", key, "what was asked")
    body = f'{{"id": {ticket.id}}}'
    world.database.run(lambda session: remember(session, command, AnswerGiven(201, body), world.clock.now()))


def test_a_ticket_that_nobody_saw_becomes_one_with_the_number_that_was_shown(world: World) -> None:
    device = kiosk(world)
    block = block_of(world, device)
    unseen = world.turn(HERE, lambda turn: issue(turn, Wish("werk", "nl", device=device))).ticket
    keep_answer(world, device, "press", unseen)
    at = later(world, seconds=5)
    world.issue(HERE)

    shown = handed_in(world, device, replace(number_of(block, at), replaces="press"))

    assert (world.ticket(unseen).state, world.ticket(unseen).merged_into) == (State.LEFT, shown.id)
    assert labels_in_line(world) == [shown.label, "A02"]
    assert world.ticket(shown).arrived_rev == unseen.arrived_rev, "it keeps the earlier of both places"


def test_a_press_that_arrives_after_its_visitor_was_served_otherwise_finds_its_key_taken(
    world: World,
) -> None:
    device = kiosk(world)
    block = block_of(world, device)

    handed_in(world, device, replace(number_of(block, world.clock.now()), replaces="press"))

    with world.database.read() as session, pytest.raises(Refusal) as refused:
        earlier_answer(session, Command(f"kiosk:{device}", "press", "what was asked"))
    assert refused.value.code == Code.KEY_REUSED


def test_a_ticket_that_was_called_meanwhile_stays_as_it_is(world: World) -> None:
    device = kiosk(world)
    block = block_of(world, device)
    unseen = world.turn(HERE, lambda turn: issue(turn, Wish("werk", "nl", device=device))).ticket
    keep_answer(world, device, "press", unseen)
    world.call_next(location=HERE)

    shown = handed_in(world, device, replace(number_of(block, world.clock.now()), replaces="press"))

    assert world.ticket(unseen).state == State.CALLED
    assert world.ticket(shown).state == State.WAITING


def test_staff_see_that_a_number_was_given_while_offline(world: World) -> None:
    device = kiosk(world)
    handed_in(world, device, number_of(block_of(world, device), world.clock.now()))
    world.issue(HERE)

    with world.database.read() as session:
        head = head_of(session, HERE, world.clock.now())
        waiting = queue_view(session, head)["waiting"]
        day = kiosk_view(session, head)["day"]

    assert [(row["label"], row.get("offline", False)) for row in waiting] == [("Z01", True), ("A01", False)]
    assert day == TODAY.isoformat()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["lease", "give", "issue"]), min_size=4, max_size=25))
def test_whatever_the_order_every_number_exists_once_and_the_line_is_in_order_of_time(
    world: World, steps: list[str]
) -> None:
    device = kiosk(world)
    block, nth, pending = block_of(world, device), 0, []
    for step in steps:
        if step == "lease":
            block, nth = block_of(world, device), 0
        elif step == "give":
            pending.append(number_of(block, world.clock.now(), nth))
            nth += 1
        else:
            world.issue(HERE)
        world.clock.advance(seconds=1)
    given_out = [handed_in(world, device, what).id for what in pending]

    with world.database.read() as session:
        line = line_at(session, head_of(session, HERE, world.clock.now()))
        tickets = {row.id: row for row in session.execute(select(Ticket)).scalars()}
    in_line = [place.waiting.id for place in line.places]
    times = [tickets[ticket].issued_at for ticket in in_line]
    assert times == sorted(times)
    assert set(given_out) <= set(in_line)
    assert len({(row.series, row.number) for row in tickets.values()}) == len(tickets)


def test_numbers_that_are_held_and_not_given_are_no_broken_promise(world: World) -> None:
    device = kiosk(world)
    handed_in(world, device, number_of(block_of(world, device), world.clock.now()))

    with world.database.read() as session:
        assert check_database(session) == []
        given_by = [
            (row["name"], row["given"])
            for row in devices_in_full(session, head_of(session, HERE, world.clock.now()))
        ]
    assert given_by == [("Ingang", 1)]


def test_a_gap_in_the_numbers_of_a_question_is_still_found(world: World) -> None:
    block_of(world, kiosk(world))
    world.issue(HERE)
    world.database.run(
        lambda session: session.execute(update(Series).where(Series.series == "A").values(number=9))
    )

    with world.database.read() as session:
        assert check_database(session) == [f"{HERE} on {TODAY}: series A is at 9, but has 1 tickets"]
