"""Which state of a location a view was made from."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.door import DECIDED, decision_of
from models.hours import Door, DoorState
from models.prepared import Prepared, Row, bare
from models.refusal import Code, Refusal
from models.setup import Setup, setup_of
from models.tables import Day, Location

_location, _day = Location.table(), Day.table()
HEAD_COLUMNS = (
    _location.c.id,
    _location.c.rev,
    _location.c.epoch,
    _location.c.config_rev,
    _location.c.away_until,
    _location.c.roll_next,
    _location.c.roll_last,
    _location.c.day,
    *DECIDED,
)
_HEAD = Prepared(
    select(*HEAD_COLUMNS).where(_location.c.id == bindparam("location"), _location.c.retired.is_(False))
)
_WAITING = Prepared(
    select(_day.c.waiting).where(
        _day.c.location_id == bindparam("location"), _day.c.business_day == bindparam("today")
    )
)


@dataclass(frozen=True)
class Head:
    """A location at one revision and one moment; every view starts from it.

    Attributes:
        setup: how it is configured.
        rev: its revision.
        now: the moment, UTC.
        door: the door at that moment.
        away_until: until when nobody of the staff is there, if somebody said so and it is not over.
        roll: the next and the last number of the paper roll, if one is in use.
        begun: the business day that the log last began.
    """

    setup: Setup
    rev: int
    now: datetime
    door: Door
    away_until: datetime | None = None
    roll: tuple[int, int] | None = None
    begun: date | None = None

    @property
    def epoch(self) -> str:
        """The epoch that `rev` counts in."""
        return self.setup.epoch

    @property
    def day(self) -> date:
        """The business day."""
        return self.setup.hours.business_day(self.now, self.begun)

    @property
    def open(self) -> bool:
        """Whether a visitor can get a number, as far as the hours go."""
        return self.door.state is DoorState.OPEN


def head_of(session: Session, location_id: str, now: datetime) -> Head:
    """The location as it is now; read it in the same transaction as the view.

    Raises:
        Refusal: `unknown_location`.
    """
    row = _HEAD.one(bare(session), {"location": location_id})
    if row is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location_id!r}")
    return head_from(session, row, now)


def head_from(session: Session, row: Row, now: datetime) -> Head:
    """The head in a row of `HEAD_COLUMNS`."""
    setup = setup_of(session, row.id, row.epoch, row.config_rev)
    away = row.away_until if row.away_until and row.away_until > now else None
    roll = None if row.roll_next is None else (row.roll_next, row.roll_last)
    return Head(setup, row.rev, now, setup.hours.door(now, decision_of(row)), away, roll, row.day)


def waiting_count(session: Session, head: Head) -> int:
    """How many visitors wait there today."""
    today = {"location": head.setup.id, "today": head.day}
    counted = _WAITING.one(bare(session), today)
    return int(counted.waiting) if counted else 0
