"""What goes out of the API, as models that describe it. What comes in is in body.py."""

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, RootModel

from models.views.shape import (
    BoardView,
    ClosingView,
    KioskView,
    QueueView,
    TicketView,
    VisitorTicket,
    WaitRange,
)

V = TypeVar("V")


class ProblemAnswer(BaseModel):
    """RFC 9457: what is wrong; `code` is for machines."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    ticket: dict[str, Any] | None = None
    errors: list[dict[str, str]] | None = None


class TicketAnswer(RootModel[TicketView]):
    """A ticket."""


class VisitorTicketAnswer(RootModel[VisitorTicket]):
    """A ticket as its visitor may see it."""


class _State(BaseModel, Generic[V]):
    epoch: str
    rev: int
    now: str
    view: V


class BoardAnswer(_State[BoardView]):
    """The board at one revision."""


class KioskAnswer(_State[KioskView]):
    """The kiosk's view at one revision."""


class QueueAnswer(_State[QueueView]):
    """The queue at one revision."""


class LocationItem(BaseModel):
    """A location and its hours; `hours` by weekday (`mon` … `sun`) as `HH:MM-HH:MM`."""

    id: str
    name: str
    kind: str
    training: bool
    address: str | None
    open: bool
    opens_at: str | None
    closes_at: str | None
    timezone: str
    hours: dict[str, list[str]]
    closed: list[str]


class LocationsAnswer(RootModel[list[LocationItem]]):
    """All locations of the region, in its order."""


class QuestionTypeItem(BaseModel):
    """A question type; `open` says whether it can be chosen now."""

    id: str
    letter: str
    icon: str
    colour: str
    names: dict[str, str]
    hints: dict[str, str]
    open: bool


class QuestionTypesAnswer(RootModel[list[QuestionTypeItem]]):
    """The question types of a location, in order."""


class WaitItem(BaseModel):
    """How many wait, and how long a newcomer would; null is not known."""

    open: bool
    waiting: int
    wait: WaitRange | None


class WaitAnswer(WaitItem):
    """The same for the location and for each question type.

    `full`: no number although it is open. `closing`: why it closed unexpectedly. `away_until`: until when
    nobody of the staff is there.
    """

    door: str
    full: bool
    opens_at: str | None
    closes_at: str | None
    closing: ClosingView | None
    away_until: str | None
    updated_at: str
    question_types: dict[str, WaitItem]


class NamedWait(WaitAnswer):
    """The same with the location it is of."""

    id: str
    name: str
    kind: str


class WaitsAnswer(RootModel[list[NamedWait]]):
    """The waiting times of the region's locations, those that are open first, then by when they open."""


class DeskAnswer(BaseModel):
    """A guide's place."""

    location: str
    desk: str | None
    guide: str


class PairedAnswer(BaseModel):
    """Where the paired screen is."""

    url: str


class LineAnswer(BaseModel):
    """Everybody who waits, in order; `reason` says why a visitor stands there."""

    rev: int
    waiting: list[TicketView]


class ClosedAnswer(BaseModel):
    """The visits of today that were closed last, newest first."""

    rev: int
    closed: list[TicketView]


class GuideItem(BaseModel):
    """What a guide takes and speaks; `own` null is everything; `desk` where they sit here now."""

    guide: str
    own: list[str] | None
    also: list[str]
    languages: list[str]
    desk: str | None


class GuidesAnswer(RootModel[list[GuideItem]]):
    """The guides who may work at the location, by name."""


class MessageAnswer(BaseModel):
    """The message that was shown."""

    id: int


class PosterAnswer(BaseModel):
    """What stands on the new poster."""

    rev: int
    url: str


class NothingAnswer(BaseModel):
    """It is done; the queue shows what came of it."""

    rev: int
