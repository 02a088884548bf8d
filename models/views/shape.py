"""The shapes of the views. They are public: docs/events.md and the OpenAPI file are made from them."""

from datetime import UTC, datetime
from typing import NotRequired

from typing_extensions import TypedDict

from models.views.picture_shape import PictureView


class WaitRange(TypedDict):
    """A wait in seconds, as a range."""

    low: int
    high: int


class TicketView(TypedDict):
    """A ticket as staff and API clients see it. Times are RFC 3339 in UTC.

    What follows `rev` is there only when it says something: `service` from the second question of a visit,
    `priority` below the ordinary 9, `recalls` and when it was last announced from the first recall,
    `merged_into` the label of the ticket that a double became, `offline` for a number that a kiosk gave while
    the server was away, `fetch` for a visitor who wants to be fetched in person. `paper` is in the answer to
    who asked for it: `coming`, `away` when the printer cannot print now, `none` without a printer or without
    the wish.
    """

    id: int
    label: str
    state: str
    question_type: str
    language: str
    location: str
    issued_at: str
    called_at: str | None
    started_at: str | None
    closed_at: str | None
    desk: str | None
    guide: str | None
    ahead: int | None
    wait: WaitRange | None
    call_number: int | None
    rev: int
    service: NotRequired[int]
    priority: NotRequired[int]
    for_guide: NotRequired[str]
    for_desk: NotRequired[str]
    later_until: NotRequired[str]
    held_until: NotRequired[str]
    recalls: NotRequired[int]
    announced_at: NotRequired[str]
    merged_into: NotRequired[str]
    offline: NotRequired[bool]
    fetch: NotRequired[bool]
    reason: NotRequired[str | None]
    token: NotRequired[str]
    url: NotRequired[str]
    paper: NotRequired[str]


class AttendedView(TypedDict):
    """A ticket that is with a guide, in the staff's view: a ticket without what is always empty then."""

    id: int
    label: str
    state: str
    question_type: str
    language: str
    issued_at: str
    called_at: str | None
    started_at: str | None
    desk: str | None
    guide: str | None
    call_number: int | None
    rev: int
    service: NotRequired[int]
    priority: NotRequired[int]
    for_guide: NotRequired[str]
    for_desk: NotRequired[str]
    held_until: NotRequired[str]
    recalls: NotRequired[int]
    announced_at: NotRequired[str]
    offline: NotRequired[bool]
    fetch: NotRequired[bool]


class VisitorTicket(TicketView):
    """A ticket as its visitor may see it: no guide's name; with what the page needs to be right."""

    desk_name: str | None
    open: bool
    closing: "ClosingView | None"
    away_until: str | None
    can_later: bool
    poll_after: int


class ClosingView(TypedDict):
    """An unexpected closing: why, whether those in line are still helped, and until when it holds."""

    reason: str | None
    helping: bool
    until: str


class CallView(TypedDict):
    """One call on the display. Never a name, never a question.

    `called_at` is the newest announcement: a recall is announced again.
    """

    label: str
    desk: str
    desk_name: str
    call_number: int
    called_at: str
    language: str
    state: str


class BoardView(TypedDict):
    """What the waiting room sees. Call numbers count within `business_day`."""

    location: str
    business_day: str
    open: bool
    door: str
    opens_at: str | None
    calls: list[CallView]
    waiting: int
    wait: WaitRange | None
    notices: list[str]
    pictures: list[PictureView]
    closing: ClosingView | None
    away_until: str | None
    config_rev: int


class KioskHelpView(TypedDict):
    """A person was asked for at the kiosk `device`: `asked`, or `coming` with who does."""

    device: int
    state: str
    by: str | None


class KioskView(TypedDict):
    """What the kiosk needs to know."""

    location: str
    day: str
    open: bool
    door: str
    full: bool
    opens_at: str | None
    closes_at: str | None
    question_types: list[str]
    waiting: int
    wait: WaitRange | None
    notices: list[str]
    assistance: list[KioskHelpView]
    without_paper: list[int]
    closing: ClosingView | None
    away_until: str | None
    config_rev: int


class NextView(TypedDict):
    """Whom call-next gives to a guide now, and why; `used` and `most` tell of overtakings."""

    ticket: int
    label: str
    reason: str
    used: NotRequired[int]
    most: NotRequired[int]


