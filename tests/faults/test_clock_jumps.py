"""A clock that is set back by an hour, a machine that slept, and two servers whose clocks strike together."""

from datetime import UTC, datetime, timedelta

import pytest

from models.actions.guide import call_help
from models.actions.hold import hold, resume
from models.actions.remark import note, show_message
from models.actions.time import do, duties
from models.actions.undo import undo
from models.actions.visit import later, reinstate
from models.database import Database
from models.log import FactKind
from models.refusal import Code, Refusal, Unchanged
from models.tables import Ticket
from models.transition import State
from realtime.keeper import Keeper
from tests.cast import BRAM, SAMIRA
from tests.faults.watch import Watch, local, watch

pytestmark = pytest.mark.stress

HOUR = timedelta(hours=1)


def _refused(night: Watch, ticket: Ticket, act: object) -> Code:
    with pytest.raises(Refusal) as refused:
        night.world.turn(ticket.location_id, lambda turn: act(turn, ticket.id), SAMIRA)  # type: ignore[operator]
    return refused.value.code


def test_a_clock_set_back_over_midnight_does_not_end_the_day_that_has_begun(database: Database) -> None:
    night = watch(database, local(6, 10, 23, 50))
    world = night.world
    yesterday = [world.issue("altijd") for _ in range(2)]
    night.at(local(6, 11, 0, 20))
    first = world.issue("altijd")
    night.after(hours=-1)
    second = world.issue("altijd")
    assert [first.label, second.label] == ["A01", "A02"]
    assert str(second.business_day) == "2026-06-11"
    assert world.call_next(location="altijd").id == first.id
    night.until(local(6, 11, 1), timedelta(minutes=5))
    assert night.days("altijd") == ["2026-06-10", "2026-06-11"]
    abandoned = night.facts("altijd", FactKind.ABANDONED)
    assert [fact.ticket_id for fact in abandoned] == [ticket.id for ticket in yesterday]
    assert world.issue("altijd").label == "A03"
    assert world.finish(world.start(first)).state == State.DONE
    assert world.call_next(location="altijd").id == second.id
    assert night.problems() == []


def test_a_clock_that_was_a_day_ahead_comes_back_to_the_right_day(database: Database) -> None:
    night = watch(database, local(6, 10, 10))
    night.at(local(6, 11, 10))
    night.at(local(6, 10, 10, 5))
    assert str(night.world.issue("altijd").business_day) == "2026-06-10"
    night.at(local(6, 11, 0))
    assert night.days("altijd") == ["2026-06-10", "2026-06-11", "2026-06-10", "2026-06-11"]
    assert night.problems() == []


def test_a_clock_set_back_by_day_keeps_numbers_places_holds_and_doors(database: Database) -> None:
    night = watch(database, local(11, 23, 12))
    world = night.world
    held, waits = world.issue(), world.issue()
    world.start(world.call_next())
    world.turn("plein", lambda turn: hold(turn, held.id, SAMIRA, 10), SAMIRA)
    world.turn("plein", lambda turn: later(turn, waits.id))
    night.at(local(11, 23, 12, 40))
    assert world.ticket(held).state == State.WAITING
    night.after(hours=-1)
    assert world.issue().label == "A03"
    assert world.call_next().id == held.id
    world.start(held)
    world.turn("plein", lambda turn: hold(turn, held.id, SAMIRA, 10), SAMIRA)
    night.after(minutes=-30)
    assert world.ticket(held).state == State.ON_HOLD
    assert world.turn("plein", lambda turn: resume(turn, held.id, SAMIRA)).state == State.IN_CONVERSATION
    assert world.finish(held).state == State.DONE
    assert world.call_next().id == waits.id
    assert night.days("plein") == ["2026-11-23"]
    doors = night.facts("plein", FactKind.LOCATION_OPENED, FactKind.LOCATION_CLOSED)
    assert [fact.kind for fact in doors] == [
        FactKind.LOCATION_OPENED,
        FactKind.LOCATION_CLOSED,
        FactKind.LOCATION_OPENED,
    ]
    assert night.problems() == []


def test_a_clock_set_back_takes_no_undo_recall_or_late_arrival_away(database: Database) -> None:
    night = watch(database, local(11, 23, 11))
    world = night.world
    world.issue()
    ticket = world.call_next()
    night.after(hours=-1)
    assert world.recall(ticket).recalls == 1
    assert world.no_show(ticket).state == State.NO_SHOW
    night.after(hours=-0.5)
    back = world.turn("plein", lambda turn: reinstate(turn, ticket.id), SAMIRA)
    assert back.state == State.WAITING
    night.after(minutes=-5)
    undone = world.turn("plein", lambda turn: undo(turn, ticket.id, SAMIRA), SAMIRA)
    assert undone.state == State.NO_SHOW
    night.at(local(11, 23, 10, 31))
    assert _refused(night, ticket, reinstate) == Code.TOO_LATE


