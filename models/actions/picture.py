"""Pictures on the displays of a location: shown, described anew, put in another order, taken off."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.tables import Picture

MOST_PICTURES = 12
LONGEST_DESCRIPTION = 80
_HASH_LENGTH = 16


@dataclass(frozen=True)
class Drawn:
    """A picture as screens get it: nothing of the camera is in it any more.

    Attributes:
        shown: the file.
        kind: its media type.
        width: in pixels.
        height: in pixels.
    """

    shown: bytes
    kind: str
    width: int
    height: int


def show_picture(turn: Turn, drawn: Drawn, describes: str, until: datetime | None) -> int:
    """Show a picture behind those that are there; its id.

    Args:
        turn: a turn at the location.
        drawn: the picture.
        describes: what is on it, for who does not see it.
        until: when it goes, UTC; None: when somebody removes it.

    Raises:
        Refusal: `too_many_pictures`.
    """
    here = Picture.location_id == turn.setup.id
    count, last = turn.session.execute(select(func.count(), func.max(Picture.position)).where(here)).one()
    if count >= MOST_PICTURES:
        raise Refusal(Code.TOO_MANY_PICTURES, f"{turn.setup.id} shows {MOST_PICTURES} pictures already")
    picture = Picture(
        location_id=turn.setup.id,
        position=(last or 0) + 1,
        shown=drawn.shown,
        kind=drawn.kind,
        hash=hashlib.sha256(drawn.shown).hexdigest()[:_HASH_LENGTH],
        width=drawn.width,
        height=drawn.height,
        describes=describes,
        until=until,
        created_at=turn.at,
        created_by=turn.actor,
    )
    turn.session.add(picture)
    turn.session.flush()
    turn.record(FactKind.PICTURE_SHOWN, picture=picture.id)
    return picture.id


def change_picture(
    turn: Turn, picture_id: int, describes: str, until: datetime | None, place: int | None = None
) -> None:
    """Describe a picture anew, show it for longer or shorter, or put it elsewhere.

    Args:
        turn: a turn at the location.
        picture_id: the picture.
        describes: what is on it.
        until: when it goes, UTC; None: when somebody removes it.
        place: where it stands from now on, the first is 1; None: where it is.

    Raises:
        Refusal: `unknown_picture`.
    """
    picture = _picture(turn, picture_id)
    picture.describes, picture.until = describes, until
    if place is not None:
        _put(turn, picture, place)
    turn.session.flush()
    turn.record(FactKind.PICTURE_CHANGED, picture=picture_id)


def remove_picture(turn: Turn, picture_id: int) -> None:
    """Take a picture off the displays, and out of the database.

    Raises:
        Refusal: `unknown_picture`.
    """
    turn.session.delete(_picture(turn, picture_id))
    turn.session.flush()
    turn.record(FactKind.PICTURE_REMOVED, picture=picture_id)


def _put(turn: Turn, picture: Picture, place: int) -> None:
    """Give *picture* its place, and number all of them anew."""
    ordered = (
        select(Picture)
        .where(Picture.location_id == turn.setup.id, Picture.id != picture.id)
        .order_by(Picture.position, Picture.id)
    )
    others = list(turn.session.execute(ordered).scalars())
    others.insert(place - 1, picture)
    for number, item in enumerate(others, 1):
        item.position = number


def _picture(turn: Turn, picture_id: int) -> Picture:
    picture = turn.session.get(Picture, picture_id)
    if picture is None or picture.location_id != turn.setup.id:
        raise Refusal(Code.UNKNOWN_PICTURE, f"there is no picture {picture_id} at {turn.setup.id}")
    return picture
