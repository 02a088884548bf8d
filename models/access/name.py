"""Names of people and keys: one space, because both stand in the log as the guide."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.refusal import Code, Refusal
from models.tables import ApiKey, Location, Person


def refuse_taken(session: Session, name: str, location: str | None) -> None:
    """Check a new name and its location.

    Raises:
        Refusal: `name_taken` when a person or key has the name; `unknown_location`.
    """
    for table in (Person, ApiKey):
        if session.execute(select(table.id).where(table.name == name)).scalar_one_or_none() is not None:
            raise Refusal(Code.NAME_TAKEN, f"{name!r} exists already")
    if location is not None and session.get(Location, location) is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location!r}")