def _evening(night: Watch) -> dict[str, Ticket]:
    """Somebody in every open state, and words and a call for help beside."""
    world = night.world
    names = ("held", "talks", "called", "waits", "later")
    tickets = {name: world.issue() for name in names}
    world.start(world.call_next())
    world.turn("plein", lambda turn: hold(turn, tickets["held"].id, SAMIRA, 30, "bij de balie"), SAMIRA)
    world.start(world.call_next())
    world.call_next(BRAM, "2")
    world.turn("plein", lambda turn: note(turn, tickets["waits"].id, "een woord"))
    world.turn("plein", lambda turn: later(turn, tickets["later"].id))
    world.turn("plein", lambda turn: call_help(turn, BRAM), BRAM)
    until = world.clock.now() + timedelta(days=30)
    world.turn("plein", lambda turn: show_message(turn, "Koffie staat klaar", until))
    assert [world.ticket(ticket).state for ticket in tickets.values()] == [
        State.ON_HOLD,
        State.IN_CONVERSATION,
        State.CALLED,
        State.WAITING,
        State.WAITING,
    ]
    assert night.texts() == (3, 1)
    return tickets


@pytest.mark.parametrize(
    ("asleep_at", "awake_at"),
    [
        pytest.param(local(11, 23, 16), local(11, 24, 8), id="midnight"),
        pytest.param(local(11, 23, 16), local(11, 24, 9, 30), id="until it is open again"),
        pytest.param(local(11, 24, 16), local(11, 30, 9, 30), id="weekend"),
    ],
)
def test_a_machine_that_slept_over_the_night_wakes_with_a_clean_day(
    database: Database, asleep_at: datetime, awake_at: datetime
) -> None:
    night = watch(database, asleep_at)
    tickets = _evening(night)
    night.at(awake_at)
    before = [(fact.ticket_id, fact.data["before"]) for fact in night.facts("plein", FactKind.ABANDONED)]
    assert before == [
        (tickets["held"].id, "on_hold"),
        (tickets["talks"].id, "in_conversation"),
        (tickets["called"].id, "called"),
        (tickets["waits"].id, "waiting"),
        (tickets["later"].id, "waiting"),
    ]
    assert not night.facts("plein", FactKind.RELEASED, FactKind.BACK_IN_LINE)
    for ticket in tickets.values():
        found = night.world.ticket(ticket)
        assert (found.state, found.business_day) == (State.ABANDONED, asleep_at.date())
        assert (found.held_until, found.later_until) == (None, None)
    assert night.texts() == (0, 0)
    assert night.days("plein") == [asleep_at.date().isoformat(), awake_at.date().isoformat()]
    night.at(max(awake_at, awake_at.astimezone(UTC).replace(hour=9)))
    assert night.world.issue().label == "A01"
    assert night.world.call_next().label == "A01"
    assert night.problems() == []


def test_a_hold_and_a_moment_that_ran_out_in_a_nap_end_once_on_waking(database: Database) -> None:
    night = watch(database, local(11, 24, 10))
    tickets = _evening(night)
    night.after(hours=2)
    night.after(seconds=1)
    released = night.facts("plein", FactKind.RELEASED, FactKind.BACK_IN_LINE)
    assert [(fact.kind, fact.ticket_id) for fact in released] == [
        (FactKind.RELEASED, tickets["held"].id),
        (FactKind.BACK_IN_LINE, tickets["later"].id),
    ]
    assert night.world.ticket(tickets["held"]).for_guide == SAMIRA
    assert night.texts() == (3, 1)
    assert night.problems() == []


def test_a_conversation_goes_on_over_midnight_where_the_door_stays_open_but_not_for_a_second_night(
    database: Database,
) -> None:
    night = watch(database, local(6, 10, 23, 50))
    night.world.issue("altijd")
    talks = night.world.start(night.world.call_next(location="altijd"))
    night.at(local(6, 11, 0, 30))
    assert night.world.ticket(talks).state == State.IN_CONVERSATION
    night.at(local(6, 12, 0))
    assert night.world.ticket(talks).state == State.ABANDONED
    assert night.days("altijd") == ["2026-06-10", "2026-06-11", "2026-06-12"]


@pytest.mark.parametrize("later_by", [HOUR, timedelta(hours=16)], ids=["by day", "over midnight"])
def test_two_servers_that_find_the_same_things_due_write_each_down_once(
    database: Database, later_by: timedelta
) -> None:
    night = watch(database, local(11, 23, 16))
    _evening(night)
    now = night.world.clock.now() + later_by
    night.world.clock.moment = now
    with database.read() as session:
        due = duties(session, now)
    assert len(due) > 1
    before = night.world.rev("plein")
    for duty in due:
        database.run(lambda session, duty=duty: do(session, duty, now))  # type: ignore[misc]
    written = [night.world.rev(name) for name in ("plein", "altijd", "nacht")]
    assert written[0] > before
    for duty in due:
        with pytest.raises((Unchanged, Refusal)):
            database.run(lambda session, duty=duty: do(session, duty, now))  # type: ignore[misc]
    assert [night.world.rev(name) for name in ("plein", "altijd", "nacht")] == written
    Keeper(database, night.world.clock, night.keeper._screens).keep()
    assert night.facts("plein", FactKind.DAY_STARTED)[-1].at in {now, local(11, 23, 16)}
    assert night.problems() == []
