"""Somebody who left: what is kept of them, and whose name a column may still hold.

Must not know when it is carried out; that is the term of the rule (models/retention/rules.py).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, func, literal, or_, select

from models.access.staffing import LEFT_NAME
from models.tables import ApiKey, Membership, Person

Condition = Callable[[datetime], ColumnElement[bool]]
"""Which rows are past their term, when everything before a moment is."""

STAFF = "staff"
"""What the log says instead of a name of staff."""
NO_NAMES = ("clock", "printer", "visitor", "command line", "first start", STAFF)
"""Who acts in the log besides people and keys; devices and holders of tickets have a colon in theirs."""

_person = Person.table()
NUMBER: Mapping[str, Any] = {
    "name": literal(LEFT_NAME) + cast(_person.c.id, Text),
    "password_hash": "",  # nosec B105 # none any more
    "invite_hash": None,
    "invited_until": None,
    "pin_hash": None,
    "break_glass": False,
    "seen_at": None,
}
"""What is left of somebody who left: a number, which nobody else gets."""
FREE: Mapping[str, Any] = {
    "guide": None,
    "guide_since": None,
    "presence": "available",
    "presence_reason": None,
    "presence_since": None,
}
"""A desk without anybody."""


def shut_out(before: datetime) -> ColumnElement[bool]:
    """Whom their organisation gives no role any more, and who has not been here since."""
    has_role = select(Membership.person_id)
    seen = func.coalesce(_person.c.seen_at, _person.c.created_at)
    return _person.c.left_at.is_(None) & (seen < before) & _person.c.id.not_in(has_role)


def gone(before: datetime) -> ColumnElement[bool]:
    """Who left, by whatever way."""
    return (_person.c.left_at < before) | shut_out(before)


def left(before: datetime) -> ColumnElement[bool]:
    """The same, as long as their row still says who they were."""
    return gone(before) & _person.c.name.not_like(f"{LEFT_NAME}%")


def of_people(table: Table, who: Condition) -> Condition:
    """Rows of those people."""
    return lambda before: table.c.person_id.in_(select(_person.c.id).where(who(before)))


def named(column: ColumnElement[str | None]) -> Condition:
    """Rows with the name of nobody who works here, nor of a key in use: whoever it was has left."""

    def past(before: datetime) -> ColumnElement[bool]:
        key = ApiKey.table().c
        stays = or_(_person.c.left_at.is_(None), _person.c.left_at >= before) & ~shut_out(before)
        here = select(_person.c.name).where(stays)
        keys = select(key.name).where(or_(key.revoked_at.is_(None), key.revoked_at >= before))
        somebody = column.not_in(NO_NAMES) & column.not_like("%:%")
        return somebody & column.not_in(here) & column.not_in(keys)

    return past


def departed(before: datetime) -> ColumnElement[bool]:
    """Whose leaving no audit row tells any more; until then their organisation brings nobody back."""
    return _person.c.left_at < before
