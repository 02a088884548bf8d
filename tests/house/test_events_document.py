"""docs/events.md explains every fact, every event and every field that reaches a screen."""

import re

import pytest

from models.actions.conversation import Outcome
from models.actions.desk import PauseReason, Presence
from models.actions.door import CloseReason
from models.actions.remark import RemarkKind
from models.hours import DoorState
from models.log import FactKind
from models.policy import Reason
from models.views import shape
from realtime.contract import Event, Heartbeat, Space, State
from tests.house.checkout import read, section, table_rows

TEXT = read("docs/events.md")
FACTS = {row[0].strip("`"): row[1] for row in table_rows(TEXT, 3)}
VIEWS = {
    Space.DISPLAY: (shape.BoardView, shape.CallView, shape.ClosingView),
    Space.KIOSK: (shape.KioskView,),
    Space.STAFF: (
        shape.QueueView,
        shape.TicketView,
        shape.DeskView,
        shape.NextView,
        shape.DeviceView,
        shape.QuestionLoad,
        shape.NoteView,
        shape.HelpView,
        shape.MessageView,
        shape.PaperView,
        shape.Counts,
    ),
    Space.TICKET: (shape.VisitorTicket,),
}


def _section(heading: str) -> str:
    return section(TEXT, heading)


@pytest.mark.parametrize("kind", FactKind)
def test_every_fact_is_explained(kind: FactKind) -> None:
    assert FACTS[kind].endswith(".")


def test_no_fact_is_explained_that_cannot_happen() -> None:
    rows = table_rows(_section("## The log of a location"), 3)
    assert [row[0].strip("`") for row in rows] == [str(kind) for kind in FactKind]


def test_every_namespace_and_event_is_in_its_table_and_nothing_else() -> None:
    section = _section("## Socket.IO")
    assert [row[0] for row in table_rows(section, 3)] == [f"`{space}`" for space in Space]
    assert [row[0] for row in table_rows(section, 4)] == [f"`{event}`" for event in Event]


def test_the_payloads_are_those_of_the_contract() -> None:
    payloads = {row[0].strip("`"): row[2] for row in table_rows(_section("## Socket.IO"), 4)}
    assert payloads[Event.STATE] == f"`{{{', '.join(State.__annotations__)}}}`"
    assert payloads[Event.HEARTBEAT] == f"`{{{', '.join(Heartbeat.__annotations__)}}}`"


@pytest.mark.parametrize("space", Space)
def test_every_field_of_a_view_is_explained(space: Space) -> None:
    text = _section(f"### `{space}`")
    if space is Space.TICKET:
        text += _section(f"### `{Space.STAFF}`")
    named = set(re.findall(r"`(\w+)`", text))
    wanted = {name for view in VIEWS[space] for name in view.__annotations__}
    assert wanted <= named


@pytest.mark.parametrize(
    "value", [*DoorState, *Outcome, *CloseReason, *Presence, *PauseReason, *Reason, *RemarkKind]
)
def test_every_value_that_travels_is_named(value: str) -> None:
    assert f"`{value}`" in TEXT
