"""Screens become devices."""

from flask import Blueprint, Response

from web.access import INSTALLERS
from web.api.body import PairBody
from web.api.shape import PairedAnswer
from web.devices import pair_here, remember_token
from web.operation import as_answer, operation

blueprint = Blueprint("api_device", __name__, url_prefix="/api/v1/devices")


@blueprint.post("/here")
@operation(INSTALLERS, body=PairBody, answers={201: PairedAnswer})
def pair_this_browser(body: PairBody) -> Response:
    """Make this browser a kiosk or display: at the machine itself, or by a signed-in administrator."""
    token = pair_here(body.kind, body.location)
    response = as_answer({"url": f"/{body.kind}/{body.location}"})
    response.status_code = 201
    remember_token(response, body.kind, body.location, token)
    return response
