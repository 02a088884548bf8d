"""Joining the line from a poster, on a visitor's own phone; and the poster, for staff."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response

from models.actions.issue import Wish
from models.actions.join import check_poster, join, make_poster
from models.log import Turn
from models.refusal import Refusal
from models.views.head import head_of
from web.access import ANYONE, COORDINATORS
from web.address import join_url
from web.api.body import EmptyBody, JoinBody
from web.api.shape import PosterAnswer, ProblemAnswer, TicketAnswer
from web.api.ticket import issued_view
from web.command import Done, answered_before, run_command
from web.operation import Keyed, operation
from web.services import services
from web.stranger import count_try, refuse_foreign, source

blueprint = Blueprint("api_join", __name__, url_prefix="/api/v1/locations/<location>")


@blueprint.post("/join")
@operation(
    ANYONE,
    body=JoinBody,
    answers={201: TicketAnswer, 403: ProblemAnswer, 429: ProblemAnswer},
    keyed=Keyed(required=True),
)
def join_the_line(location: str, body: JoinBody) -> Done | Response:
    """Give a number to who has read the poster at the door, by the rules of the kiosk."""
    return joined(location, body)


def joined(location: str, body: JoinBody, press: str | None = None) -> Done | Response:
    """Let a visitor join, or say why not.

    Only a press with the key of the poster takes a turn at the location; any other is looked up, counted and
    refused. A press that was answered today is answered again, and not counted.

    Args:
        location: where.
        body: what the visitor asks for.
        press: the Idempotency-Key where it stands in a form; None: in the request's header.

    Raises:
        Refusal: `unknown_poster`, `unknown_location`; and as `web.command.run_command`.
    """
    refused = refuse_foreign()
    if refused is not None:
        return refused
    limits, now = services().limits, services().clock.now()
    try:
        with services().database.read() as session:
            head = head_of(session, location, now)
            visitor = f"join:{head.day}"  # whose answers are kept while there is no ticket: today's
            earlier = answered_before(session, visitor, press)
            if earlier is not None:
                return earlier
            check_poster(session, head.setup, body.key)
    except Refusal:
        refused = count_try(limits.wrong_posters, source())
        if refused is not None:
            return refused
        raise
    refused = count_try(limits.joins, f"{location} {source()}")
    if refused is not None:
        return refused
    wish = Wish(body.question_type, body.language, printed=False, by_phone=True)
    return run_command(
        location, lambda turn: issued_view(join(turn, body.key, wish)), 201, visitor=visitor, press=press
    )


@blueprint.post("/poster")
@operation(COORDINATORS, body=EmptyBody, answers={201: PosterAnswer}, keyed=Keyed(required=False))
def make_a_poster(location: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """A new poster: every older one is worthless at once."""

    def work(turn: Turn) -> Mapping[str, Any]:
        return {"rev": turn.rev, "url": join_url(location, make_poster(turn))}

    return run_command(location, work, 201)
