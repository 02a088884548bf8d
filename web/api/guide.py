"""Guides: whether they receive visitors, and what they take and speak."""

from typing import Any

from flask import Blueprint

from models.actions.desk import be
from models.actions.guide import Profile, configure_guide
from models.views.guide import guide_profiles
from web.access import COORDINATORS, GUIDES, principal
from web.api.act import done_at
from web.api.body import GuideBody, PresenceBody
from web.api.shape import GuidesAnswer, NothingAnswer
from web.command import Done
from web.operation import Keyed, operation
from web.page import head_at
from web.services import services

blueprint = Blueprint("api_guide", __name__, url_prefix="/api/v1/locations/<location>")

_KEYED = Keyed(required=False)


@blueprint.post("/presence")
@operation(GUIDES, body=PresenceBody, answers={200: NothingAnswer}, keyed=_KEYED)
def be_present(location: str, body: PresenceBody) -> Done:
    """The caller receives visitors, takes a pause, or works in the back office; the desk stays theirs."""
    guide = principal().name
    return done_at(location, lambda turn: be(turn, guide, body.presence, body.reason))


@blueprint.get("/guides")
@operation(COORDINATORS, answers={200: GuidesAnswer})
def guides(location: str) -> list[dict[str, Any]]:
    """Who may work there, what they take and what they speak."""
    head = head_at(location)
    with services().database.read() as session:
        return guide_profiles(session, head)


@blueprint.post("/guides")
@operation(COORDINATORS, body=GuideBody, answers={200: NothingAnswer}, keyed=_KEYED)
def configure(location: str, body: GuideBody) -> Done:
    """Say what a guide takes and speaks there."""
    own = None if body.own is None else tuple(body.own)
    profile = Profile(own, tuple(body.also), tuple(body.languages))
    return done_at(location, lambda turn: configure_guide(turn, body.guide, profile))
