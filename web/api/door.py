"""The location itself: direct visitors, the paper roll, opening and closing, messages, help."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint

from models.access.principal import Role
from models.actions.direct import call_paper, set_roll, walk_direct
from models.actions.door import close, go_away, reopen
from models.actions.guide import call_help, come_to_help, end_help
from models.actions.issue import Wish
from models.actions.remark import remove_message, show_message
from models.log import Turn
from models.refusal import Code, Refusal
from web.access import CONSOLE, COORDINATORS, GUIDES, principal
from web.api.act import done_at, viewed
from web.api.body import (
    AwayBody,
    CloseBody,
    DeskBody,
    DirectBody,
    EmptyBody,
    HelpComingBody,
    HelpEndBody,
    MessageBody,
    OpenBody,
    RollBody,
)
from web.api.shape import MessageAnswer, NothingAnswer, TicketAnswer
from web.command import Done, run_command
from web.operation import Keyed, operation

blueprint = Blueprint("api_door", __name__, url_prefix="/api/v1/locations/<location>")

_KEYED = Keyed(required=False)
_DONE = {200: NothingAnswer}
_LARGEST_ID = 2**31 - 1


@blueprint.post("/walk-direct")
@operation(CONSOLE, body=DirectBody, answers={201: TicketAnswer}, keyed=Keyed(required=True))
def walk_straight_in(location: str, body: DirectBody) -> Done:
    """A visitor goes straight to a desk: the conversation starts at once, and counts."""
    guide = principal().name if principal().role is Role.GUIDE else None
    wish = Wish(body.question_type, body.language, printed=False)
    return run_command(location, viewed(lambda turn: walk_direct(turn, guide, body.desk, wish)), 201)


@blueprint.post("/call-paper")
@operation(GUIDES, body=DeskBody, answers={201: TicketAnswer}, keyed=Keyed(required=True))
def call_paper_number(location: str, body: DeskBody) -> Done:
    """Call the next number of the paper roll; its visitor counts from here."""
    guide = principal().name
    return run_command(location, viewed(lambda turn: call_paper(turn, guide, body.desk)), 201)


@blueprint.post("/paper-roll")
@operation(CONSOLE, body=RollBody, answers=_DONE, keyed=_KEYED)
def use_paper_roll(location: str, body: RollBody) -> Done:
    """Begin, set or end the use of a paper roll while the kiosk is out of order."""
    return done_at(location, lambda turn: set_roll(turn, body.next, body.last))


@blueprint.post("/close")
@operation(COORDINATORS, body=CloseBody, answers=_DONE, keyed=_KEYED)
def close_location(location: str, body: CloseBody) -> Done:
    """Close unexpectedly; kiosk, display and phones say so."""
    return done_at(location, lambda turn: close(turn, body.reason, body.helping, body.until))


@blueprint.post("/open")
@operation(COORDINATORS, body=OpenBody, answers=_DONE, keyed=_KEYED)
def open_location(location: str, body: OpenBody) -> Done:
    """Take a closing back, or open outside the hours."""
    return done_at(location, lambda turn: reopen(turn, body.until))


@blueprint.post("/away")
@operation(CONSOLE, body=AwayBody, answers=_DONE, keyed=_KEYED)
def go_away_for_a_while(location: str, body: AwayBody) -> Done:
    """Nobody is there for some minutes; numbers are given meanwhile."""
    return done_at(location, lambda turn: go_away(turn, body.minutes))


@blueprint.post("/messages")
@operation(COORDINATORS, body=MessageBody, answers={201: MessageAnswer}, keyed=Keyed(required=True))
def show_a_message(location: str, body: MessageBody) -> Done:
    """Words on the displays of the location."""

    def work(turn: Turn) -> Mapping[str, Any]:
        hours = turn.setup.hours
        until = hours.day_ends(turn.at)
        if body.minutes is not None:
            until = min(until, turn.at + timedelta(minutes=body.minutes))
        return {"id": show_message(turn, body.text, until)}

    return run_command(location, work, 201)


@blueprint.post("/messages/<int:message>/remove")
@operation(COORDINATORS, body=EmptyBody, answers=_DONE, keyed=_KEYED)
def remove_a_message(location: str, message: int, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Take a message off the displays."""
    if message > _LARGEST_ID:
        raise Refusal(Code.UNKNOWN_MESSAGE, f"there is no message {message}")
    return done_at(location, lambda turn: remove_message(turn, message))


@blueprint.post("/help")
@operation(CONSOLE, body=EmptyBody, answers=_DONE, keyed=_KEYED)
def ask_for_help(location: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Help is needed here, now: every console of the location shows where."""
    name = principal().name
    return done_at(location, lambda turn: call_help(turn, name))


@blueprint.post("/help/coming")
@operation(CONSOLE, body=HelpComingBody, answers=_DONE, keyed=_KEYED)
def come_to_the_help(location: str, body: HelpComingBody) -> Done:
    """The caller is on the way to whoever asked for help."""
    who = principal().name
    return done_at(location, lambda turn: come_to_help(turn, body.guide, who))


@blueprint.post("/help/end")
@operation(CONSOLE, body=HelpEndBody, answers=_DONE, keyed=_KEYED)
def help_is_there(location: str, body: HelpEndBody) -> Done:
    """Somebody is there, or it is not needed any more."""
    name = body.guide or principal().name
    return done_at(location, lambda turn: end_help(turn, name))
