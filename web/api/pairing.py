"""A new screen shows a code, and staff confirm it.

Anybody may ask for a code, so each source is held back; who types wrong codes has to wait.
"""

import math
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.access.pairing import Opened, Progress, check_pairing, confirm_pairing, open_pairing, pairing_at
from models.access.principal import Role
from models.audit.what import What
from models.log import Turn
from models.refusal import Code, Refusal
from models.views.shape import instant
from web.access import ANYONE, COORDINATORS, principal
from web.api.device_shape import (
    CheckPairingBody,
    DeviceBody,
    DeviceSetAnswer,
    FoundPairing,
    OpenPairingBody,
    PairingAnswer,
    ProgressAnswer,
    setting_of,
)
from web.api.shape import ProblemAnswer
from web.audited import note
from web.command import Done, run_command
from web.devices import remember_token
from web.operation import Keyed, as_answer, operation
from web.page import head_at
from web.services import services
from web.stranger import count_try, hold_back, refuse_foreign, source

blueprint = Blueprint("api_pairing", __name__, url_prefix="/api/v1")

_CODE = "/locations/<location>/pairings/<code>"


@blueprint.post("/pairings")
@operation(ANYONE, body=OpenPairingBody, answers={201: PairingAnswer, 403: ProblemAnswer, 429: ProblemAnswer})
def show_a_code(body: OpenPairingBody) -> Response:
    """A code for a new screen; staff confirm it within ten minutes. The same secret gets the same code."""
    refused = refuse_foreign() or count_try(services().limits.screens, source())
    if refused is not None:
        return refused
    opened, now = _opened(body), services().clock.now()
    seconds = max(1, math.ceil((opened.expires_at - now).total_seconds()))
    answer = as_answer({"code": opened.code, "expires_at": instant(opened.expires_at), "seconds": seconds})
    answer.status_code = 201
    return answer


@blueprint.post("/pairings/check")
@operation(ANYONE, body=CheckPairingBody, answers={200: ProgressAnswer, 403: ProblemAnswer})
def check(body: CheckPairingBody) -> Response:
    """How far the pairing of this screen is; once confirmed, the answer makes the browser the device."""
    refused = refuse_foreign()
    if refused is not None:
        return refused
    asked = check_pairing(services().database, body.secret, services().clock.now())
    paired = asked.progress is Progress.PAIRED
    answer = as_answer(
        {"state": asked.progress, "url": f"/{asked.kind}/{asked.location}" if paired else None}
    )
    if paired:
        remember_token(answer, asked.kind, asked.location, body.secret)
    return answer


@blueprint.get(_CODE)
@operation(COORDINATORS, answers={200: FoundPairing, 409: ProblemAnswer, 429: ProblemAnswer})
def find(location: str, code: str) -> Mapping[str, Any] | Response:
    """Which screen of the location shows the code now."""
    held = hold_back(services().limits.wrong_codes, principal().name)
    if held is not None:
        return held
    here, now = head_at(location).setup.id, services().clock.now()
    try:
        with services().database.read() as session:
            found = pairing_at(session, here, code, now)
    except Refusal as refusal:
        _count_wrong(refusal.code)
        raise
    return {"code": found.code, "kind": found.kind, "expires_at": instant(found.expires_at)}


@blueprint.post(_CODE, provide_automatic_options=False)  # those of the reading are the same
@operation(
    COORDINATORS,
    body=DeviceBody,
    answers={201: DeviceSetAnswer, 429: ProblemAnswer},
    keyed=Keyed(required=False),
)
def confirm(location: str, code: str, body: DeviceBody) -> Done | Response:
    """Make the screen that shows the code a device of the location. A code confirms once."""
    held = hold_back(services().limits.wrong_codes, principal().name)
    if held is not None:
        return held

    def work(turn: Turn) -> Mapping[str, Any]:
        device = confirm_pairing(turn, code, setting_of(body))
        note(turn.session, What.DEVICE_PAIRED, f"device:{device.id}", location, kind=device.kind)
        return {"rev": turn.rev, "id": device.id}

    done = run_command(location, work, 201)
    _count_wrong(done.body.get("code"))
    return done


def _opened(body: OpenPairingBody) -> Opened:
    now = services().clock.now()

    def transaction(session: Session) -> Opened:
        return open_pairing(session, Role(body.kind), body.location, body.secret, now)

    try:
        return services().database.run(transaction)
    except IntegrityError:  # the same screen asked twice at one moment, or two got the same code
        return services().database.run(transaction)


def _count_wrong(code: str | None) -> None:
    if code == Code.UNKNOWN_PAIRING:
        services().limits.wrong_codes.note(principal().name)
