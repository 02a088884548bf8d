"""The processing register knows every column there is, and visits hold nothing of a visitor."""

import pytest
from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, select
from sqlalchemy.types import TypeEngine

from models.actions.conversation import Outcome
from models.register.document import REGISTER, document
from models.register.entry import Ground, Whose
from models.retention.rules import RULES
from models.tables import Base, Service, Ticket
from models.tables.base import Moment
from models.transition import State, Step
from tests.house.checkout import read
from tests.models.acts import Play
from tests.models.house import COEN, GUIDES, HERE
from tests.models.retention.lives import live_a_day

TABLES = Base.metadata.tables
OF_VISITS = ("ticket", "service", "fact", "day", "series", "number_block", "assistance", "print_job")
"""Everything that a visit leaves behind for longer than its day."""
SHORT = 80
"""No text of these is longer: they are codes, choices, and names of staff."""
ALSO_LONGER = {"fact.data", "ticket.last", "service.topics", "print_job.content"}
"""Looked into below, or by the tests of what they say."""


def test_every_table_is_in_it_and_no_other() -> None:
    assert set(REGISTER) == set(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_column_is_in_it_and_no_other(name: str) -> None:
    assert name in REGISTER, f"the table {name} is not in models/register"
    assert list(REGISTER[name].columns) == [column.name for column in TABLES[name].c]


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_every_column_has_a_purpose_and_what_is_personal_a_ground(name: str) -> None:
    for column, told in REGISTER[name].columns.items():
        assert told.purpose.endswith("."), column
        assert (told.whose is Whose.NOBODY) == (told.ground is Ground.NONE), column


def test_what_the_rules_of_retention_empty_has_their_term_in_the_register() -> None:
    for rule in RULES:
        entry = REGISTER[rule.table.name]
        for column in rule.emptied:
            told = entry.columns[column]
            assert told.until == rule.term or told.whose is Whose.NOBODY, (rule.name, column)


@pytest.mark.parametrize("name", OF_VISITS)
def test_visits_hold_no_personal_data_of_a_visitor(name: str) -> None:
    assert {told.whose for told in REGISTER[name].columns.values()} <= {Whose.NOBODY, Whose.STAFF}


@pytest.mark.parametrize("name", OF_VISITS)
def test_visits_have_no_column_in_which_anything_can_be_written(name: str) -> None:
    """A visitor types nothing; a column for free text or for a number of a person would be seen here."""
    for column in TABLES[name].c:
        if f"{name}.{column.name}" in ALSO_LONGER:
            assert isinstance(column.type, JSON)
        else:
            assert _is_narrow(column.type), f"{name}.{column.name}: {column.type!r}"


def _is_narrow(kind: TypeEngine[object]) -> bool:
    if isinstance(kind, String):
        return not isinstance(kind, Text) and kind.length is not None and kind.length <= SHORT
    return isinstance(kind, Integer | Boolean | Date | Moment)


def test_every_word_that_a_day_leaves_in_visits_is_a_choice_or_a_name_of_staff(
    any_house: Play,
) -> None:
    live_a_day(any_house)
    known = {*State, *Step, *Outcome, *GUIDES, COEN, "test", HERE, "unfinished", "transferred"}
    known |= {"werk", "leren", "snel", "A", "B", "D", "1", "2", "3", "nl", "en"}
    with any_house.database.read() as session:
        tickets = [row._mapping for row in session.execute(select(Ticket.table()))]
        services = [row._mapping for row in session.execute(select(Service.table()))]
    assert tickets
    assert services
    for row in (*tickets, *services):
        words = {value for name, value in row.items() if isinstance(value, str) and name != "token"}
        assert words <= known, words - known


def test_a_term_says_from_when_it_counts() -> None:
    told = document()
    assert " 0 dagen (" not in told
    for term in ("0 dagen na het bezoek (`push_days`)", "1 dag na het einde (`session_days`)"):
        assert term in told


def test_the_document_is_what_the_register_says() -> None:
    assert read("docs/processing-register.md") == document(), "run: python -m models.register"
