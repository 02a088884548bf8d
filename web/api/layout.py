"""How a ticket looks on paper: read, tried on an exact preview, and made the region's."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from flask import Blueprint, Response
from pydantic import BaseModel, Field

from config.ticket import DEFAULT_LAYOUT, TicketLayout
from models.audit.what import What
from models.configuration import load_region, lock_region
from models.refusal import Code, Refusal
from models.setup import document_of
from printer.paper import preview
from web.access import ADMINISTRATORS, COORDINATORS, principal
from web.api.body import Body, Identifier, Language
from web.audited import note
from web.operation import operation
from web.page import head_at
from web.printing.words import sample_text
from web.problem import Problem, problem_response
from web.services import services

blueprint = Blueprint("api_layout", __name__, url_prefix="/api/v1/ticket-layout")


class LayoutBody(Body):
    """A layout to be in force."""

    layout: TicketLayout


class PreviewBody(LayoutBody):
    """A layout to be shown, for one language and one width in dots; `long` with every line that may come."""

    language: Language
    width: Literal[576, 384]
    location: Identifier
    long: Annotated[bool, Field(description="a ticket with every line that may come")] = False


class LayoutAnswer(BaseModel):
    """The layout in force, the one that Inloop begins with, and the languages a ticket can be in."""

    layout: dict[str, Any]
    default: dict[str, Any]
    languages: list[str]


class ChangedAnswer(BaseModel):
    """Ids of the locations for which the layout is new."""

    changed: list[str]


@blueprint.get("")
@operation(COORDINATORS, answers={200: LayoutAnswer})
def layout() -> Mapping[str, Any]:
    """The layout in force."""
    with services().database.read() as session:
        document = document_of(session)
    if document is None:
        raise Refusal(Code.UNKNOWN_LOCATION, "no region was loaded yet")
    return {
        "layout": document.ticket.model_dump(mode="json"),
        "default": DEFAULT_LAYOUT.model_dump(mode="json"),
        "languages": list(document.region.languages),
    }


@blueprint.post("/preview")
@operation(COORDINATORS, body=PreviewBody, answers={200: None})
def show(body: PreviewBody) -> Response:
    """The paper as a picture, decoded back from the very bytes of the job."""
    head = head_at(body.location)
    text = sample_text(head, body.language, full=body.long)
    try:
        picture = services().offload(lambda: preview(text, body.width, body.layout))
    except ValueError as error:
        return problem_response(
            Problem.INVALID, str(error), errors=[{"place": "layout", "message": str(error)}]
        )
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "no-store"})


@blueprint.post("", provide_automatic_options=False)  # those of the reading are for more people
@operation(ADMINISTRATORS, body=LayoutBody, answers={200: ChangedAnswer})
def save(body: LayoutBody) -> Mapping[str, Any]:
    """Make a layout the region's; the newest counts, and the same again changes nothing."""
    who, now = principal().name, services().clock.now()

    def work(session: Any) -> tuple[str, ...]:
        lock_region(session)
        document = document_of(session)
        if document is None:
            raise Refusal(Code.UNKNOWN_LOCATION, "no region was loaded yet")
        changed = load_region(session, document.model_copy(update={"ticket": body.layout}), who, now).changed
        if changed:
            note(session, What.LAYOUT_CHANGED)
        return changed

    changed = services().database.run(work)
    for location in changed:
        services().broadcaster.mark(location)
    return {"changed": list(changed)}
