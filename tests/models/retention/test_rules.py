"""What is past its term goes, what is not stays, and what remains says nothing of anybody."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit.proof import check_chain
from models.audit.reading import Filter, read_lines
from models.audit.what import What
from models.check import check_database
from models.configuration import load_region
from models.history import public_facts
from models.region_file import read_region
from models.retention.leaving import STAFF
from models.retention.rules import RULES
from models.retention.run import AUDIT_RULE, Run, is_due, terms
from models.tables import Base, Fact, Remark, Ticket
from tests.models.acts import Play
from tests.models.house import COEN, GUIDES, REGION
from tests.models.retention.lives import ADDRESS, live_a_day
from tests.models.test_actions_night import SECRET, write_everywhere

NAMES = (*GUIDES, COEN, "Paula", "Lotte", "Rik")
NAMED_ON_PURPOSE = {"api_key", "person", "guide_profile", "desk", "location"}
"""Accounts and keys in use, what they take and where they sit; test_leaving.py has those who left."""


def erase(house: Play, dry: bool = False) -> dict[str, int]:
    """What a run of this moment did, by rule; what did nothing left out, and the audit log."""
    counts = Run(house.database, house.clock.now(), dry=dry).to_the_end()
    return {count.name: count.rows for count in counts if count.rows and count.name != AUDIT_RULE}


def everything(house: Play, *but: str) -> Iterator[tuple[str, Any]]:
    """Every value of every table, with where it stands."""
    with house.database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in but:
                for row in session.execute(select(table)):
                    yield from ((f"{table.name}.{name}", value) for name, value in row._mapping.items())


def rows(house: Play, table: type[Base]) -> list[Any]:
    with house.database.read() as session:
        return list(session.execute(select(table.table())))


def test_within_their_terms_nothing_goes(any_house: Play) -> None:
    live_a_day(any_house)
    before = list(everything(any_house, "audit", "audit_end", "push_wish"))
    assert set(erase(any_house)) == {"pushes"}  # of a visit that is over
    assert list(everything(any_house, "audit", "audit_end", "push_wish")) == before


def test_past_all_terms_no_name_no_code_and_no_word_is_left(any_house: Play) -> None:
    live_a_day(any_house)
    any_house.wait(days=1)
    any_house.wait(days=800)
    done = erase(any_house)
    assert set(done) >= {rule.name for rule in RULES} - {"notes", "assistance"}, done
    left = [
        place
        for place, value in everything(any_house, *NAMED_ON_PURPOSE)
        if any(name in str(value) for name in (*NAMES, SECRET, ADDRESS))
    ]
    assert left == []
    assert [row for row in rows(any_house, Ticket) if row.token or row.last] == []


def test_what_remains_still_counts_and_is_still_proven(any_house: Play) -> None:
    live_a_day(any_house)
    any_house.wait(days=1)
    with any_house.database.read() as session:
        before = [(row.rev, kind, row.question_type) for row, kind in _public(session)]
    any_house.wait(days=799)
    erase(any_house)
    with any_house.database.read() as session:
        after = [(row.rev, kind, row.question_type) for row, kind in _public(session)]
        assert (check_database(session), check_chain(session)) == ([], [])
    assert after[: len(before)] == before
    assert {fact.actor for fact in rows(any_house, Fact)} <= {STAFF, "clock", "visitor", "printer"}


def _public(session: Session) -> Iterator[tuple[Any, Any]]:
    begin, end = datetime.fromisoformat("2026-01-01T00:00Z"), datetime.fromisoformat("2099-01-01T00:00Z")
    yield from public_facts(session, begin, end)


@pytest.mark.parametrize(
    ("days", "gone"),
    [
        (0.5, {"pushes", "pairings"}),
        (1.6, {"pushes", "pairings", "sessions"}),
        (2.5, {"answers", "pushes", "pairings", "sessions"}),
        (4, {"answers", "pushes", "pairings", "sessions", "tokens"}),
        (13, {"answers", "pushes", "pairings", "sessions", "tokens", "pictures"}),
        (15, {"answers", "pushes", "pairings", "sessions", "tokens", "pictures", "papers"}),
    ],
)
def test_each_goes_on_its_own_term(house: Play, days: float, gone: set[str]) -> None:
    live_a_day(house)
    if days >= 1:
        house.wait(days=1)
    house.clock.advance(days=days - (days >= 1))
    assert set(erase(house, dry=True)) == gone
    assert set(erase(house)) == gone


def test_names_stay_for_the_estimate_and_then_go(house: Play) -> None:
    live_a_day(house)
    house.wait(days=1)
    house.clock.advance(days=177)
    assert set(erase(house)) & {"visits", "services", "facts", "assistance"} == set()
    house.clock.advance(days=5)
    assert set(erase(house)) >= {"visits", "services", "facts"}


def test_the_region_decides_the_terms(house: Play) -> None:
    live_a_day(house)
    house.wait(days=1)
    house.clock.advance(days=15)
    assert set(erase(house, dry=True)) >= {"papers", "tokens"}
    _retention(house, "paper_days = 60\ntoken_days = 30\nanswer_days = 14")
    assert set(erase(house, dry=True)) & {"papers", "tokens"} == set()
    assert terms(house.database).paper_days == 60


def _retention(house: Play, lines: str) -> None:
    document = read_region(f"{REGION}\n[retention]\n{lines}\n")
    house.database.run(lambda session: load_region(session, document, "test", house.clock.now()))


def test_only_looking_changes_nothing_and_tells_what_a_run_then_does(any_house: Play) -> None:
    live_a_day(any_house)
    any_house.wait(days=1)
    any_house.clock.advance(days=800)
    before = [*everything(any_house)]
    told = erase(any_house, dry=True)
    assert [*everything(any_house)] == before
    done = erase(any_house)
    assert done == told
    assert erase(any_house, dry=True) == {}


def test_a_run_that_was_broken_off_anywhere_goes_on_the_next_time(any_house: Play) -> None:
    live_a_day(any_house)
    any_house.wait(days=1)
    any_house.clock.advance(days=800)
    wanted = erase(any_house, dry=True)
    done = dict.fromkeys(wanted, 0)
    for number in range(100):
        broken = Run(any_house.database, any_house.clock.now())
        steps = broken.steps()
        for _ in range(number % 7 + 1):
            next(steps, None)
        steps.close()
        for count in broken.counts:
            if count.rows and count.name != AUDIT_RULE:
                done[count.name] += count.rows
        if not erase(any_house, dry=True):
            break
    for name, rows_done in erase(any_house).items():
        done[name] += rows_done
    assert done == wanted


def test_each_run_is_one_row_of_the_audit_log_with_its_counts(any_house: Play) -> None:
    live_a_day(any_house)
    any_house.wait(days=1)
    any_house.clock.advance(days=20)
    done = erase(any_house)
    with any_house.database.read() as session:
        (line,) = read_lines(session, Filter(None, what=What.DATA_ERASED), 10)
    assert (line.who, line.at, dict(line.detail)) == ("clock", any_house.clock.now(), done)


def test_a_run_is_due_once_a_day_and_after_a_clock_that_was_wrong(house: Play) -> None:
    def due(**later: float) -> bool:
        with house.database.read() as session:
            return is_due(session, house.clock.now() + timedelta(**later))

    assert due()
    erase(house)
    assert [due(), due(hours=23.9), due(hours=24), due(days=-3)] == [False, False, True, True]


def test_who_still_waits_and_what_is_still_shown_stays_whatever_its_age(house: Play) -> None:
    ticket = house.come()
    house.clock.advance(days=400)
    erase(house)
    assert house.ticket(ticket).token == ticket.token


def test_words_that_a_retired_location_left_go_too(house: Play) -> None:
    write_everywhere(house)
    house.clock.advance(days=3)
    assert erase(house)["notes"] == len([SECRET] * 7)
    assert rows(house, Remark) == []


def test_the_audit_log_has_a_term_too_and_stays_proven(any_house: Play) -> None:
    for _ in range(3):
        erase(any_house)
        any_house.clock.advance(days=300)
    counts = Run(any_house.database, any_house.clock.now()).to_the_end()
    assert (counts[-1].name, counts[-1].days) == (AUDIT_RULE, 730)
    assert counts[-1].rows > 0
    with any_house.database.read() as session:
        assert check_chain(session) == []
        assert [line.at for line in read_lines(session, Filter(None, what=What.DATA_ERASED), 9)][-1] > (
            any_house.clock.now() - timedelta(days=731)
        )
