"""What kiosks ask for beside a number: numbers in advance, and a person who comes to help."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint

from models.access.principal import Proof
from models.actions.assistance import ask, come, end, end_at
from models.actions.block import Given, hand_in, lease
from models.log import Turn
from models.refusal import Code, Refusal
from models.tables import Assistance
from models.views.shape import instant
from models.views.ticket import ticket_view
from web.access import CONSOLE, KIOSKS, principal
from web.address import ticket_url
from web.api.body import EmptyBody
from web.api.kiosk_body import AssistanceBody, BlockBody, GivenBody
from web.api.kiosk_shape import AssistanceAnswer, BlockAnswer
from web.api.shape import TicketAnswer
from web.command import Done, run_command
from web.operation import Keyed, operation

blueprint = Blueprint("api_kiosk", __name__, url_prefix="/api/v1/locations/<location>")

_KEYED = Keyed(required=False)


@blueprint.post("/blocks")
@operation(KIOSKS, body=BlockBody, answers={201: BlockAnswer}, keyed=_KEYED)
def lease_block(location: str, body: BlockBody) -> Done:
    """Numbers in advance, for the kiosk to give while the server is away."""
    device = _device()

    def work(turn: Turn) -> Mapping[str, Any]:
        block = lease(turn, device, body.day)
        return {
            "block": block.id,
            "day": block.business_day.isoformat(),
            "series": block.series,
            "first": block.first,
            "last": block.last,
            "leased_at": instant(block.leased_at),
        }

    return run_command(location, work, status=201)


@blueprint.post("/tickets/given")
@operation(KIOSKS, body=GivenBody, answers={201: TicketAnswer}, keyed=Keyed(required=True))
def hand_in_ticket(location: str, body: GivenBody) -> Done:
    """A number that a kiosk gave while the server was away becomes a ticket, with its original time."""
    device = _device()
    given = Given(body.block, body.number, body.question_type, body.language, body.given_at, body.replaces)

    def work(turn: Turn) -> Mapping[str, Any]:
        ticket = hand_in(turn, device, given)
        return {
            **ticket_view(ticket, None),
            "token": ticket.token,
            "url": ticket_url(ticket),
            "paper": "none",
        }

    return run_command(location, work, status=201)


@blueprint.post("/assistance")
@operation(KIOSKS, body=AssistanceBody, answers={200: AssistanceAnswer}, keyed=_KEYED)
def ask_for_a_person(location: str, body: AssistanceBody) -> Done:
    """A visitor at the kiosk wants a person to come."""
    device = _device()
    return _told(location, lambda turn: ask(turn, device, body.language))


@blueprint.post("/assistance/end")
@operation(KIOSKS, body=EmptyBody, answers={200: AssistanceAnswer}, keyed=_KEYED)
def need_nobody(location: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """The visitor at the kiosk needs nobody any more, or is gone."""
    device = _device()
    return _told(location, lambda turn: end_at(turn, device))


@blueprint.post("/assistance/<int:assistance>/coming")
@operation(CONSOLE, body=EmptyBody, answers={200: AssistanceAnswer}, keyed=_KEYED)
def come_to_visitor(location: str, assistance: int, body: EmptyBody) -> Done:  # noqa: ARG001
    """The caller goes to the visitor who asked; the kiosk says so."""
    who = principal().name
    return _told(location, lambda turn: come(turn, _known(assistance), who))


@blueprint.post("/assistance/<int:assistance>/done")
@operation(CONSOLE, body=EmptyBody, answers={200: AssistanceAnswer}, keyed=_KEYED)
def end_assistance(location: str, assistance: int, body: EmptyBody) -> Done:  # noqa: ARG001
    """Somebody is with the visitor, or it was not needed."""
    return _told(location, lambda turn: end(turn, _known(assistance)))


def _told(location: str, act: Callable[[Turn], Assistance]) -> Done:
    def work(turn: Turn) -> Mapping[str, Any]:
        row = act(turn)
        waits = "asked" if row.coming is None else "coming"
        return {"id": row.id, "state": "ended" if row.ended_at else waits, "by": row.coming}

    return run_command(location, work)


def _known(assistance: int) -> int:
    """An id that a database's integer can hold."""
    if assistance >= 2**31:
        raise Refusal(Code.UNKNOWN_ASSISTANCE, "nobody asks for help there any more")
    return assistance


def _device() -> int:
    """The kiosk that calls; a key of another system is none.

    Raises:
        Refusal: `unknown_device`.
    """
    who = principal()
    if who.proof is not Proof.DEVICE:
        raise Refusal(Code.UNKNOWN_DEVICE, f"{who.name} is not a paired kiosk")
    return who.id
