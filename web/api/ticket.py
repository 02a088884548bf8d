"""Tickets: given to visitors, and shown to who holds one."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, request
from pydantic import BaseModel

from models.access.principal import Proof, Role
from models.actions.fetch import wish_fetch
from models.actions.issue import Issued, Wish, issue
from models.actions.visit import back, later, leave
from models.log import Turn
from models.printing.job import JobState
from models.tables import Ticket
from models.views.expected import wait_of
from models.views.head import head_of
from models.views.holder import find_held, held_state
from models.views.printer import paper_view
from models.views.ticket import ahead_of, ticket_view
from models.views.ticket import visitor_ticket as visitor_view
from web.access import ANYONE, ISSUERS, principal
from web.address import ticket_url
from web.api.body import EmptyBody, FetchBody, IssueBody
from web.api.printer_shape import PaperAnswer
from web.api.shape import ProblemAnswer, TicketAnswer, VisitorTicketAnswer
from web.command import Done, dumps, run_command
from web.operation import Keyed, operation
from web.services import services
from web.stranger import count_try

blueprint = Blueprint("api_ticket", __name__, url_prefix="/api/v1")

_HELD: Mapping[int, type[BaseModel]] = {200: VisitorTicketAnswer, 429: ProblemAnswer}


@blueprint.post("/locations/<location>/tickets")
@operation(ISSUERS, body=IssueBody, answers={201: TicketAnswer}, keyed=Keyed(required=True))
def issue_ticket(location: str, body: IssueBody) -> Done:
    """Give a visitor the next number; paper follows, and never holds this up."""
    who = principal()
    kiosk = who.id if who.role is Role.KIOSK and who.proof is Proof.DEVICE else None
    wish = Wish(body.question_type, body.language, body.printed, kiosk, fetch=body.fetch)
    done = run_command(location, lambda turn: issued_view(issue(turn, wish)), status=201)
    if done.fresh and body.printed:
        services().printers.wake()
    return done


def issued_view(given: Issued) -> Mapping[str, Any]:
    """A number that was just given, as whoever asked for it is told."""
    ticket = given.ticket
    told = {"token": ticket.token or "", "url": ticket_url(ticket), "paper": _told(given.paper)}
    return {**ticket_view(ticket, given.ahead, given.wait), **told}


def _told(paper: JobState | None) -> str:
    """How far the paper is, as whoever asked for it is told."""
    if paper is None:
        return "none"
    return "away" if paper is JobState.FAILED else "coming"


@blueprint.get("/tickets/<token>/paper")
@operation(ANYONE, answers={200: PaperAnswer})
def paper(token: str) -> Mapping[str, Any]:
    """How far the newest paper of the ticket is, so that a kiosk can say at once when none comes."""
    now = services().clock.now()
    with services().database.read() as session:
        return paper_view(session, find_held(session, token, now)[1].id)


@blueprint.get("/tickets/<token>")
@operation(ANYONE, answers={200: VisitorTicketAnswer, 304: None})
def visitor_ticket(token: str) -> Response:
    """The ticket as its visitor may see it; ask again after `poll_after` seconds, with the ETag."""
    with services().database.read() as session:
        ticket, state = held_state(session, token, services().clock.now())
    body = dumps({**state["view"], "token": token, "url": ticket_url(ticket)})
    response = Response(body, mimetype="application/json")
    response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:20])
    response.headers["Cache-Control"] = "no-cache, private"
    return response.make_conditional(request)  # type: ignore[return-value]  # the stub names the parent class


@blueprint.post("/tickets/<token>/leave")
@operation(ANYONE, body=EmptyBody, answers=_HELD, keyed=Keyed(required=False))
def leave_the_line(token: str, body: EmptyBody) -> Done | Response:  # noqa: ARG001  (the body is empty)
    """The visitor leaves the line."""
    return _by_holder(token, leave)


@blueprint.post("/tickets/<token>/later")
@operation(ANYONE, body=EmptyBody, answers=_HELD, keyed=Keyed(required=False))
def let_others_go_first(token: str, body: EmptyBody) -> Done | Response:  # noqa: ARG001  (the body is empty)
    """The visitor needs a moment: others go first for some minutes, the place is kept."""
    return _by_holder(token, later)


@blueprint.post("/tickets/<token>/back")
@operation(ANYONE, body=EmptyBody, answers=_HELD, keyed=Keyed(required=False))
def be_back(token: str, body: EmptyBody) -> Done | Response:  # noqa: ARG001  (the body is empty)
    """The visitor is ready again."""
    return _by_holder(token, back)


@blueprint.post("/tickets/<token>/fetch")
@operation(ANYONE, body=FetchBody, answers=_HELD, keyed=Keyed(required=False))
def be_fetched(token: str, body: FetchBody) -> Done | Response:
    """The visitor would not hear or see the call and wants to be fetched in person, or no longer."""
    return _by_holder(token, lambda turn, ticket: wish_fetch(turn, ticket, body.wished, by="visitor"))


def _by_holder(token: str, act: Callable[[Turn, int], Ticket]) -> Done | Response:
    """A command of whoever holds the ticket; having its token is the right to it, some times a minute."""
    with services().database.read() as session:
        known = find_held(session, token, services().clock.now())[1]
    refused = count_try(services().limits.holders, str(known.id))
    if refused is not None:
        return refused

    def work(turn: Turn) -> Mapping[str, Any]:
        ticket = act(turn, known.id)
        head = head_of(turn.session, turn.setup.id, turn.at)
        ahead, wait = ahead_of(turn.session, head, ticket), wait_of(turn.session, head, ticket)
        view = visitor_view(head, ticket, ahead, wait)
        return {**view, "token": token, "url": ticket_url(ticket)}

    return run_command(known.location_id, work, visitor=known.id)
