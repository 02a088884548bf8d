"""Quick switch at a shared desk: a PIN, only there, only for who signed in there fully the same day.

A PIN is short, so it never opens anything by itself: without a paired desk and a full sign-in of that day
it is worth nothing, and after five wrong ones it is worth nothing until the next full sign-in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.access.membership import places_of
from models.refusal import Code, Refusal
from models.tables import DeskDay, Device, Person
from models.views.head import head_of

SHORTEST_PIN, LONGEST_PIN = 6, 12
MOST_WRONG = 5


@dataclass(frozen=True)
class Colleague:
    """Somebody who may switch to themselves at a desk now."""

    id: int
    name: str


def check_pin(pin: str) -> None:
    """Refuse a PIN that others guess first.

    Raises:
        Refusal: `weak_pin` for fewer than six digits, a row up or down, or one part repeated.
    """
    right = pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN
    if not right or _is_row(pin) or _repeats(pin) or len(set(pin)) < 3:
        raise Refusal(Code.WEAK_PIN, "a PIN has 6 to 12 digits, and neither a row nor a repetition")


def _is_row(pin: str) -> bool:
    """Whether each digit follows from the one before, as in 123456, 987654 or 246802."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return len(steps) == 1


def _repeats(pin: str) -> bool:
    """Whether it is one part again and again, pairs of the same digit, or reads the same backwards."""
    parts = any(
        len(pin) % size == 0 and pin == pin[:size] * (len(pin) // size)
        for size in range(1, len(pin) // 2 + 1)
    )
    pairs = len(pin) % 2 == 0 and all(pin[i] == pin[i + 1] for i in range(0, len(pin), 2))
    return parts or pairs or pin == pin[::-1]


def set_pin(session: Session, person_id: int, pin_hash: str | None) -> None:
    """Give a person a PIN, or none. It counts at a desk from the next full sign-in there."""
    person = session.get_one(Person, person_id)
    person.pin_hash, person.pin_failures = pin_hash, 0
    session.execute(delete(DeskDay).where(DeskDay.person_id == person_id))


def signed_in_at_desk(session: Session, person_id: int, device_id: int, now: datetime) -> None:
    """Note a full sign-in at a shared desk; wrong PINs before it are forgotten."""
    day = day_at(session, device_id, now)
    session.execute(
        delete(DeskDay).where(
            DeskDay.device_id == device_id, (DeskDay.person_id == person_id) | (DeskDay.day != day)
        )
    )
    session.add(DeskDay(device_id=device_id, person_id=person_id, day=day))
    session.execute(update(Person).where(Person.id == person_id).values(pin_failures=0))
    session.flush()


def colleagues_at(session: Session, device_id: int, now: datetime) -> Sequence[Colleague]:
    """Who may switch at the desk now, by name."""
    device = session.get_one(Device, device_id)
    rows = session.execute(
        select(Person.id, Person.name)
        .join(DeskDay, DeskDay.person_id == Person.id)
        .where(
            DeskDay.device_id == device_id,
            DeskDay.day == day_at(session, device_id, now),
            Person.pin_hash.is_not(None),
            Person.pin_failures < MOST_WRONG,
            Person.left_at.is_(None),
        )
        .order_by(Person.name)
    )
    return [
        Colleague(row.id, row.name)
        for row in rows
        if any(place.covers(device.location_id) for place in places_of(session, row.id))
    ]


def count_pin_try(session: Session, person_id: int, device_id: int, now: datetime) -> str | None:
    """Count a try as wrong until `pin_was_right` says otherwise; the hash to verify, None: not now."""
    if person_id not in {colleague.id for colleague in colleagues_at(session, device_id, now)}:
        return None
    counted = (
        update(Person)
        .where(Person.id == person_id, Person.pin_failures < MOST_WRONG, Person.pin_hash.is_not(None))
        .values(pin_failures=Person.pin_failures + 1)
    )
    return session.execute(counted.returning(Person.pin_hash)).scalar_one_or_none()


def pin_was_right(session: Session, person_id: int) -> None:
    """The tries before it are forgotten."""
    session.execute(update(Person).where(Person.id == person_id).values(pin_failures=0))


def day_at(session: Session, device_id: int, now: datetime) -> date:
    """The business day at the location of a device."""
    return head_of(session, session.get_one(Device, device_id).location_id, now).day
