"""Pictures on the displays of a location: shown, changed, removed."""

import base64
import binascii
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from flask import Blueprint

from models.actions.picture import change_picture, remove_picture, show_picture
from models.log import Turn
from models.refusal import Code, Refusal
from models.views.picture import pictures_in_full
from models.views.shape import instant
from web.access import COORDINATORS
from web.api.act import done_at
from web.api.body import EmptyBody
from web.api.picture_shape import (
    LARGEST_BODY,
    NewPictureBody,
    PictureBody,
    PicturesAnswer,
    PictureShownAnswer,
)
from web.api.shape import NothingAnswer
from web.command import Done, run_command
from web.drawing import redrawn
from web.operation import Keyed, operation
from web.page import head_at
from web.services import services

blueprint = Blueprint("api_picture", __name__, url_prefix="/api/v1")

_KEYED = Keyed(required=False)
_HERE = "/locations/<location>/pictures"
_DONE = {200: NothingAnswer}
_LARGEST_ID = 2**31 - 1
"""What a database's integer can hold; no picture has it."""


@blueprint.get(_HERE)
@operation(COORDINATORS, answers={200: PicturesAnswer})
def pictures(location: str) -> Mapping[str, Any]:
    """The pictures there, also those whose time is over."""
    head = head_at(location)
    with services().database.read() as session:
        return {"rev": head.rev, "now": instant(head.now), "pictures": pictures_in_full(session, head)}


@blueprint.post(_HERE)
@operation(
    COORDINATORS,
    body=NewPictureBody,
    answers={201: PictureShownAnswer},
    keyed=_KEYED,
    largest=LARGEST_BODY,
)
def show(location: str, body: NewPictureBody) -> Done:
    """Show a picture behind those that are there. It is drawn anew, without what a camera adds."""
    head_at(location)
    drawn = services().offload(partial(redrawn, _file(body.image)))

    def work(turn: Turn) -> Mapping[str, Any]:
        shown = show_picture(turn, drawn, body.describes, _end_of(turn, body.last_day))
        return {"rev": turn.rev, "id": shown}

    return run_command(location, work, status=201)


@blueprint.post(f"{_HERE}/<int:picture>")
@operation(COORDINATORS, body=PictureBody, answers=_DONE, keyed=_KEYED)
def change(location: str, picture: int, body: PictureBody) -> Done:
    """Describe a picture anew, show it for longer or shorter, or put it elsewhere."""
    wanted = min(picture, _LARGEST_ID)
    return done_at(
        location,
        lambda turn: change_picture(turn, wanted, body.describes, _end_of(turn, body.last_day), body.place),
    )


@blueprint.post(f"{_HERE}/<int:picture>/remove")
@operation(COORDINATORS, body=EmptyBody, answers=_DONE, keyed=_KEYED)
def remove(location: str, picture: int, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Take a picture off the displays."""
    return done_at(location, lambda turn: remove_picture(turn, min(picture, _LARGEST_ID)))


def _file(encoded: str) -> bytes:
    """The file in a text of base64.

    Raises:
        Refusal: `no_picture`.
    """
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(Code.NO_PICTURE, "that is no base64") from None


def _end_of(turn: Turn, last_day: date | None) -> datetime | None:
    """The end of a local day.

    Raises:
        Refusal: `out_of_range` for a day that no calendar reaches.
    """
    if last_day is None:
        return None
    try:
        return datetime.combine(last_day + timedelta(days=1), time(), turn.setup.hours.zone)
    except OverflowError:
        raise Refusal(Code.OUT_OF_RANGE, f"{last_day} has no day after it") from None
