"""Servers of browser tests run by the real clock, and at midnight a house closes its day."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LONGEST_TEST = timedelta(seconds=90)
"""Hardly a test of a browser takes longer."""
_HOUSE = ZoneInfo("Europe/Amsterdam")


def seconds_to_wait(now: datetime) -> float:
    """How long a test that begins at *now* waits, so that its visitors' day does not end under their eyes."""
    here = now.astimezone(_HOUSE)
    tomorrow = datetime.combine(here.date() + timedelta(days=1), datetime.min.time(), _HOUSE)
    left = tomorrow - here.astimezone(UTC)
    return (left + timedelta(seconds=2)).total_seconds() if left < LONGEST_TEST else 0.0


def wait_for_a_day() -> None:
    """Waits out the last moments of the day."""
    time.sleep(seconds_to_wait(datetime.now(UTC)))
