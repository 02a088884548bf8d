"""The life of a device's token: how far it counts, and what is due when it is shown. Knows no database.

    offered --settled--> present --another one settled--> former --an hour--> dead

A token is offered to a screen that shows a due one. It counts from that moment, but the one before dies only
once the screen has shown the new one again, later: whatever answer was lost, the screen has one that works.
One that comes back dead is a copy, for the screen itself cannot show it. docs/adr/0021-device-tokens.md has
the reasons.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RENEW_AFTER = timedelta(days=7)
"""So long a copy is good for something. Shorter loads screens anew more often, longer helps only thieves."""

SETTLED_AFTER = timedelta(minutes=10)
"""Chromium writes a cookie to the disk after up to half a minute, and the disk keeps it some time later; one
that comes back after so long survives a power cut."""

GRACE = timedelta(hours=1)
"""For other tabs of the screen, its kept page and what is under way; they load themselves anew long before
it ends."""

AGAIN_AFTER = timedelta(minutes=15)
"""A page that has to be loaded anew and got no further tries again no sooner than this."""

MOST_OFFERED = 8
"""Of one device at a time: pages that are loaded side by side get one each, and a screen whose disk forgets
gets another one every time."""

REMEMBERED = timedelta(days=400)
"""Browsers keep no cookie for longer, so nobody can show an older one."""


class Standing(StrEnum):
    """How far a token counts; all but the dead open the same doors."""

    OFFERED = "offered"
    PRESENT = "present"
    FORMER = "former"
    DEAD = "dead"


class Step(StrEnum):
    """What is due when a page is loaded with a token."""

    STAY = "stay"
    OFFER = "offer"
    SETTLE = "settle"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Shown:
    """A token that somebody shows.

    Attributes:
        id: its row.
        device: the number of its device.
        kind: of the device.
        location: where the device is.
        standing: how far it counts.
        made_at: when it was handed out.
        ends_at: until when a former one works.
        wanted_at: when somebody asked for a new one.
        revoked: whether the device was taken out of use.
    """

    id: int
    device: int
    kind: str
    location: str
    standing: Standing
    made_at: datetime
    ends_at: datetime | None
    wanted_at: datetime | None
    revoked: bool

    @property
    def works(self) -> bool:
        """Whether it opens anything."""
        return self.standing is not Standing.DEAD and not self.revoked


def next_step(shown: Shown, now: datetime) -> Step:
    """What is due for a screen that loads its page with this token."""
    if not shown.works:
        return Step.STAY if shown.revoked else Step.REFUSE
    age = now - shown.made_at
    if shown.standing is Standing.OFFERED:
        # One that is from the future was made before the clock was put back, however long ago.
        return Step.SETTLE if abs(age) >= SETTLED_AFTER else Step.STAY
    if shown.standing is Standing.FORMER:
        return Step.STAY  # a copy could ask as well
    wanted = shown.wanted_at is not None and shown.made_at < shown.wanted_at
    return Step.OFFER if wanted or age >= RENEW_AFTER or age <= -SETTLED_AFTER else Step.STAY


def again_at(shown: Shown, now: datetime) -> datetime:
    """When a page with this token is to be loaded anew, at the latest; nobody is to be using it then."""
    due = {
        Standing.OFFERED: shown.made_at + SETTLED_AFTER + timedelta(minutes=1),
        Standing.FORMER: (shown.ends_at or now) + timedelta(minutes=1),
    }.get(shown.standing, shown.made_at + RENEW_AFTER)
    return due if due > now else now + AGAIN_AFTER
