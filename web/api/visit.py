"""What guides do with visits."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response

from models.actions.calling import call_next, no_show, recall, return_to_line
from models.actions.conversation import finish, start
from models.actions.move import location_of
from models.log import Turn
from models.refusal import Code, Refusal
from models.tables import Ticket
from models.views.head import head_of
from models.views.ticket import ahead_of, ticket_view
from web.access import GUIDES, principal
from web.api.shape import CallBody, FinishBody, SeenBody, TicketAnswer
from web.command import Done, run_command
from web.operation import Keyed, operation
from web.problem import Problem, problem_response
from web.services import services

blueprint = Blueprint("api_visit", __name__, url_prefix="/api/v1")

_KEYED = Keyed(required=False)
_LARGEST_ID = 2**31 - 1
"""What a database's integer can hold; a larger one would be its error, not the caller's."""
_TICKET = {200: TicketAnswer}
Act = Callable[[Turn], Ticket]


@blueprint.post("/locations/<location>/call-next")
@operation(GUIDES, body=CallBody, answers={200: TicketAnswer, 204: None}, keyed=_KEYED)
def call_the_next(location: str, body: CallBody) -> Done:
    """Call whoever is next to a desk; 204 when nobody waits."""
    guide = principal().name
    return run_command(location, _viewed(lambda turn: call_next(turn, guide, body.desk)))


@blueprint.post("/visits/<int:visit>/recall")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def recall_visit(visit: int, body: SeenBody) -> Done | Response:
    """Announce a called visitor once more."""
    return _at_visit(visit, lambda turn: recall(turn, visit, principal().guide, body.seen_rev))


@blueprint.post("/visits/<int:visit>/start")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def start_visit(visit: int, body: SeenBody) -> Done | Response:
    """The visitor is at the desk; the conversation begins."""
    return _at_visit(visit, lambda turn: start(turn, visit, principal().guide, body.seen_rev))


@blueprint.post("/visits/<int:visit>/return")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def return_visit(visit: int, body: SeenBody) -> Done | Response:
    """Not there yet: back in the line, at the old place."""
    return _at_visit(visit, lambda turn: return_to_line(turn, visit, principal().guide, body.seen_rev))


@blueprint.post("/visits/<int:visit>/no-show")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def no_show_visit(visit: int, body: SeenBody) -> Done | Response:
    """Called, and did not come."""
    return _at_visit(visit, lambda turn: no_show(turn, visit, principal().guide, body.seen_rev))


@blueprint.post("/visits/<int:visit>/finish")
@operation(GUIDES, body=FinishBody, answers=_TICKET, keyed=_KEYED)
def finish_visit(visit: int, body: FinishBody) -> Done | Response:
    """The conversation is over."""
    who = principal().guide
    return _at_visit(visit, lambda turn: finish(turn, visit, who, body.outcome, body.topics, body.seen_rev))


def _at_visit(visit: int, act: Act) -> Done | Response:
    """Run a command at the location of the visit, if that is the caller's."""
    if visit > _LARGEST_ID:
        raise Refusal(Code.UNKNOWN_TICKET, f"there is no ticket {visit}")
    with services().database.read() as session:
        location = location_of(session, visit)
    if not principal().may_act_at(location):
        return problem_response(Problem.FORBIDDEN, f"{principal().name} may not act at {location}")
    return run_command(location, _viewed(act))


def _viewed(act: Act) -> Callable[[Turn], Mapping[str, Any]]:
    """The action, answering with the ticket as it became."""

    def work(turn: Turn) -> Mapping[str, Any]:
        ticket = act(turn)
        head = head_of(turn.session, turn.setup.id, turn.at)
        return ticket_view(ticket, ahead_of(turn.session, head, ticket))

    return work
