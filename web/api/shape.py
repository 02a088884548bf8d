"""The JSON of the API as models: what comes in is checked by them, what goes out is described by them."""

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel

from models.actions.conversation import Outcome
from models.views.shape import BoardView, KioskView, QueueView, TicketView, VisitorTicket, WaitRange

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$", examples=["werk"])]
Revision = Annotated[int, Field(ge=0, lt=2**31, description="the ticket's `rev` that was on screen")]
V = TypeVar("V")


class Body(BaseModel):
    """What comes in: nothing that we do not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


class IssueBody(Body):
    """A visitor's wish."""

    question_type: Identifier
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$", examples=["nl"])]
    printed: bool = True


class CallBody(Body):
    """Where the next visitor is asked to come."""

    desk: Identifier


class EmptyBody(Body):
    """A command that needs nothing more."""


class SeenBody(Body):
    """A command on a ticket, with what its sender saw."""

    seen_rev: Revision | None = None


class FinishBody(SeenBody):
    """How the conversation ended."""

    outcome: Annotated[Outcome, Field(strict=False)]
    topics: Annotated[list[Identifier], Field(max_length=10)] = []
    referrals: Annotated[list[Identifier], Field(max_length=0, description="none can be made yet")] = []


class PairBody(Body):
    """Which work this browser is to do."""

    kind: Annotated[str, Field(pattern=r"^(kiosk|display)$")]
    location: Identifier


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
    """The same for the location and for each question type."""

    updated_at: str
    question_types: dict[str, WaitItem]


class DeskAnswer(BaseModel):
    """A guide's place."""

    location: str
    desk: str | None
    guide: str


class PairedAnswer(BaseModel):
    """Where the paired screen is."""

    url: str
