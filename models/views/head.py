"""Which state of a location a view was made from."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.hours import Door, DoorState
from models.refusal import Code, Refusal
from models.setup import Setup, setup_of
from models.tables import Day, Location


@dataclass(frozen=True)
class Head:
    """A location at one revision and one moment; every view starts from it."""

    setup: Setup
    rev: int
    now: datetime
    door: Door

    @property
    def epoch(self) -> str:
        """The epoch that `rev` counts in."""
        return self.setup.epoch

    @property
    def day(self) -> date:
        """The business day."""
        return self.setup.hours.business_day(self.now)

    @property
    def open(self) -> bool:
        """Whether a visitor can get a number, as far as the hours go."""
        return self.door.state is DoorState.OPEN


def head_of(session: Session, location_id: str, now: datetime) -> Head:
    """The location as it is now; read it in the same transaction as the view.

    Raises:
        Refusal: `unknown_location`.
    """
    row = session.execute(
        select(Location.rev, Location.epoch, Location.config_rev).where(
            Location.id == location_id, Location.retired.is_(False)
        )
    ).one_or_none()
    if row is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location_id!r}")
    setup = setup_of(session, location_id, row.epoch, row.config_rev)
    return Head(setup, row.rev, now, setup.hours.door(now))


def waiting_count(session: Session, head: Head) -> int:
    """How many visitors wait there today."""
    counted = session.execute(
        select(Day.waiting).where(Day.location_id == head.setup.id, Day.business_day == head.day)
    ).scalar_one_or_none()
    return counted or 0
