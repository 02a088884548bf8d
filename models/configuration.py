"""The region file into the database and out of it.

Loading is idempotent: the same file changes nothing. What a new file no longer names is retired, not
removed, so that the log keeps its meaning.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from models.actions.retire import close_down, locations_in_use
from models.log import FactKind
from models.printing.setting import begin_with_one
from models.region_file import RegionDocument, write_region
from models.setup import document_of
from models.tables import Desk, Fact, Location, QuestionType, Region


class OtherRegion(Exception):
    """The database already serves another region."""


@dataclass(frozen=True)
class Loaded:
    """What a load did: ids of locations that are new, changed or retired."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether anything is different from before."""
        return bool(self.new or self.changed or self.retired)


def load_region(session: Session, document: RegionDocument, actor: str, now: datetime) -> Loaded:
    """Make *document* the configuration in force.

    Args:
        session: a write transaction.
        document: a region file that was read and checked as a whole.
        actor: who loads, as the log names them.
        now: the moment, UTC.

    Raises:
        OtherRegion: the database belongs to a region with another id.
    """
    text = write_region(document)
    region = session.execute(select(Region).with_for_update()).scalar_one_or_none()
    if region is None:
        session.add(Region(id=document.region.id, document=text))
    elif region.id != document.region.id:
        raise OtherRegion(f"this database serves {region.id!r}, the file is for {document.region.id!r}")
    elif region.document == text:
        return Loaded((), (), ())
    else:
        for location_id in sorted(locations_in_use(session) - {place.id for place in document.locations}):
            close_down(session, location_id, actor, now)
        region.document = text
    _question_types(session, document)
    loaded = _locations(session, document)
    for location_id in loaded.new + loaded.changed:
        _configured(session, location_id, actor, now)
    return loaded


def lock_region(session: Session) -> None:
    """Nobody else changes the region file until the end; for whoever reads it to change a part of it."""
    session.execute(select(Region.id).with_for_update())


def configure_all(session: Session, actor: str, now: datetime) -> tuple[str, ...]:
    """Let something that all locations share count at each of them from now on.

    Args:
        session: a write transaction.
        actor: who changed it, as the log names them.
        now: the moment, UTC.

    Returns:
        Ids of the locations, retired ones left out.
    """
    ids = session.execute(
        select(Location.id).where(Location.retired.is_(False)).order_by(Location.position)
    ).scalars()
    everywhere = tuple(ids)
    for location_id in everywhere:
        _configured(session, location_id, actor, now)
    return everywhere


def dump_region(session: Session) -> str | None:
    """The region file in force as TOML, or None while none was loaded."""
    document = document_of(session)
    return None if document is None else write_region(document)


def _question_types(session: Session, document: RegionDocument) -> None:
    known = {row.id: row for row in session.execute(select(QuestionType)).scalars()}
    for position, item in enumerate(document.question_types):
        row = known.pop(item.id, None)
        if row is None:
            session.add(QuestionType(id=item.id, position=position))
        else:
            row.position, row.retired = position, False
    for row in known.values():
        row.retired = True


def _locations(session: Session, document: RegionDocument) -> Loaded:
    known = {row.id: row for row in session.execute(select(Location)).scalars()}
    new, changed = [], []
    for position, item in enumerate(document.locations):
        row = known.pop(item.id, None)
        if row is None:
            session.add(Location(id=item.id, position=position, epoch=secrets.token_urlsafe(9)))
            new.append(item.id)
        else:
            row.position, row.retired = position, False
            changed.append(item.id)
        session.flush()
        if row is None:
            begin_with_one(session, item.id)
        _desks(session, item.id, [desk.id for desk in item.desks])
    retired = [row.id for row in known.values() if not row.retired]
    for row in known.values():
        row.retired = True
    session.flush()
    return Loaded(tuple(new), tuple(changed), tuple(retired))


def _desks(session: Session, location_id: str, ids: list[str]) -> None:
    known = {
        row.id: row for row in session.execute(select(Desk).where(Desk.location_id == location_id)).scalars()
    }
    for position, desk_id in enumerate(ids):
        row = known.pop(desk_id, None)
        if row is None:
            session.add(Desk(location_id=location_id, id=desk_id, position=position))
        else:
            row.position, row.retired = position, False
    for row in known.values():
        row.retired, row.guide, row.guide_since = True, None, None


def _configured(session: Session, location_id: str, actor: str, now: datetime) -> None:
    """Record the change in the location's log, and let its configuration count from that revision."""
    rev = session.execute(
        update(Location)
        .where(Location.id == location_id)
        .values(rev=Location.rev + 1, config_rev=Location.rev + 1)
        .returning(Location.rev)
    ).scalar_one()
    session.execute(
        insert(Fact).values(
            location_id=location_id, rev=rev, at=now, kind=FactKind.LOCATION_CONFIGURED, actor=actor, data={}
        )
    )
