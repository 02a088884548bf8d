"""The list of print jobs, on both databases: nothing printed twice, nothing late, and every doubt a fact."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from models.access.device import add_device
from models.access.principal import Role
from models.actions.issue import Issued, Wish, issue
from models.actions.visit import reprint
from models.hold import Hold
from models.log import FactKind
from models.printing.condition import Reading, looked, tell
from models.printing.job import BROKEN_OFF, EXPIRED, LIFETIME, JobKind, JobState
from models.printing.printers import PrinterSetting
from models.printing.setting import MAIN, print_test, remove_printer, set_printer
from models.printing.spool import (
    Wanted,
    begin,
    expire,
    give_back,
    next_job,
    recover,
    settle,
)
from models.refusal import Code, Refusal, Unchanged
from models.tables import Device, PrintJob
from models.views.head import head_of
from models.views.printer import doubts, faults, paper_view, printer_views
from models.views.queue import queue_view
from tests.cast import World

HERE = "plein"
PLACE = (HERE, MAIN)


def walk_in(world: World, device: int | None = None) -> Issued:
    return world.turn(HERE, lambda turn: issue(turn, Wish("werk", "nl", device=device)))


def next_of(world: World, *places: tuple[str, str]) -> Wanted | None:
    with world.database.read() as session:
        return next_job(session, places or (PLACE,), world.clock.now())


def wanted(world: World) -> Wanted:
    job = next_of(world)
    assert job is not None
    return job


def states(world: World) -> list[tuple[str, int, str, str | None]]:
    with world.database.read() as session:
        rows = session.execute(select(PrintJob).order_by(PrintJob.id)).scalars()
        return [(row.kind, row.copy, row.state, row.reason) for row in rows]


def print_it(world: World, job: Wanted, state: JobState, reason: str | None = None) -> None:
    world.database.run(lambda session: begin(session, job.id))
    world.database.run(lambda session: settle(session, job.id, state, reason, world.clock.now()))


def tell_of(world: World, reading: Reading) -> None:
    world.database.run(lambda session: tell(session, PLACE, reading, world.clock.now()))


def kinds(world: World) -> list[str]:
    return [fact.kind for fact in world.facts()]


def test_a_number_and_the_wish_for_its_paper_are_one_step(world: World) -> None:
    given = walk_in(world)
    assert given.paper is JobState.QUEUED
    job = wanted(world)
    assert (job.kind, job.copy, job.content) == ("ticket", 1, {"ahead": 0})
    assert job.ticket is not None
    assert job.ticket.label == "A01"


def test_who_wants_no_paper_gets_none(world: World) -> None:
    given = world.turn(HERE, lambda turn: issue(turn, Wish("werk", "nl", printed=False)))
    assert (given.paper, next_of(world)) == (None, None)


def test_a_number_that_is_refused_asks_for_no_paper(world: World) -> None:
    for _ in range(5):
        walk_in(world)
    with pytest.raises(Refusal):
        walk_in(world)
    assert len(states(world)) == 5


def test_jobs_come_in_the_order_in_which_they_were_asked_for(world: World) -> None:
    labels = [walk_in(world).ticket.label for _ in range(3)]
    seen = []
    while (job := next_of(world)) is not None:
        assert job.ticket is not None
        seen.append(job.ticket.label)
        print_it(world, job, JobState.CONFIRMED)
    assert seen == labels


def test_a_job_is_begun_once(world: World) -> None:
    walk_in(world)
    job = wanted(world)
    world.database.run(lambda session: begin(session, job.id))
    with pytest.raises(Unchanged):
        world.database.run(lambda session: begin(session, job.id))
    assert next_of(world) is None


def test_a_job_is_settled_once(world: World) -> None:
    walk_in(world)
    job = wanted(world)
    print_it(world, job, JobState.CONFIRMED)
    with pytest.raises(Unchanged):
        world.database.run(lambda session: settle(session, job.id, JobState.UNKNOWN, None, world.clock.now()))
    assert states(world) == [("ticket", 1, "confirmed", None)]


def test_a_job_of_which_nothing_left_waits_again(world: World) -> None:
    walk_in(world)
    job = wanted(world)
    world.database.run(lambda session: begin(session, job.id))
    world.database.run(lambda session: give_back(session, job.id))
    again = wanted(world)
    assert again.id == job.id


@pytest.mark.parametrize("jump", [LIFETIME, timedelta(hours=3), timedelta(hours=-1)])
def test_a_job_expires_after_a_minute_and_when_the_clock_jumps(world: World, jump: timedelta) -> None:
    walk_in(world)
    world.clock.advance(seconds=jump.total_seconds())
    if jump < timedelta(0):
        world.clock.advance(seconds=-2 * LIFETIME.total_seconds())
    assert next_of(world) is None
    assert world.database.run(lambda session: expire(session, [PLACE], world.clock.now())) == 1
    assert states(world) == [("ticket", 1, "failed", EXPIRED)]


def test_a_job_within_its_minute_does_not_expire(world: World) -> None:
    walk_in(world)
    world.clock.advance(seconds=59)
    assert world.database.run(lambda session: expire(session, [PLACE], world.clock.now())) == 0
    assert next_of(world) is not None


def test_a_job_that_was_under_way_when_the_server_ended_is_not_printed_again(world: World) -> None:
    walk_in(world)
    job = wanted(world)
    world.database.run(lambda session: begin(session, job.id))
    assert world.database.run(lambda session: recover(session, [PLACE], world.clock.now())) == 1
    assert states(world) == [("ticket", 1, "unknown", BROKEN_OFF)]
    assert next_of(world) is None
    assert kinds(world)[-1] == FactKind.PRINT_DOUBTED


def test_a_printer_that_is_known_to_be_away_is_said_at_once_and_prints_nothing_later(world: World) -> None:
    tell_of(world, Reading("away", "paper_out"))
    given = walk_in(world)
    assert given.paper is JobState.FAILED
    assert states(world) == [("ticket", 1, "failed", "paper_out")]
    tell_of(world, Reading("ok"))
    assert next_of(world) is None
    assert walk_in(world).paper is JobState.QUEUED


def test_a_printer_that_says_nothing_is_tried_all_the_same(world: World) -> None:
    tell_of(world, Reading("unknown", "no_answer"))
    assert walk_in(world).paper is JobState.QUEUED


def test_how_a_printer_is_becomes_a_fact_only_when_it_changes(world: World) -> None:
    tell_of(world, Reading("away", "cover_open"))
    since = world.clock.now()
    with pytest.raises(Unchanged):
        tell_of(world, Reading("away", "cover_open"))
    world.clock.advance(seconds=30)
    tell_of(world, Reading("away", "cover_open", paper_low=True))
    facts = [fact.data for fact in world.facts() if fact.kind == FactKind.PRINTER_CHANGED]
    assert [(data["condition"], data["why"], data["paper_low"]) for data in facts] == [
        ("away", "cover_open", False),
        ("away", "cover_open", True),
    ]
    with world.database.read() as session:
        (view,) = printer_views(session, HERE)
    assert view["since"] == since.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_a_reprint_is_another_copy_and_settles_the_doubt(world: World) -> None:
    ticket = walk_in(world).ticket
    print_it(world, wanted(world), JobState.UNKNOWN, "unconfirmed")
    with world.database.read() as session:
        assert [doubt["label"] for doubt in doubts(session, HERE)] == ["A01"]
    for _ in range(2):
        world.turn(HERE, lambda turn: reprint(turn, ticket.id))
    with world.database.read() as session:
        assert doubts(session, HERE) == []
    assert [state[:2] for state in states(world)] == [("ticket", 1), ("reprint", 1), ("reprint", 2)]


def test_somebody_looked_and_nobody_is_asked_again(world: World) -> None:
    walk_in(world)
    job = wanted(world)
    print_it(world, job, JobState.UNKNOWN, "unconfirmed")
    world.turn(HERE, lambda turn: looked(turn, job.id))
    with world.database.read() as session:
        assert doubts(session, HERE) == []
    with pytest.raises(Refusal) as no:
        world.turn(HERE, lambda turn: looked(turn, job.id))
    assert no.value.code is Code.UNKNOWN_PAPER


def test_the_doubt_about_a_visit_that_is_over_is_nobodys_business(world: World) -> None:
    ticket = walk_in(world).ticket
    print_it(world, wanted(world), JobState.UNKNOWN, "unconfirmed")
    world.serve()
    with world.database.read() as session:
        assert doubts(session, HERE) == []
        assert paper_view(session, ticket.id) == {"state": "unknown", "why": "unconfirmed"}


def test_a_kiosk_has_its_own_printer_staff_theirs_and_others_the_first(world: World) -> None:
    now = world.clock.now()
    for name in ("Ingang", "Gang"):
        world.database.run(partial(add_device, kind=Role.KIOSK, location=HERE, name=name, now=now))
    with world.database.read() as session:
        first, second = session.execute(select(Device.id).order_by(Device.id)).scalars()
    beside = PrinterSetting("gang", "Printer gang", "tcp://10.0.0.5:9100", 384)
    balie = PrinterSetting("balie", "Printer balie", "tcp://10.0.0.6:9100", staff=True)
    world.turn(HERE, lambda turn: set_printer(turn, beside, [second]))
    world.turn(HERE, lambda turn: set_printer(turn, balie, []))
    with world.database.read() as session:
        setup = head_of(session, HERE, now).setup
    assert [setup.printer_for(device) for device in (first, second, None)] == [MAIN, "gang", "balie"]
    walk_in(world, second)
    assert next_of(world) is None
    assert next_of(world, (HERE, "gang")) is not None


def test_a_removed_printer_is_not_used_and_comes_back_as_it_was_set(world: World) -> None:
    world.turn(HERE, lambda turn: remove_printer(turn, MAIN))
    assert walk_in(world).paper is None
    world.turn(HERE, lambda turn: set_printer(turn, PrinterSetting(MAIN, "Printer"), []))
    assert walk_in(world).paper is JobState.QUEUED
    assert kinds(world).count(FactKind.PRINTER_REMOVED) == 1


def test_what_is_not_there_cannot_be_removed_tried_or_given_a_foreign_kiosk(world: World) -> None:
    with pytest.raises(Refusal) as no:
        world.turn(HERE, lambda turn: remove_printer(turn, "weg"))
    assert no.value.code is Code.UNKNOWN_PRINTER
    with pytest.raises(Refusal) as no:
        world.turn(HERE, lambda turn: print_test(turn, "weg"))
    assert no.value.code is Code.UNKNOWN_PRINTER
    with pytest.raises(Refusal) as no:
        world.turn(HERE, lambda turn: set_printer(turn, PrinterSetting(MAIN, "Printer"), [99]))
    assert no.value.code is Code.UNKNOWN_DEVICE


def test_the_history_of_a_printer_is_told_newest_first(world: World) -> None:
    tell_of(world, Reading("away", "paper_out"))
    tell_of(world, Reading("ok"))
    with world.database.read() as session:
        told = faults(session, HERE, MAIN)
    assert [(fault["state"], fault["why"]) for fault in told] == [("ok", None), ("away", "paper_out")]


def test_staff_see_printers_and_doubts(world: World) -> None:
    walk_in(world)
    print_it(world, wanted(world), JobState.UNKNOWN, "unconfirmed")
    tell_of(world, Reading("ok", None, paper_low=True))
    with world.database.read() as session:
        view = queue_view(session, head_of(session, HERE, world.clock.now()))
    assert view["printers"] == [{"id": MAIN, "name": "Printer", "state": "ok", "low": True}]
    assert [one["label"] for one in view["doubts"]] == ["A01"]


def test_a_test_page_is_a_job_of_its_own(world: World) -> None:
    assert world.turn(HERE, lambda turn: print_test(turn, MAIN)) is JobState.QUEUED
    job = wanted(world)
    assert (job.kind, job.ticket) == (JobKind.TEST, None)


def test_only_one_process_at_a_time_has_the_right_to_a_printer(world: World) -> None:
    first, second = Hold(world.database, "tcp://10.0.0.5:9100"), Hold(world.database, "tcp://10.0.0.5:9100")
    other = Hold(world.database, "tcp://10.0.0.6:9100")
    assert (first.mine(), other.mine()) == (True, True)
    assert second.mine() is world.database.is_sqlite
    first.give_up()
    assert (second.mine(), first.mine()) == (True, world.database.is_sqlite)
    for hold in (first, second, other):
        hold.give_up()
