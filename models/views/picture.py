"""The pictures on the displays of a location, without their bytes, which screens fetch once."""

from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models.tables import Picture
from models.views.head import Head
from models.views.picture_shape import PictureInFull, PictureView
from models.views.shape import instant, instant_or_none

_COLUMNS = (
    Picture.id,
    Picture.hash,
    Picture.describes,
    Picture.until,
    Picture.width,
    Picture.height,
    Picture.created_at,
    Picture.created_by,
)
_Found = Row[tuple[int, str, str, datetime | None, int, int, datetime, str]]


def pictures(session: Session, head: Head) -> list[PictureView]:
    """Those that are shown now, in their order."""
    return [
        {"id": row.id, "hash": row.hash, "describes": row.describes, "until": instant_or_none(row.until)}
        for row in _rows(session, head.setup.id)
        if row.until is None or row.until > head.now
    ]


def pictures_in_full(session: Session, head: Head) -> list[PictureInFull]:
    """All of them in their order, also those whose time is over, for who sets them."""
    return [
        {
            "id": row.id,
            "hash": row.hash,
            "describes": row.describes,
            "until": instant_or_none(row.until),
            "width": row.width,
            "height": row.height,
            "created_at": instant(row.created_at),
            "created_by": row.created_by,
        }
        for row in _rows(session, head.setup.id)
    ]


def picture_bytes(
    session: Session, location_id: str, picture_id: int, digest: str
) -> tuple[bytes, str] | None:
    """The file of a picture and its media type; None when the location has none of that number and hash."""
    found = session.execute(
        select(Picture.shown, Picture.kind).where(
            Picture.location_id == location_id, Picture.id == picture_id, Picture.hash == digest
        )
    ).first()
    return None if found is None else (found.shown, found.kind)


def _rows(session: Session, location_id: str) -> list[_Found]:
    ordered = (
        select(*_COLUMNS).where(Picture.location_id == location_id).order_by(Picture.position, Picture.id)
    )
    return list(session.execute(ordered))
