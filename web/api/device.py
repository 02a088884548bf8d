"""Screens of a location: they become devices, are set up, and are taken out of use."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response

from models.access.device_setting import change_device, renew_device, revoke_device
from models.audit.what import What
from models.log import Turn
from models.views.device import devices_in_full
from models.views.shape import instant
from web.access import COORDINATORS, INSTALLERS, stand_at
from web.api.act import done_at
from web.api.body import EmptyBody
from web.api.device_shape import DeviceBody, DevicesAnswer, PairBody, setting_of
from web.api.shape import NothingAnswer, PairedAnswer
from web.audited import note
from web.command import Done
from web.devices import pair_here, remember_token
from web.operation import Keyed, as_answer, operation
from web.page import head_at
from web.services import services

blueprint = Blueprint("api_device", __name__, url_prefix="/api/v1")

_KEYED = Keyed(required=False)
_HERE = "/locations/<location>/devices"
_DONE = {200: NothingAnswer}
_LARGEST_ID = 2**31 - 1
"""What a database's integer can hold; no device has it."""


@blueprint.post("/devices/here")
@operation(INSTALLERS, body=PairBody, answers={201: PairedAnswer})
def pair_this_browser(body: PairBody) -> Response:
    """Make this browser a kiosk or display: at the machine itself, or by an administrator of the location."""
    refused = stand_at(body.location)
    if refused is not None:
        return refused
    token = pair_here(body.kind, body.location)
    response = as_answer({"url": f"/{body.kind}/{body.location}"})
    response.status_code = 201
    remember_token(response, body.kind, body.location, token)
    return response


@blueprint.get(_HERE)
@operation(COORDINATORS, answers={200: DevicesAnswer})
def devices(location: str) -> Mapping[str, Any]:
    """The devices there: how each is, how it is set up, and what it gave while the server was away."""
    head = head_at(location)
    with services().database.read() as session:
        return {
            "rev": head.rev,
            "now": instant(head.now),
            "devices": devices_in_full(session, head),
            "printers": [{"id": item.id, "name": item.name} for item in head.setup.printers],
            "desks": [{"id": desk, "name": name} for desk, name in head.setup.desk_names.items()],
        }


@blueprint.post(f"{_HERE}/<int:device>")
@operation(COORDINATORS, body=DeviceBody, answers=_DONE, keyed=_KEYED)
def change(location: str, device: int, body: DeviceBody) -> Done:
    """Set a device up anew; its page is loaded again when nobody is using it."""

    def act(turn: Turn, number: int) -> None:
        change_device(turn, number, setting_of(body))

    return _done(location, device, act, What.DEVICE_CHANGED)


@blueprint.post(f"{_HERE}/<int:device>/renew")
@operation(COORDINATORS, body=EmptyBody, answers=_DONE, keyed=_KEYED)
def renew(location: str, device: int, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Give a device a new token: its page takes it up by itself, and the old one dies soon after that."""
    return _done(location, device, renew_device, What.DEVICE_RENEWAL_WANTED)


@blueprint.post(f"{_HERE}/<int:device>/revoke")
@operation(COORDINATORS, body=EmptyBody, answers=_DONE, keyed=_KEYED)
def revoke(location: str, device: int, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Take a device out of use at once: its token is worth nothing any more, and its page asks for a code."""
    return _done(location, device, revoke_device, What.DEVICE_REVOKED)


def _done(location: str, device: int, act: Callable[[Turn, int], None], what: What) -> Done:
    """Do something to a device, and tell the audit log."""

    def work(turn: Turn) -> None:
        act(turn, min(device, _LARGEST_ID))
        note(turn.session, what, f"device:{device}", location)

    return done_at(location, work)
