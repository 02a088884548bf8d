"""Tickets: given to visitors, and shown to who holds one."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, request

from models.access.principal import Proof, Role
from models.actions.issue import Wish, issue
from models.actions.visit import back, later, leave
from models.log import Turn
from models.printing.job import JobState
from models.tables import Ticket
from models.views.head import head_of
from models.views.printer import paper_view
from models.views.state import ticket_state
from models.views.ticket import ahead_of, find_by_token, ticket_view
from models.views.ticket import visitor_ticket as visitor_view
from web.access import ANYONE, ISSUERS, principal
from web.address import ticket_url
from web.api.body import EmptyBody, IssueBody
from web.api.printer_shape import PaperAnswer
from web.api.shape import TicketAnswer, VisitorTicketAnswer
from web.command import Done, dumps, run_command
from web.operation import Keyed, operation
from web.services import services

blueprint = Blueprint("api_ticket", __name__, url_prefix="/api/v1")


@blueprint.post("/locations/<location>/tickets")
@operation(ISSUERS, body=IssueBody, answers={201: TicketAnswer}, keyed=Keyed(required=True))
def issue_ticket(location: str, body: IssueBody) -> Done:
    """Give a visitor the next number; paper follows, and never holds this up."""
    who = principal()
    kiosk = who.id if who.role is Role.KIOSK and who.proof is Proof.DEVICE else None
    wish = Wish(body.question_type, body.language, body.printed, kiosk)

    def work(turn: Turn) -> Mapping[str, Any]:
        given = issue(turn, wish)
        ticket = given.ticket
        told = {"token": ticket.token or "", "url": ticket_url(ticket), "paper": _told(given.paper)}
        return {**ticket_view(ticket, given.ahead), **told}

    done = run_command(location, work, status=201)
    if done.fresh and body.printed:
        services().printers.wake()
    return done


def _told(paper: JobState | None) -> str:
    """How far the paper is, as whoever asked for it is told."""
    if paper is None:
        return "none"
    return "away" if paper is JobState.FAILED else "coming"


@blueprint.get("/tickets/<token>/paper")
@operation(ANYONE, answers={200: PaperAnswer})
def paper(token: str) -> Mapping[str, Any]:
    """How far the newest paper of the ticket is, so that a kiosk can say at once when none comes."""
    with services().database.read() as session:
        return paper_view(session, find_by_token(session, token).id)


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
