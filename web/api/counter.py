"""What the host at the door does with visits, and every guide too: put right, pause, close, bring back."""

from flask import Blueprint, Response

from models.actions.fetch import wish_fetch
from models.actions.question import Change, change
from models.actions.remark import note
from models.actions.visit import back, cancel, later, merge, reinstate, reprint
from web.access import CONSOLE
from web.api.act import at_visit
from web.api.body import CancelBody, ChangeBody, FetchVisitBody, MergeBody, NoteBody, SeenBody
from web.api.shape import TicketAnswer
from web.command import Done
from web.operation import Keyed, operation
from web.services import services

blueprint = Blueprint("api_counter", __name__, url_prefix="/api/v1/visits/<int:visit>")

_KEYED = Keyed(required=False)
_TICKET = {200: TicketAnswer}


@blueprint.post("/cancel")
@operation(CONSOLE, body=CancelBody, answers=_TICKET, keyed=_KEYED)
def cancel_visit(visit: int, body: CancelBody) -> Done | Response:
    """The visitor does not want to wait any more."""
    return at_visit(visit, lambda turn: cancel(turn, visit, body.reason, body.seen_rev))


@blueprint.post("/reinstate")
@operation(CONSOLE, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def reinstate_visit(visit: int, body: SeenBody) -> Done | Response:
    """A late-comer, or somebody closed by mistake, is back at the old place."""
    return at_visit(visit, lambda turn: reinstate(turn, visit, body.seen_rev))


@blueprint.post("/change")
@operation(CONSOLE, body=ChangeBody, answers=_TICKET, keyed=_KEYED)
def change_visit(visit: int, body: ChangeBody) -> Done | Response:
    """Put right question, language or priority; number and place stay."""
    wanted = Change(body.question_type, body.language, body.priority)
    return at_visit(visit, lambda turn: change(turn, visit, wanted, body.seen_rev))


@blueprint.post("/later")
@operation(CONSOLE, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def postpone_visit(visit: int, body: SeenBody) -> Done | Response:
    """The visitor needs a moment: others go first, the place is kept."""
    return at_visit(visit, lambda turn: later(turn, visit, body.seen_rev))


@blueprint.post("/back")
@operation(CONSOLE, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def visitor_is_back(visit: int, body: SeenBody) -> Done | Response:
    """The visitor is ready again."""
    return at_visit(visit, lambda turn: back(turn, visit, body.seen_rev))


@blueprint.post("/fetch")
@operation(CONSOLE, body=FetchVisitBody, answers=_TICKET, keyed=_KEYED)
def fetch_visitor(visit: int, body: FetchVisitBody) -> Done | Response:
    """The visitor wants to be fetched in person when it is their turn, or no longer."""
    return at_visit(visit, lambda turn: wish_fetch(turn, visit, body.wished, body.seen_rev))


@blueprint.post("/merge")
@operation(CONSOLE, body=MergeBody, answers=_TICKET, keyed=_KEYED)
def merge_visit(visit: int, body: MergeBody) -> Done | Response:
    """The number is a double: it goes, the other keeps the earlier place, and is the answer."""
    return at_visit(visit, lambda turn: merge(turn, visit, body.into, body.seen_rev))


@blueprint.post("/note")
@operation(CONSOLE, body=NoteBody, answers=_TICKET, keyed=_KEYED)
def note_visit(visit: int, body: NoteBody) -> Done | Response:
    """Words for colleagues; gone when the day is over."""
    return at_visit(visit, lambda turn: note(turn, visit, body.text, body.seen_rev))


@blueprint.post("/reprint")
@operation(CONSOLE, body=SeenBody, answers=_TICKET, keyed=_KEYED)
def reprint_visit(visit: int, body: SeenBody) -> Done | Response:
    """The ticket on paper once more; paper follows, and never holds this up."""
    done = at_visit(visit, lambda turn: reprint(turn, visit, body.seen_rev))
    services().printers.wake()
    return done
