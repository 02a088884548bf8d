"""QR codes as SVG: of a ticket's page, and of an address to open on a tablet."""

import io

import qrcode
from flask import Blueprint, Response, request
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

from config.address import base_url
from models.views.holder import find_held
from web.access import ANYONE, who_may
from web.address import ticket_url
from web.problem import Problem, problem_response
from web.services import services

blueprint = Blueprint("qr", __name__)

_LONGEST_PATH = 200


@blueprint.get("/t/<token>/qr.svg")
@who_may(ANYONE)
def of_ticket(token: str) -> Response:
    """The QR code of a ticket's page, for who holds its token."""
    with services().database.read() as session:
        ticket = find_held(session, token, services().clock.now())[1]
    return svg_of(ticket_url(ticket))


@blueprint.get("/qr.svg")
@who_may(ANYONE)
def of_path() -> Response:
    """The QR code of a page of this server."""
    path = request.args.get("path", "/")
    if (
        not path.startswith("/")
        or path.startswith("//")
        or len(path) > _LONGEST_PATH
        or not path.isprintable()
    ):
        return problem_response(Problem.INVALID, "path must be a path of this server")
    return svg_of(base_url(services().settings) + path)


def svg_of(content: str) -> Response:
    """A QR code as an answer: level M with the four-module border of the standard (ISO/IEC 18004)."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, image_factory=SvgPathImage)
    code.add_data(content)
    out = io.BytesIO()
    code.make_image().save(out)
    return Response(out.getvalue(), mimetype="image/svg+xml")
