"""Who of the guides is planned to come and go, as the estimate wants it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from models.estimate.draw import DRAWS
from models.estimate.forward import NEVER, Shifts
from models.estimate.moment import Helper
from models.region_file.roster import Roster
from models.views.head import Head

_SOON_SECONDS = 600.0
"""Who is planned and not there yet comes within ten minutes, for all that is known."""


def shifts_of(head: Head, there: Sequence[str]) -> Mapping[str, Sequence[Shifts]]:
    """When the guides who are there leave and are back, in seconds from now; nobody for whom it is learned.

    While nobody of the staff is at the location, all are back at the moment that was told. By a roster the
    last ones of *there* leave first; once it plans nobody any more they stay for who still waits.
    """
    if head.away_until is not None:
        back = (head.away_until - head.now).total_seconds()
        return dict.fromkeys(there, [((0.0, back),)] * DRAWS)
    roster = head.setup.location.guides
    if roster is None:
        return {}
    plan = _plan(roster, head)
    found: dict[str, Sequence[Shifts]] = {}
    for number, name in enumerate(there, 1):
        gaps = _gaps(plan, number)
        found[name] = [gaps] * DRAWS if gaps else ()
    return found


def helpers_who_come(head: Head, there: int) -> list[Helper]:
    """Guides who are planned beyond the *there* who receive visitors now."""
    roster = head.setup.location.guides
    if roster is None:
        return []
    plan = _plan(roster, head)
    return [
        Helper(f"planned {number}", there=False, shifts=_arrivals(plan, number))
        for number in range(there + 1, max((count for _, count in plan), default=0) + 1)
    ]


def _plan(roster: Roster, head: Head) -> list[tuple[float, int]]:
    """From when (seconds from now) how many guides are planned, for the rest of the local day."""
    local = head.now.astimezone(head.setup.hours.zone)
    minute = local.hour * 60 + local.minute
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    changes = [at for at in roster.changes(local.weekday()) if at > minute]
    passed = [(midnight + timedelta(minutes=at) - local).total_seconds() for at in changes]
    counts = [roster.planned(local.weekday(), at) for at in changes]
    return [(0.0, roster.planned(local.weekday(), minute)), *zip(passed, counts, strict=True)]


def _gaps(plan: Sequence[tuple[float, int]], number: int) -> Shifts:
    """When the guide of that number is away; who is there although nobody planned it stays until a change."""
    gaps: list[tuple[float, float]] = []
    left: float | None = None
    last = max((place for place, (_, count) in enumerate(plan) if count), default=0)
    for at, count in plan[1 : last + 1]:
        if count < number and left is None:
            left = at
        elif count >= number and left is not None:
            gaps.append((left, at))
            left = None
    if left is not None:
        gaps.append((left, NEVER))
    return tuple(gaps)


def _arrivals(plan: Sequence[tuple[float, int]], number: int) -> Sequence[Shifts]:
    """The same for a guide who is not there yet, for each draw."""
    comes = next((at for at, count in plan if count >= number), NEVER)
    after = tuple(gap for gap in _gaps(plan, number) if gap[0] > comes)
    if comes > 0:
        return [((0.0, comes), *after)] * DRAWS
    return [((0.0, _SOON_SECONDS * (place + 0.5) / DRAWS), *after) for place in range(DRAWS)]
