"""`erase` and `erase --dry-run`: what would go, what went, and the row that tells it."""

from datetime import timedelta

from sqlalchemy import select

from models.audit.what import What
from models.clock import SystemClock
from models.retention.rules import RULES
from models.tables import Audit, Ticket
from tests.cast import World
from tests.commands.program import Program


def closed_long_ago(world: World) -> Ticket:
    world.clock.moment = SystemClock().now() - timedelta(days=30)
    ticket = world.issue("altijd")
    return world.finish(world.start(world.call_next(location="altijd"))) if ticket.token else ticket


def runs(world: World) -> int:
    with world.database.read() as session:
        return len(session.execute(select(Audit.n).where(Audit.what == What.DATA_ERASED)).all())


def test_it_says_by_rule_what_goes_and_does_it_only_when_meant(program: Program, sqlite_world: World) -> None:
    ticket = closed_long_ago(sqlite_world)
    looked = program.run("erase", "--dry-run")
    assert (looked.code, looked.last_line) == (0, "nothing was erased")
    assert sqlite_world.ticket(ticket).token == ticket.token
    assert runs(sqlite_world) == 0

    done = program.run("erase")
    assert (done.code, done.last_line) == (0, "erased; the audit log tells it")
    assert sqlite_world.ticket(ticket).token is None
    assert sqlite_world.ticket(ticket).guide == ticket.guide
    assert runs(sqlite_world) == 1
    for told in (looked.out, done.out):
        lines = told.splitlines()
        assert [line.partition(":")[0] for line in lines[:-1]] == [*(rule.name for rule in RULES), "audit"]
        assert lines[0].startswith("tokens: 1 (older than 1 day, ")
        assert lines[2].startswith("visits: 0 (older than 180 days, ")


def test_somebody_at_the_machine_did_it(program: Program, sqlite_world: World) -> None:
    program.run("erase")
    with sqlite_world.database.read() as session:
        newest = session.execute(select(Audit).order_by(Audit.n.desc()).limit(1)).scalar_one()
    assert (newest.what, newest.who, newest.source) == ("data.erased", "machine", "machine")
