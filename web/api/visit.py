"""What guides do with visits: call, talk, hold, send on, finish, and take a slip back."""

from flask import Blueprint, Response

from models.actions.calling import call, call_next, no_show, recall, return_to_line
from models.actions.conversation import Ending, begin_service, finish, start, take_over
from models.actions.hold import Target, hold, resume, transfer
from models.actions.undo import undo
from models.log import Turn
from models.tables import Ticket
from web.access import CONSOLE, GUIDES, principal
from web.api.act import at_visit, viewed
from web.api.body import (
    CallBody,
    DeskBody,
    FinishBody,
    HoldBody,
    SeenBody,
    ServiceBody,
    TakeOverBody,
    TransferBody,
)
from web.api.shape import TicketAnswer
from web.command import Done, run_command
from web.operation import Keyed, operation

blueprint = Blueprint("api_visit", __name__, url_prefix="/api/v1")

_KEYED = Keyed(required=False)
_TICKET = {200: TicketAnswer}


@blueprint.post("/locations/<location>/call-next")
@operation(GUIDES, body=DeskBody, answers={200: TicketAnswer, 204: None}, keyed=_KEYED)
def call_the_next(location: str, body: DeskBody) -> Done:
    """Call whoever is next for the caller to a desk; 204 when nobody waits for them."""
    guide = principal().name
    return run_command(location, viewed(lambda turn: call_next(turn, guide, body.desk)))


@blueprint.post("/visits/<int:visit>/call")
@operation(GUIDES, body=CallBody, answers=_TICKET, keyed=_KEYED)
def call_visit(visit: int, body: CallBody) -> Done | Response:
    """Call a certain visitor, out of order and with a reason; the log says so."""
    guide = principal().name
    return at_visit(visit, lambda turn: call(turn, visit, guide, body.desk, body.reason, body.seen_rev))


@blueprint.post("/visits/<int:visit>/recall")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def recall_visit(visit: int, body: SeenBody) -> Done | Response:
    """Announce a called visitor once more."""
    return at_visit(visit, lambda turn: recall(turn, visit, principal().guide, body.seen_rev))


@blueprint.post("/visits/<int:visit>/start")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def start_visit(visit: int, body: SeenBody) -> Done | Response:
    """The visitor is at the desk; the conversation begins."""
    return at_visit(visit, lambda turn: start(turn, visit, principal().guide, body.seen_rev))


@blueprint.post("/visits/<int:visit>/return")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def return_visit(visit: int, body: SeenBody) -> Done | Response:
    """Not there yet: back in the line, at the old place."""
    return at_visit(visit, lambda turn: return_to_line(turn, visit, principal().guide, body.seen_rev))


@blueprint.post("/visits/<int:visit>/no-show")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def no_show_visit(visit: int, body: SeenBody) -> Done | Response:
    """Called, and did not come."""
    return at_visit(visit, lambda turn: no_show(turn, visit, principal().guide, body.seen_rev))


@blueprint.post("/visits/<int:visit>/hold")
@operation(GUIDES, body=HoldBody, answers=_TICKET, keyed=_KEYED)
def hold_visit(visit: int, body: HoldBody) -> Done | Response:
    """The visitor does something first; the guide can call others meanwhile."""

    def act(turn: Turn) -> Ticket:
        return hold(turn, visit, principal().guide, body.minutes, body.note, body.seen_rev)

    return at_visit(visit, act)


@blueprint.post("/visits/<int:visit>/resume")
@operation(GUIDES, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def resume_visit(visit: int, body: SeenBody) -> Done | Response:
    """Go on with a visitor who was on hold, at the caller's desk."""
    return at_visit(visit, lambda turn: resume(turn, visit, principal().name, body.seen_rev))


@blueprint.post("/visits/<int:visit>/transfer")
@operation(GUIDES, body=TransferBody, answers=_TICKET, keyed=_KEYED)
def transfer_visit(visit: int, body: TransferBody) -> Done | Response:
    """Send a visitor on to another question, guide or desk; number and arrival stay."""
    target = Target(body.question_type, body.guide, body.desk)

    def act(turn: Turn) -> Ticket:
        return transfer(turn, visit, principal().guide, target, body.note, body.seen_rev)

    return at_visit(visit, act)


@blueprint.post("/visits/<int:visit>/service")
@operation(GUIDES, body=ServiceBody, answers=_TICKET, keyed=_KEYED)
def begin_another_question(visit: int, body: ServiceBody) -> Done | Response:
    """Another question in the same conversation; each has its own times."""
    ending = Ending(body.outcome, body.topics)

    def act(turn: Turn) -> Ticket:
        return begin_service(turn, visit, principal().guide, body.question_type, ending, body.seen_rev)

    return at_visit(visit, act)


@blueprint.post("/visits/<int:visit>/take-over")
@operation(GUIDES, body=TakeOverBody, answers=_TICKET, keyed=_KEYED)
def take_visit_over(visit: int, body: TakeOverBody) -> Done | Response:
    """Go on with a colleague's visitor."""
    who = principal().name
    return at_visit(visit, lambda turn: take_over(turn, visit, who, body.desk, body.seen_rev))


@blueprint.post("/visits/<int:visit>/finish")
@operation(GUIDES, body=FinishBody, answers=_TICKET, keyed=_KEYED)
def finish_visit(visit: int, body: FinishBody) -> Done | Response:
    """The conversation is over."""
    ending = Ending(body.outcome, body.topics, body.note)
    return at_visit(visit, lambda turn: finish(turn, visit, principal().guide, ending, body.seen_rev))


@blueprint.post("/visits/<int:visit>/undo")
@operation(CONSOLE, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def undo_last_step(visit: int, body: SeenBody) -> Done | Response:
    """Take back the caller's own last step with a visit, for as long as the region allows."""
    return at_visit(visit, lambda turn: undo(turn, visit, principal().guide, body.seen_rev))
