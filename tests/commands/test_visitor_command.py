"""`visitor tell` and `visitor erase`: all that is held by a code, and nothing of anybody else."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from models.actions.conversation import Ending, finish, start
from models.actions.remark import note
from models.audit.proof import check_chain
from models.check import check_database
from models.register.document import REGISTER
from models.register.entry import Whose
from models.tables import Audit, Base, PushWish, Remark, Ticket
from tests.cast import SAMIRA, World
from tests.commands.program import Program

WORDS, ENDPOINT = "spreekt zacht", "https://push.test/abc"


def visited(world: World, words: str = WORDS) -> Ticket:
    """A visit that is over, with a note and a wish to be told."""
    ticket = world.call_next(location="altijd") if world.issue("altijd") else None
    assert ticket
    world.turn("altijd", lambda turn: start(turn, ticket.id, None, None))
    world.turn("altijd", lambda turn: note(turn, ticket.id, words), SAMIRA)
    world.turn("altijd", lambda turn: finish(turn, ticket.id, None, Ending()))
    wish = PushWish(
        ticket_id=ticket.id,
        endpoint=f"{ENDPOINT}/{ticket.id}",
        key="SECRET",
        auth="SECRET",
        language="nl",
        told_next=False,
        created_at=datetime.now(UTC),
    )
    world.database.run(lambda session: session.add(wish))
    return world.ticket(ticket)


def audited(world: World) -> list[tuple[str, str, str, Any]]:
    with world.database.read() as session:
        assert check_chain(session) == []
        rows = session.execute(select(Audit).where(Audit.what.like("visitor.%")).order_by(Audit.n)).scalars()
        return [(row.what, row.who, row.subject, json.loads(row.detail)) for row in rows]


def test_everything_is_told_but_names_of_staff_and_proofs(program: Program, sqlite_world: World) -> None:
    mine, other = visited(sqlite_world), visited(sqlite_world, "van iemand anders")
    told = program.run("visitor", "tell", str(mine.token))
    found = json.loads(told.out)
    assert found["ticket"][0]["number"] == mine.number
    assert [row["text"] for row in found["remark"]] == [WORDS]
    assert [row["endpoint"] for row in found["push_wish"]] == [f"{ENDPOINT}/{mine.id}"]
    assert "issued" in {row["kind"] for row in found["fact"]}
    for kept_back in (SAMIRA, str(mine.token), "SECRET", "van iemand anders", f"/{other.id}"):
        assert kept_back not in told.out
    ((what, who, subject, detail),) = audited(sqlite_world)
    assert (what, who, subject) == ("visitor.told", "machine", f"visit:{mine.id}")
    assert detail == {"rows": sum(map(len, found.values()))}


def test_what_is_erased_is_gone_everywhere_and_the_rest_stays(program: Program, sqlite_world: World) -> None:
    mine, other = visited(sqlite_world), visited(sqlite_world)
    done = program.run("visitor", "erase", str(mine.token))
    assert (done.code, done.last_line) == (0, "erased: push_wish 1, remark 1, ticket 1"), done.err
    after = sqlite_world.ticket(mine)
    assert (after.token, after.last, after.state, after.number) == (None, None, "done", mine.number)
    with sqlite_world.database.read() as session:
        for table in (Remark, PushWish):
            left = session.execute(select(table.ticket_id)).scalars().all()
            assert left == [other.id]
        assert check_database(session) == []
    assert sqlite_world.ticket(other).token == other.token
    told = {"push_wish": 1, "remark": 1, "ticket": 1}
    assert audited(sqlite_world) == [("visitor.erased", "machine", f"visit:{mine.id}", told)]
    assert program.run("visitor", "tell", str(mine.token)).error.startswith("nothing is held under this code")


@pytest.mark.parametrize("what", ["tell", "erase"])
def test_a_code_that_names_nothing_is_one_line_and_no_row(
    program: Program, sqlite_world: World, what: str
) -> None:
    visited(sqlite_world)
    assert "nothing is held under this code" in program.run("visitor", what, "x" * 22).error
    assert audited(sqlite_world) == []


def test_a_visit_that_goes_on_is_told_and_not_erased(program: Program, sqlite_world: World) -> None:
    ticket = sqlite_world.issue("altijd")
    assert program.run("visitor", "erase", str(ticket.token)).error == "the visit goes on: close it first"
    assert program.run("visitor", "tell", str(ticket.token)).code == 0
    assert sqlite_world.ticket(ticket).token == ticket.token


def test_whatever_is_held_of_a_visitor_hangs_on_a_visit_so_that_a_code_finds_it() -> None:
    """But for messages on the display, which are for everybody in the room and name no visit."""
    for name, entry in REGISTER.items():
        if any(told.whose is Whose.VISITOR for told in entry.columns.values()):
            assert "ticket_id" in Base.metadata.tables[name].c, name
