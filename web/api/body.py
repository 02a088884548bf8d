"""What comes into the API, as models that check it: nothing unknown, every text bounded and on one line."""

from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from models.actions.desk import PauseReason, Presence
from models.actions.door import CloseReason
from models.actions.remark import LONGEST_MESSAGE, LONGEST_NOTE
from models.push.address import LONGEST as LONGEST_ADDRESS
from models.region_file.value import visible


def one_line(value: object) -> object:
    """Line ends and tabs of a text field become spaces."""
    return " ".join(value.split()) if isinstance(value, str) else value


Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$", examples=["werk"])]
OutcomeName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$", examples=["answered"])]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", examples=["nl"])]
Revision = Annotated[int, Field(ge=0, lt=2**31, description="the ticket's `rev` that was on screen")]
VisitId = Annotated[int, Field(ge=0, lt=2**31)]
Name = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(visible)]
Note = Annotated[
    str,
    Field(max_length=LONGEST_NOTE, description="for colleagues, without personal details; gone tonight"),
    BeforeValidator(one_line),
    AfterValidator(visible),
]
Reason = Annotated[Note, Field(min_length=1)]


class Body(BaseModel):
    """What comes in: nothing that we do not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


class IssueBody(Body):
    """A visitor's wish."""

    question_type: Identifier
    language: Language
    printed: bool = True
    fetch: bool = False


class DeskBody(Body):
    """Where a visitor is asked to come."""

    desk: Identifier


class EmptyBody(Body):
    """A command that needs nothing more."""


class SeenBody(Body):
    """A command on a ticket, with what its sender saw."""

    seen_rev: Revision | None = None


class CallBody(SeenBody):
    """A certain visitor, out of order."""

    desk: Identifier
    reason: Reason


class HoldBody(SeenBody):
    """How long a visitor is on hold; without `minutes` until somebody goes on."""

    minutes: Annotated[int, Field(ge=1, le=480)] | None = None
    note: Note | None = None


class TransferBody(SeenBody):
    """Where a visitor goes next; at least one of the three."""

    question_type: Identifier | None = None
    guide: Name | None = None
    desk: Identifier | None = None
    note: Note | None = None


class _EndingBody(SeenBody):
    topics: Annotated[list[Identifier], Field(max_length=10)] = []


class ServiceBody(_EndingBody):
    """Another question in the same conversation, and how the first one ended."""

    question_type: Identifier
    outcome: OutcomeName = "answered"


class FinishBody(_EndingBody):
    """How the conversation ended."""

    outcome: OutcomeName
    referrals: Annotated[list[Identifier], Field(max_length=0, description="none can be made yet")] = []
    note: Note | None = None


class TakeOverBody(SeenBody):
    """Where the visitor goes on: the desk of who takes over."""

    desk: Identifier


class CancelBody(SeenBody):
    """Why a visitor goes."""

    reason: Note | None = None


class ChangeBody(SeenBody):
    """What is to be put right; 9 is no priority."""

    question_type: Identifier | None = None
    language: Language | None = None
    priority: Annotated[int, Field(ge=1, le=9)] | None = None


class FetchBody(Body):
    """Whether the visitor wants to be fetched in person."""

    wished: bool


class FetchVisitBody(SeenBody):
    """The same, from staff."""

    wished: bool


class JoinBody(Body):
    """A visitor's wish from a poster; `key` is what stands in its address."""

    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    question_type: Identifier
    language: Language


class PushBody(Body):
    """Where a browser is told of the call, as its subscription says, and in which language."""

    endpoint: Annotated[str, Field(min_length=1, max_length=LONGEST_ADDRESS)]
    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{87}$", description="`p256dh` of 65 bytes, base64url")]
    auth: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$", description="16 bytes, base64url")]
    language: Language | None = Field(default=None, description="absent: the ticket's")


class MergeBody(SeenBody):
    """The visit that stays."""

    into: VisitId


class NoteBody(SeenBody):
    """Words for colleagues; none erase them."""

    text: Note


class DirectBody(Body):
    """A visitor who goes straight to a desk."""

    desk: Identifier
    question_type: Identifier
    language: Language


class RollBody(Body):
    """The paper roll: the number that is called next, and its last one; null ends it."""

    next: Annotated[int, Field(ge=0, le=999)] | None
    last: Annotated[int, Field(ge=9, le=999)] = 99


class CloseBody(Body):
    """An unexpected closing."""

    reason: Annotated[CloseReason, Field(strict=False)]
    helping: bool
    until: Annotated[AwareDatetime, Field(strict=False)] | None = None


class OpenBody(Body):
    """Open again; `until` where the hours say closed."""

    until: Annotated[AwareDatetime, Field(strict=False)] | None = None


class AwayBody(Body):
    """For how long nobody is there; null: somebody is back."""

    minutes: Annotated[int, Field(ge=1, le=240)] | None


class MessageBody(Body):
    """Words on the displays; without `minutes` until the day is over."""

    text: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST_MESSAGE),
        BeforeValidator(one_line),
        AfterValidator(visible),
    ]
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None


class HelpComingBody(Body):
    """To whom the caller is on the way."""

    guide: Name


class HelpEndBody(Body):
    """Whose call for help is answered; without a name one's own."""

    guide: Name | None = None


class PresenceBody(Body):
    """What a guide does while nobody sits in front of them."""

    presence: Annotated[Presence, Field(strict=False)]
    reason: Annotated[PauseReason, Field(strict=False)] | None = None


class GuideBody(Body):
    """What a guide takes and speaks; `own` null is everything."""

    guide: Name
    own: Annotated[list[Identifier], Field(max_length=20)] | None = None
    also: Annotated[list[Identifier], Field(max_length=20)] = []
    languages: Annotated[list[Language], Field(max_length=20)] = []
