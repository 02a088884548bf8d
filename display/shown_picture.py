"""The pictures that a coordinator shows on the displays, as files that a browser keeps for good."""

from flask import Blueprint, Response, abort

from models.views.picture import picture_bytes
from web.access import ANYONE, who_may
from web.services import services

blueprint = Blueprint("display_picture", __name__)

_YEAR_SECONDS = 365 * 24 * 3600
_LARGEST_ID = 2**31 - 1
"""What a database's integer can hold; no picture has it."""


@blueprint.get("/display/<location>/picture/<int:picture>-<digest>")
@who_may(ANYONE)
def shown(location: str, picture: int, digest: str) -> Response:
    """One picture; its hash in the address changes with it."""
    with services().database.read() as session:
        found = picture_bytes(session, location, min(picture, _LARGEST_ID), digest)
    if found is None:
        abort(404)
    data, kind = found
    response = Response(data, mimetype=kind)
    response.cache_control.public = True
    response.cache_control.max_age = _YEAR_SECONDS
    response.cache_control.immutable = True
    return response