class DeskView(TypedDict):
    """A desk and who sits there.

    `state` is free, available, called, in_conversation, pause or back_office, `since` when, `why` the reason
    of a pause. `languages` are those that the guide speaks.
    """

    id: str
    name: str
    guide: str | None
    state: str
    since: str | None
    why: str | None
    languages: list[str]
    next: NextView | None


class QuestionLoad(TypedDict):
    """How many wait with a question, and since when the first of them."""

    id: str
    waiting: int
    longest: str


class NoteView(TypedDict):
    """What a colleague wrote with a ticket; gone at the end of the day."""

    ticket: int
    kind: str
    text: str
    by: str
    at: str


class HelpView(TypedDict):
    """Somebody of the staff needs help, now; `coming` is who is on the way."""

    guide: str
    desk: str | None
    desk_name: str | None
    since: str
    coming: str | None


class AssistanceView(TypedDict):
    """A visitor at a kiosk asks for a person; `name` is the kiosk's, `coming` who is on the way."""

    id: int
    device: int
    name: str
    language: str
    since: str
    coming: str | None


class MessageView(TypedDict):
    """A message on the displays."""

    id: int
    text: str
    until: str | None


class PaperView(TypedDict):
    """The paper roll: the number that is called next, and the last one before it begins again at 0."""

    next: int
    last: int


class DeviceView(TypedDict):
    """A paired device, whether it is there, and what it told of itself.

    `battery` is in per cent; `secure` says whether its browser trusts the address; `undelivered` is how many
    numbers a kiosk gave and could not hand in; `sound` is `on`, `off` or `quiet` at a display. What it did
    not tell is not there, for the view is small.
    """

    id: int
    name: str
    kind: str
    online: bool
    shown_rev: int | None
    battery: NotRequired[int]
    charging: NotRequired[bool]
    secure: NotRequired[bool]
    undelivered: NotRequired[int]
    sound: NotRequired[str]


class PrinterView(TypedDict):
    """A printer: `ok`, `away` or `unknown`, then why and since when; `low` when the roll is nearly out."""

    id: str
    name: str
    state: str
    why: NotRequired[str]
    since: NotRequired[str]
    low: NotRequired[bool]


class PrinterInFull(PrinterView):
    """A printer as it is set up; `jobs` counts the papers of the last day by how they ended."""

    address: str | None
    width: int | None
    staff: bool
    kiosks: list[int]
    jobs: dict[str, int]


class KioskPrinter(TypedDict):
    """A kiosk and the id of its own printer."""

    id: int
    name: str
    printer: str | None


class DoubtView(TypedDict):
    """A paper of which nobody knows whether it came out: somebody has to look."""

    job: int
    printer: str
    ticket: int
    label: str


class PaperStateView(TypedDict):
    """How far a paper is (none, queued, sending, confirmed, sent, unknown or failed), and why."""

    state: str
    why: str | None


class FaultView(TypedDict):
    """One thing that happened to a printer."""

    at: str
    fact: str
    state: str | None
    why: str | None
    low: bool


class Counts(TypedDict):
    """How the visits of this business day stand; six different things, never merged."""

    waiting: int
    issued: int
    done: int
    no_show: int
    left: int
    abandoned: int


class QueueView(TypedDict):
    """What staff see of a location.

    `waiting` are the first in line, as many as fit into the view; `more` wait behind them.
    """

    location: str
    open: bool
    door: str
    opens_at: str | None
    closes_at: str | None
    closing: ClosingView | None
    away_until: str | None
    waiting: list[TicketView]
    more: int
    called: list[AttendedView]
    in_conversation: list[AttendedView]
    on_hold: list[AttendedView]
    more_on_hold: int
    desks: list[DeskView]
    devices: list[DeviceView]
    printers: list[PrinterView]
    doubts: list[DoubtView]
    questions: list[QuestionLoad]
    notes: list[NoteView]
    help: list[HelpView]
    assistance: list[AssistanceView]
    messages: list[MessageView]
    paper: PaperView | None
    counts: Counts
    config_rev: int


def instant(moment: datetime) -> str:
    """*moment* as RFC 3339 in UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant_or_none(moment: datetime | None) -> str | None:
    """As `instant`; None stays None."""
    return None if moment is None else instant(moment)
