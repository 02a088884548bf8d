"""What time does: holds run out, moments end, waits open to more guides, messages go, days roll over.

Each is a turn of its own in the log, taken by the clock; who comes second finds nothing to do. Safe after
any sleep of the machine, and after a clock that jumped back: a day that has begun does not end again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from models.actions.assistance import end_all
from models.actions.conversation import UNFINISHED, close_service
from models.actions.hold import release
from models.actions.move import find, move
from models.actions.remark import remove_message
from models.actions.visit import back
from models.hours import DoorState
from models.log import CLOCK, FactKind, Turn, take_turn
from models.policy import Widened
from models.refusal import Unchanged
from models.setup import Setup
from models.tables import STILL_OPEN, GuideProfile, HelpCall, Location, Remark, Ticket
from models.transition import State, Step
from models.views.head import Head
from models.views.place import location_heads


class Due(StrEnum):
    """What has become due."""

    RELEASE = "release"
    BACK = "back"
    WIDEN = "widen"
    ABANDON = "abandon"
    MESSAGE = "message"
    DAY = "day"


@dataclass(frozen=True)
class Duty:
    """One thing that is due.

    Attributes:
        due: what.
        location: where.
        subject: the ticket or message it is about; 0 for none.
    """

    due: Due
    location: str
    subject: int = 0


def duties(session: Session, now: datetime) -> list[Duty]:
    """Everything that is due at *now*, in the order in which it must be done.

    Four statements, and one more for each location where waits count, however many tickets.
    """
    heads = {head.setup.id: head for head in location_heads(session, now)}
    found = _tickets_due(session, heads, now) + _messages_over(session, heads, now)
    for location_id in _where_waits_count(session) & heads.keys():
        found += _waits_to_widen(session, heads[location_id])
    return found + _days_due(heads)


def do(session: Session, duty: Duty, now: datetime) -> None:
    """Do what is due.

    Raises:
        Unchanged: another process was first.
        Refusal: it is not due any more.
    """
    turn = take_turn(session, duty.location, CLOCK, now)
    match duty.due:
        case Due.RELEASE:
            release(turn, duty.subject)
        case Due.BACK:
            _back(turn, duty.subject)
        case Due.WIDEN:
            _widen(turn, duty.subject)
        case Due.ABANDON:
            _abandon(turn, duty.subject)
        case Due.MESSAGE:
            remove_message(turn, duty.subject)
        case Due.DAY:
            _begin_day(turn)


def _tickets_due(session: Session, heads: Mapping[str, Head], now: datetime) -> list[Duty]:
    latest = max((head.day for head in heads.values()), default=date.min)
    tickets = session.execute(
        select(Ticket)
        .where(
            STILL_OPEN,
            or_(Ticket.business_day < latest, Ticket.held_until <= now, Ticket.later_until <= now),
        )
        .order_by(Ticket.location_id, Ticket.arrived_rev)
    ).scalars()
    here = ((ticket, heads[ticket.location_id]) for ticket in tickets if ticket.location_id in heads)
    return [
        Duty(due, ticket.location_id, ticket.id)
        for ticket, head in here
        if (due := _due(ticket, head)) is not None
    ]


def _due(ticket: Ticket, head: Head) -> Due | None:
    """What is due for a ticket; a conversation goes on over one midnight where the door stays open."""
    if ticket.business_day < head.day:
        yesterday = head.day - ticket.business_day == timedelta(days=1)
        talking = ticket.state == State.IN_CONVERSATION and yesterday
        return None if talking and _stayed_open(head) else Due.ABANDON
    if ticket.state == State.ON_HOLD and ticket.held_until is not None and ticket.held_until <= head.now:
        return Due.RELEASE
    if ticket.later_until is not None and ticket.later_until <= head.now:
        return Due.BACK
    return None


def _stayed_open(head: Head) -> bool:
    """Whether the door has not closed since yesterday; a machine that slept finds it open again."""
    hours = head.setup.hours
    before = hours.door(hours.day_begins(head.now) - timedelta(seconds=1))
    closed_since = before.closes_at is not None and before.closes_at <= head.now
    by_hours = before.state is not DoorState.CLOSED and not closed_since
    return head.door.state is not DoorState.CLOSED and (by_hours or head.door.decision is not None)


def _days_due(heads: Mapping[str, Head]) -> list[Duty]:
    """Locations where the log has begun another day: an earlier one, or one that a wrong clock told."""
    return [Duty(Due.DAY, location_id) for location_id, head in heads.items() if head.begun != head.day]


def _messages_over(session: Session, heads: Mapping[str, Head], now: datetime) -> list[Duty]:
    over = select(Remark.location_id, Remark.rev).where(Remark.until <= now)
    return [
        Duty(Due.MESSAGE, row.location_id, row.rev)
        for row in session.execute(over)
        if row.location_id in heads
    ]


def _where_waits_count(session: Session) -> set[str]:
    """Locations where a guide takes only some questions, or a visitor is kept for somebody.

    Elsewhere everybody takes everybody, and no wait has to open anything.
    """
    chosen = select(GuideProfile.location_id).where(GuideProfile.own.is_not(None))
    kept = select(Ticket.location_id).where(
        STILL_OPEN, or_(Ticket.for_guide.is_not(None), Ticket.for_desk.is_not(None))
    )
    return set(session.execute(chosen.union(kept)).scalars())


def _waits_to_widen(session: Session, head: Head) -> list[Duty]:
    """Waiting tickets whose wait opens them to more guides."""
    limits = _limits(head.setup)
    if not limits:
        return []
    tickets = session.execute(
        select(Ticket).where(
            Ticket.location_id == head.setup.id,
            Ticket.business_day == head.day,
            Ticket.state == State.WAITING,
            Ticket.widened < Widened.ANYBODY,
            Ticket.waiting_since <= head.now - min(limits),
        )
    ).scalars()
    return [
        Duty(Due.WIDEN, head.setup.id, ticket.id)
        for ticket in tickets
        if widened_at(head.setup, ticket, head.now) > ticket.widened
    ]


def _limits(setup: Setup) -> list[timedelta]:
    minutes = [item.anyone_after_minutes for item in setup.question_types.values()]
    return [
        timedelta(minutes=each) for each in (*minutes, setup.calling.also_after_minutes) if each is not None
    ]


def widened_at(setup: Setup, ticket: Ticket, now: datetime) -> Widened:
    """Who may take a ticket because of its wait for this question, by the region's configuration."""
    waited = now - ticket.waiting_since
    asked = setup.question_types.get(ticket.question_type)
    anyone = None if asked is None else asked.anyone_after_minutes
    second = setup.calling.also_after_minutes
    if anyone is not None and waited >= timedelta(minutes=anyone):
        return Widened.ANYBODY
    if second is not None and waited >= timedelta(minutes=second):
        return Widened.SECOND
    return Widened.NO


