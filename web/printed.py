"""The newest ticket of the virtual printer, for whoever tries it out on this machine."""

from flask import Blueprint, Response, abort, send_file

from models.access.principal import Role
from printer.virtual import printed_pictures
from web.access import Access, who_may
from web.services import services

blueprint = Blueprint("printed", __name__)

_STAFF_OR_HERE = Access(frozenset({Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR}), here=True)
"""The picture holds the visitor's code, so it is not for everybody."""


@blueprint.get("/printed/latest.png")
@who_may(_STAFF_OR_HERE)
def latest() -> Response:
    """The picture, or 404 while nothing was printed."""
    pictures = printed_pictures(services().settings.data_dir)
    if not pictures:
        abort(404)
    return send_file(pictures[0], mimetype="image/png", max_age=0)
