"""Tickets: given to visitors, and shown to who holds one."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, request

from models.actions.issue import Wish, issue
from models.actions.visit import back, later, leave
from models.log import Turn
from models.tables import Ticket
from models.views.head import head_of
from models.views.state import ticket_state
from models.views.ticket import ahead_of, find_by_token, ticket_view
from models.views.ticket import visitor_ticket as visitor_view
from web.access import ANYONE, ISSUERS
from web.address import ticket_url
from web.api.body import EmptyBody, IssueBody
from web.api.shape import TicketAnswer, VisitorTicketAnswer
from web.command import Done, dumps, run_command
from web.operation import Keyed, operation
from web.paper import print_ticket
from web.services import services

blueprint = Blueprint("api_ticket", __name__, url_prefix="/api/v1")


@blueprint.post("/locations/<location>/tickets")
@operation(ISSUERS, body=IssueBody, answers={201: TicketAnswer}, keyed=Keyed(required=True))
def issue_ticket(location: str, body: IssueBody) -> Done:
    """Give a visitor the next number; paper follows, and never holds this up."""
    issued: list[tuple[Ticket, int]] = []

    def work(turn: Turn) -> Mapping[str, Any]:
        ticket, ahead = issue(turn, Wish(body.question_type, body.language, body.printed))
        issued[:] = [(ticket, ahead)]
        return {**ticket_view(ticket, ahead), "token": ticket.token or "", "url": ticket_url(ticket)}

    done = run_command(location, work, status=201)
    if done.fresh and done.given.status == 201 and body.printed:
        print_ticket(*issued[0])
    return done


@blueprint.get("/tickets/<token>")
@operation(ANYONE, answers={200: VisitorTicketAnswer, 304: None})
def visitor_ticket(token: str) -> Response:
    """The ticket as its visitor may see it; ask again after `poll_after` seconds, with the ETag."""
    with services().database.read() as session:
        ticket = find_by_token(session, token)
        view = ticket_state(session, ticket, services().clock.now())["view"]
    body = dumps({**view, "token": token, "url": ticket_url(ticket)})
    response = Response(body, mimetype="application/json")
    response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:20])
    response.headers["Cache-Control"] = "no-cache, private"
    return response.make_conditional(request)  # type: ignore[return-value]  # the stub names the parent class


@blueprint.post("/tickets/<token>/leave")
@operation(ANYONE, body=EmptyBody, answers={200: VisitorTicketAnswer}, keyed=Keyed(required=False))
def leave_the_line(token: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """The visitor leaves the line."""
    return _by_holder(token, leave)


@blueprint.post("/tickets/<token>/later")
@operation(ANYONE, body=EmptyBody, answers={200: VisitorTicketAnswer}, keyed=Keyed(required=False))
def let_others_go_first(token: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """The visitor needs a moment: others go first for some minutes, the place is kept."""
    return _by_holder(token, later)


@blueprint.post("/tickets/<token>/back")
@operation(ANYONE, body=EmptyBody, answers={200: VisitorTicketAnswer}, keyed=Keyed(required=False))
def be_back(token: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """The visitor is ready again."""
    return _by_holder(token, back)


def _by_holder(token: str, act: Callable[[Turn, int], Ticket]) -> Done:
    """A command of whoever holds the ticket; having its token is the right to it."""
    with services().database.read() as session:
        known = find_by_token(session, token)

    def work(turn: Turn) -> Mapping[str, Any]:
        ticket = act(turn, known.id)
        head = head_of(turn.session, turn.setup.id, turn.at)
        view = visitor_view(head, ticket, ahead_of(turn.session, head, ticket))
        return {**view, "token": token, "url": ticket_url(ticket)}

    return run_command(known.location_id, work, visitor=known.id)