def _widen(turn: Turn, ticket_id: int) -> None:
    ticket = find(turn, ticket_id)
    to = widened_at(turn.setup, ticket, turn.at)
    if ticket.state != State.WAITING or to <= ticket.widened:
        raise Unchanged
    ticket = move(turn, ticket, Step.WIDEN, widened=int(to))
    turn.record(FactKind.WIDENED, ticket, to=to.name.lower())


def _back(turn: Turn, ticket_id: int) -> None:
    """The moment is over, unless the visitor came back or asked for another meanwhile."""
    later_until = find(turn, ticket_id).later_until
    if later_until is None or later_until > turn.at:
        raise Unchanged
    back(turn, ticket_id)


def _abandon(turn: Turn, ticket_id: int) -> None:
    if find(turn, ticket_id).business_day >= turn.day:
        raise Unchanged
    abandon(turn, ticket_id)


def abandon(turn: Turn, ticket_id: int) -> None:
    """The day is over and nobody closed this visit: that is what is written down, and nothing better."""
    ticket = find(turn, ticket_id)
    before = ticket.state
    if ticket.started_at is not None:
        close_service(turn, ticket, UNFINISHED)
    ticket = move(turn, ticket, Step.ABANDON, closed_at=turn.at, later_until=None, held_until=None)
    turn.session.execute(delete(Remark).where(Remark.ticket_id == ticket_id))
    turn.record(FactKind.ABANDONED, ticket, before=before)


def _begin_day(turn: Turn) -> None:
    """A new business day: the texts of the earlier ones go, and who called for help yesterday has left."""
    if turn.begun == turn.day:
        raise Unchanged
    turn.session.execute(
        update(Location)
        .where(Location.id == turn.setup.id)
        .values(day=turn.day, away_until=None, roll_next=None, roll_last=None)
    )
    _erase_texts(turn)
    turn.session.execute(delete(HelpCall).where(HelpCall.location_id == turn.setup.id))
    end_all(turn)
    turn.record(FactKind.DAY_STARTED, day=turn.day.isoformat())


def _erase_texts(turn: Turn) -> None:
    """Free text of earlier days."""
    of_today = select(Ticket.id).where(Ticket.location_id == turn.setup.id, Ticket.business_day >= turn.day)
    about_earlier = Remark.ticket_id.is_not(None) & Remark.ticket_id.not_in(of_today)
    written_earlier = Remark.ticket_id.is_(None) & (Remark.at < turn.setup.hours.day_begins(turn.at))
    turn.session.execute(
        delete(Remark).where(Remark.location_id == turn.setup.id, or_(about_earlier, written_earlier))
    )
