"""Being told of the call while the phone's page is closed, or no longer; nothing of it where push is off."""

from flask import Blueprint, Response, abort

from models.push.address import Browser, address_of, check_keys
from models.push.wish import take_back, wish
from models.views.holder import find_held
from web.access import ANYONE
from web.api.body import PushBody
from web.api.shape import ProblemAnswer
from web.operation import Keyed, operation
from web.services import services
from web.stranger import count_try, refuse_foreign, source

blueprint = Blueprint("api_push", __name__, url_prefix="/api/v1")

_KEYED = Keyed(required=False)
"""Doing either twice is doing it once, so no answer is kept under a key."""


@blueprint.before_request
def _only_where_it_is_on() -> None:
    if services().push.signer is None:
        abort(404)


@blueprint.post("/tickets/<token>/push")
@operation(
    ANYONE,
    body=PushBody,
    answers={204: None, 403: ProblemAnswer, 409: ProblemAnswer, 429: ProblemAnswer},
    keyed=_KEYED,
)
def be_told(token: str, body: PushBody) -> Response:
    """Tell this browser of each call, and once that the turn comes next; one browser for a ticket."""
    refused = refuse_foreign() or count_try(services().limits.pushes, source())
    if refused is not None:
        return refused
    now, database = services().clock.now(), services().database
    with database.read() as session:
        ticket = find_held(session, token, now)[1]
    browser = Browser(body.endpoint, body.key, body.auth)
    address_of(browser.endpoint, services().push.services)
    check_keys(browser)
    database.run(lambda session: wish(session, ticket.id, browser, body.language, now))
    return Response(status=204)


@blueprint.delete("/tickets/<token>/push")
@operation(ANYONE, answers={204: None, 403: ProblemAnswer}, keyed=_KEYED)
def be_told_no_more(token: str) -> Response:
    """Tell nobody any more; also when nobody was to be told."""
    refused = refuse_foreign()
    if refused is not None:
        return refused
    with services().database.read() as session:
        ticket = find_held(session, token, services().clock.now())[1]
    services().database.run(lambda session: take_back(session, ticket.id))
    return Response(status=204)
