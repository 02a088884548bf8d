"""Names of people and keys: one space, because both stand in the log as the guide."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.log import CLOCK
from models.printing.spool import PRINTER
from models.refusal import Code, Refusal
from models.region_file.value import visible
from models.tables import ApiKey, Location, Person

LONGEST = 80
_OWN = frozenset({CLOCK, PRINTER, "visitor"})
"""Whom the log names when nobody of the staff acts; devices are `kind:number`."""


def _must_be_plain(name: str) -> None:
    try:
        visible(name)
    except ValueError as error:
        raise Refusal(Code.BAD_NAME, f"the name {error}") from error
    if not 1 <= len(name) <= LONGEST or name != name.strip():
        raise Refusal(Code.BAD_NAME, f"a name has 1 to {LONGEST} characters and no space around it")
    if name.lower() in _OWN or ":" in name:
        raise Refusal(Code.BAD_NAME, f"{name!r} means something else in the log: choose another name")


def refuse_taken(session: Session, name: str, location: str | None) -> None:
    """Check a new name and its location.

    Raises:
        Refusal: `bad_name` for one that cannot be shown or that the log uses itself; `name_taken` when a
            person or key has the name; `unknown_location`.
    """
    _must_be_plain(name)
    for table in (Person, ApiKey):
        if session.execute(select(table.id).where(table.name == name)).scalar_one_or_none() is not None:
            raise Refusal(Code.NAME_TAKEN, f"{name!r} exists already")
    if location is not None and session.get(Location, location) is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location!r}")
