"""Guides take a desk and leave it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from models.actions.desk import leave_desk, take_desk
from models.log import Turn
from web.access import GUIDES, principal
from web.api.body import EmptyBody
from web.api.shape import DeskAnswer
from web.command import Done, run_command
from web.operation import Keyed, operation

blueprint = Blueprint("api_desk", __name__, url_prefix="/api/v1/locations/<location>/desks")


@blueprint.post("/<desk>/take")
@operation(GUIDES, body=EmptyBody, answers={200: DeskAnswer}, keyed=Keyed(required=False))
def take(location: str, desk: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Be available at a desk; any other desk is left."""
    guide = principal().name

    def work(turn: Turn) -> Mapping[str, Any]:
        take_desk(turn, guide, desk)
        return {"location": location, "desk": desk, "guide": guide}

    return run_command(location, work)


@blueprint.post("/leave")
@operation(GUIDES, body=EmptyBody, answers={200: DeskAnswer}, keyed=Keyed(required=False))
def leave(location: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Leave the desk; the guide is away."""
    guide = principal().name

    def work(turn: Turn) -> Mapping[str, Any]:
        leave_desk(turn, guide)
        return {"location": location, "desk": None, "guide": guide}

    return run_command(location, work)
