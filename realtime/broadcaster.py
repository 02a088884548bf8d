"""After each change of a location, every screen there gets the whole view.

One loop per process. It is told of the process's own commits, asks the database once a second for
those of others, says `hb` every three seconds, and lets the clock's own changes (doors, lost devices)
into the log. It must not know what a command is.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models.clock import Clock
from models.database import Database
from models.outlook import UNKNOWN, Waits, shown
from models.refusal import Refusal
from models.tables import Location, Ticket
from models.unwritable import nothing_can_be_written
from models.views.expected import expected
from models.views.head import Head, head_of
from models.views.line import line_at
from models.views.shape import instant
from models.views.state import Audience, location_state, state_of
from models.views.ticket import visitor_ticket
from realtime.contract import Event, Space, location_room, ticket_room
from realtime.keeper import Keeper
from realtime.screens import Screens

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
HEARTBEAT_SECONDS = 3.0
APART_SECONDS = 0.2
"""A location is told at most five times a second; what comes faster is told together."""
AT_ONCE = 20
"""After so many states whoever waits for the loop has a turn: a thousand phones do not hold up a guide."""
WAITS_SECONDS = 30.0
"""When only time has changed the waits, screens learn of it no sooner than this after they were told last."""

_SPACES = {Space.DISPLAY: Audience.DISPLAY, Space.KIOSK: Audience.KIOSK, Space.STAFF: Audience.STAFF}


class Emit(Protocol):
    """How a payload reaches a room."""

    def __call__(self, event: str, payload: Any, *, to: str, namespace: str) -> None:
        """Send *payload* as *event* to the room *to* of *namespace*."""


@dataclass
class _Told:
    """What the screens of a location were last told, and when (monotonic seconds)."""

    mark: tuple[object, ...]
    at: float
    waits: Waits


class Broadcaster:
    """Tells the screens.

    Attributes:
        told_others: where set, other processes are told of this one's commits (realtime/hint.py).

    Args:
        database: where the log is.
        clock: what time it is; time-outs use the monotonic clock instead.
        screens: who is connected here.
        emit: how to reach them.
        monotonic: seconds that never jump.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        screens: Screens,
        emit: Emit,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._screens = screens
        self._emit = emit
        self._monotonic = monotonic
        self._keeper = Keeper(database, clock, screens)
        self._dirty: set[str] = set()
        self._told: dict[str, _Told] = {}
        self._wake = threading.Event()
        self._stopping = False
        self._polled_at = self._beaten_at = float("-inf")
        self.told_others: Callable[[str], None] | None = None

    def mark(self, location_id: str) -> None:
        """A change of the location was committed here."""
        self.hear(location_id)
        if self.told_others is not None:
            self.told_others(location_id)

    def hear(self, location_id: str) -> None:
        """A change of the location was committed, here or elsewhere."""
        self._dirty.add(location_id)
        self._wake.set()

    def cut(self) -> None:
        """A session, key or device ended here: end its connections now; other processes look each second."""
        self._keeper.cut()

    def stop(self) -> None:
        """End the loop."""
        self._stopping = True
        self._wake.set()

    def run(self) -> None:
        """The loop, until `stop`."""
        while not self._stopping:
            self._wake.wait(self._pause())
            self._wake.clear()
            try:
                self.turn()
            except SQLAlchemyError:
                log.exception("the database did not answer; the screens show how old they are")
                self._wake.wait(POLL_SECONDS)
            except Exception:
                # The edge of the loop: without it all screens would stand still until somebody restarts.
                log.exception("a round of the broadcaster failed")
                self._wake.wait(POLL_SECONDS)

    def turn(self) -> None:
        """One round: what is due now."""
        now = self._monotonic()
        if now - self._polled_at >= POLL_SECONDS:
            self._polled_at = now
            self._keep()
            self._poll()
        for location_id in sorted(self._dirty):
            told = self._told.get(location_id)
            if told is None or now - told.at >= APART_SECONDS:
                self._dirty.discard(location_id)
                with suppress(Refusal):  # the location was retired meanwhile
                    self._tell(location_id)
        if now - self._beaten_at >= HEARTBEAT_SECONDS:
            self._beaten_at = now
            self._beat()

    def _keep(self) -> None:
        """What time brings; a database that takes nothing can still be shown."""
        try:
            self._dirty |= self._keeper.keep()
        except SQLAlchemyError as error:
            if not nothing_can_be_written(error):
                raise
            log.exception("nothing can be written; the screens go on")

    def _pause(self) -> float:
        """Seconds until something is due by itself."""
        due = [self._polled_at + POLL_SECONDS, self._beaten_at + HEARTBEAT_SECONDS]
        due += [self._told[location].at + APART_SECONDS for location in self._dirty if location in self._told]
        return max(0.0, min(due) - self._monotonic())

    def _poll(self) -> None:
        """Find what others committed, and what the hour alone changed (the door, the business day)."""
        with self._database.read() as session:
            ids = session.execute(select(Location.id).where(Location.retired.is_(False))).scalars().all()
            now = self._clock.now()
            heads = [head_of(session, location_id, now) for location_id in ids]
            passed = {head.setup.id for head in heads if self._waits_passed(session, head)}
        for head in heads:
            told = self._told.get(head.setup.id)
            if told is None or told.mark != _mark(head) or head.setup.id in passed:
                self._dirty.add(head.setup.id)

    def _waits_passed(self, session: Session, head: Head) -> bool:
        """Whether time alone made another wait of what the screens show; not looked at all the time."""
        told = self._told.get(head.setup.id)
        if told is None or self._monotonic() - told.at < WAITS_SECONDS or not self._watched(head.setup.id):
            return False
        return shown(expected(session, head)) != shown(told.waits)

    def _watched(self, location_id: str) -> bool:
        """Whether a screen or a phone of the location is connected here."""
        screens = any(self._screens.listening(space, location_id) for space in _SPACES)
        return screens or bool(self._screens.tickets(location_id))

    def _tell(self, location_id: str) -> None:
        now = self._clock.now()
        sent: list[tuple[Space, str, dict[str, Any]]] = []
        with self._database.read() as session:
            head = head_of(session, location_id, now)
            waits = expected(session, head) if self._watched(location_id) else UNKNOWN
            for space, audience in _SPACES.items():
                if self._screens.listening(space, location_id):
                    state = location_state(session, audience, location_id, now)
                    sent.append((space, location_room(location_id), state))
            phones = self._screens.tickets(location_id)
            if phones:
                ahead = line_at(session, head).ahead
                tickets = session.execute(select(Ticket).where(Ticket.id.in_(phones))).scalars()
                sent += [
                    (
                        Space.TICKET,
                        ticket_room(t.id),
                        state_of(head, visitor_ticket(head, t, ahead.get(t.id), waits.tickets.get(t.id))),
                    )
                    for t in tickets
                ]
        self._told[location_id] = _Told(_mark(head), self._monotonic(), waits)
        for number, (space, room, state) in enumerate(sent, start=1):
            self._emit(Event.STATE, state, to=room, namespace=space)
            if number % AT_ONCE == 0:
                time.sleep(0)

    def _beat(self) -> None:
        now = instant(self._clock.now())
        with self._database.read() as session:
            in_use = select(Location.id, Location.epoch, Location.rev).where(Location.retired.is_(False))
            rows = session.execute(in_use).all()
        for row in rows:
            beat = {"epoch": row.epoch, "rev": row.rev, "now": now}
            for space in Space:
                if self._screens.listening(space, row.id):
                    self._emit(Event.HEARTBEAT, beat, to=location_room(row.id), namespace=space)


def _mark(head: Head) -> tuple[object, ...]:
    """What makes one state of a location another; the date, because question types begin and end with it."""
    today = head.now.astimezone(head.setup.hours.zone).date()
    return head.epoch, head.rev, head.door, head.day, today, head.away_until
