"""When a location is open, until when it gives numbers, and which business day it is.

Opening hours are local wall-clock times; every answer is a UTC moment, so that durations stay true
in the nights when the clock changes. Pure: knows no database.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_LOOK_AHEAD = timedelta(days=370)
_SET_BACK = timedelta(hours=6)
"""By so much a clock is set back at most. One that goes back further was wrong before."""


class DoorState(StrEnum):
    """Whether a visitor can get a number."""

    OPEN = "open"
    LAST = "last"
    """Past the last check-in: who is in is helped, nobody new gets a number."""
    CLOSED = "closed"


@dataclass(frozen=True)
class Decision:
    """Somebody decided otherwise than the hours say, until a moment (UTC).

    Attributes:
        opens: whether the location is open in spite of the hours; else it is closed in spite of them.
        until: when the hours count again.
        reason: why it closed, as a code.
        helping: whether those in line are still helped after it closed.
    """

    opens: bool
    until: datetime
    reason: str | None = None
    helping: bool = True


@dataclass(frozen=True)
class Door:
    """The door at one moment.

    Attributes:
        state: open, past the last check-in, or closed.
        closes_at: end of the span we are in, UTC; None when closed or always open.
        opens_at: when it next gives numbers, UTC; None while it does, or when no opening is planned.
        decision: what somebody decided, when that is why.
    """

    state: DoorState
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    decision: Decision | None = None


@dataclass(frozen=True)
class OpeningHours:
    """A location's hours.

    Attributes:
        zone: the location's time zone.
        spans: for each weekday (0 = Monday) minutes from midnight, begin and end; None is always open.
        closed: dates on which it stays shut.
        last_check_in: how long before the end of a span the last number is given.
        day_starts: minutes after midnight at which a business day begins.
        first: first date it exists, or None.
        last: last date it exists, or None.
    """

    zone: ZoneInfo
    spans: Mapping[int, Sequence[tuple[int, int]]] | None
    closed: frozenset[date] = field(default_factory=frozenset)
    last_check_in: timedelta = timedelta(0)
    day_starts: int = 0
    first: date | None = None
    last: date | None = None

    def business_day(self, now: datetime, begun: date | None = None) -> date:
        """The business day of the moment *now* (UTC): the local date, moved by `day_starts`.

        The move is made on the wall clock, so that a night in which an hour is skipped or repeated
        still changes day at the configured hour.

        Args:
            now: the moment.
            begun: the newest day that the log began; a clock that is set back does not end it again.
        """
        local = now.astimezone(self.zone).replace(tzinfo=None)
        day = (local - timedelta(minutes=self.day_starts)).date()
        if begun is not None and day < begun and self._moment(begun, self.day_starts) - now <= _SET_BACK:
            return begun
        return day

    def day_begins(self, now: datetime) -> datetime:
        """When the business day of *now* began (UTC)."""
        return self._moment(self.business_day(now), self.day_starts)

    def day_ends(self, now: datetime) -> datetime:
        """When the business day of *now* ends (UTC)."""
        return self._moment(self.business_day(now) + timedelta(days=1), self.day_starts)

    def door(self, now: datetime, decision: Decision | None = None) -> Door:
        """The door at the moment *now* (UTC), by the hours and by what somebody decided otherwise."""
        if decision is None or decision.until <= now:
            return self._door(now)
        if not decision.opens:
            then = self._door(decision.until)
            opens_at = decision.until if then.state is DoorState.OPEN else then.opens_at
            return Door(DoorState.CLOSED, opens_at=opens_at, decision=decision)
        planned = self._door(now)
        if planned.state is DoorState.OPEN and not _before(planned.closes_at, decision.until):
            return planned
        return Door(DoorState.OPEN, closes_at=decision.until, decision=decision)

    def _door(self, now: datetime) -> Door:
        if self.spans is None and self._exists(now.astimezone(self.zone).date()):
            return Door(DoorState.OPEN)
        coming = self._coming(now)
        begin, end = next(coming, (None, None))
        if begin is None or end is None:
            return Door(DoorState.CLOSED)
        if begin > now:
            return Door(DoorState.CLOSED, opens_at=begin)
        if now < end - self.last_check_in:
            return Door(DoorState.OPEN, closes_at=end)
        opens_at, _ = next(coming, (None, None))
        return Door(DoorState.LAST, closes_at=end, opens_at=opens_at)

    def _coming(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Spans that have not ended yet, in order, as UTC moments.

        Spans that touch are one: an evening that goes on past midnight has no last check-in at midnight.
        """
        whole: tuple[datetime, datetime] | None = None
        for begin, end in self._pieces(now):
            if whole is None:
                whole = begin, end
            elif begin <= whole[1]:
                whole = whole[0], end
            else:
                yield whole
                whole = begin, end
        if whole is not None:
            yield whole

    def _pieces(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        if self.spans is None:
            return
        day = now.astimezone(self.zone).date() - timedelta(days=1)
        stop = min(day + _LOOK_AHEAD, self.last or date.max)
        while day <= stop:
            if self._exists(day) and day not in self.closed:
                for begin, end in self.spans.get(day.weekday(), ()):
                    if (ends_at := self._moment(day, end)) > now:
                        yield self._moment(day, begin), ends_at
            day += timedelta(days=1)

    def _exists(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def _moment(self, day: date, minutes: int) -> datetime:
        days, minutes = divmod(minutes, 24 * 60)
        local = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60), self.zone)
        return local.astimezone(UTC)


def _before(closes_at: datetime | None, moment: datetime) -> bool:
    """Whether a door that closes then (None: never) closes before *moment*."""
    return closes_at is not None and closes_at < moment
