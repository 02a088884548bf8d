"""People: invite, change role and place, let back in, leave.

A link that lets somebody in is in the answer and nowhere else, so these commands keep no answer to repeat:
each is safe to send twice by itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from config.address import base_url
from models.access.membership import places_of
from models.access.principal import Place
from models.access.staffing import (
    INVITED_FOR,
    change_places,
    come_back,
    invite,
    invite_again,
    leave,
)
from models.actions.desk import vacate
from models.audit.what import What
from models.refusal import Code, Refusal
from models.tables import Person
from models.views.people import PersonView, people_for, person_view
from models.views.shape import instant
from web.access import STAFFING, principal
from web.api.body import EmptyBody
from web.api.people_shape import (
    InvitationAnswer,
    InviteAgainBody,
    InviteBody,
    PeopleAnswer,
    PersonAnswer,
    PlacesBody,
    places_in,
)
from web.api.shape import ProblemAnswer
from web.audited import note
from web.operation import as_answer, operation
from web.services import services

blueprint = Blueprint("api_people", __name__, url_prefix="/api/v1/people")

_LARGEST_ID = 2**31 - 1
"""What a database's integer can hold; no person has it."""


@blueprint.get("")
@operation(STAFFING, answers={200: PeopleAnswer})
def people() -> Mapping[str, Any]:
    """Everybody with a role at a location of the caller: which, where, and when they were last seen."""
    with services().database.read() as session:
        found = people_for(session, principal())
    return {"people": found, "now": instant(services().clock.now())}


@blueprint.post("", provide_automatic_options=False)  # those of the reading are the same
@operation(STAFFING, body=InviteBody, answers={201: InvitationAnswer, 409: ProblemAnswer})
def invite_person(body: InviteBody) -> Response:
    """Invite somebody; the link is good once, for 72 hours, and shown this time only."""
    who, now, places = principal(), services().clock.now(), places_in(body.places)

    def work(session: Session) -> tuple[PersonView, str]:
        person, secret = invite(session, who, body.name, places, now)
        note(session, What.PERSON_INVITED, f"person:{person.id}", roles=len(places))
        return _view(session, person), secret

    try:
        view, secret = services().database.run(work)
    except IntegrityError as error:  # two invited the same name at one moment
        raise Refusal(Code.NAME_TAKEN, f"{body.name!r} exists already") from error
    return _invitation(view, secret, 201)


@blueprint.post("/<int:person>/invite")
@operation(STAFFING, body=InviteAgainBody, answers={200: InvitationAnswer, 409: ProblemAnswer})
def invite_person_again(person: int, body: InviteAgainBody) -> Response:
    """A new link for who cannot get in: password, PIN and sessions end; the second step too if so wished."""
    who, now = principal(), services().clock.now()

    def work(session: Session) -> tuple[PersonView, str]:
        found, secret = invite_again(session, who, _id(person), now, factor_too=body.second_factor)
        note(session, What.PERSON_INVITED_AGAIN, f"person:{found.id}", second_factor=body.second_factor)
        return _view(session, found), secret

    view, secret = services().database.run(work)
    services().broadcaster.cut()
    return _invitation(view, secret, 200)


@blueprint.post("/<int:person>/places")
@operation(STAFFING, body=PlacesBody, answers={200: PersonAnswer, 409: ProblemAnswer})
def change_person(person: int, body: PlacesBody) -> Mapping[str, Any]:
    """Give a person exactly these roles; who loses one, or gains a stronger one, signs in anew."""
    who, places = principal(), places_in(body.places)

    def work(session: Session) -> PersonView:
        found = change_places(session, who, _id(person), places, body.seen_rev)
        given = " ".join(f"{place.role}@{place.location or '*'}" for place in places)
        note(session, What.PLACES_CHANGED, f"person:{found.id}", places=given)
        return _view(session, found)

    view = services().database.run(work)
    services().broadcaster.cut()
    _clear_desk(view["name"], places)
    return view


@blueprint.post("/<int:person>/leave")
@operation(STAFFING, body=EmptyBody, answers={200: PersonAnswer, 409: ProblemAnswer})
def leave_person(person: int, body: EmptyBody) -> Mapping[str, Any]:  # noqa: ARG001  (the body is empty)
    """Somebody leaves: sessions, sockets, password, PIN and second step end now, the name after its term."""
    who, now = principal(), services().clock.now()

    def work(session: Session) -> PersonView:
        found = leave(session, who, _id(person), now)
        note(session, What.PERSON_LEFT, f"person:{found.id}")
        return _view(session, found)

    view = services().database.run(work)
    services().broadcaster.cut()
    _clear_desk(view["name"], ())
    return view


@blueprint.post("/<int:person>/return")
@operation(STAFFING, body=EmptyBody, answers={200: InvitationAnswer, 409: ProblemAnswer})
def return_person(person: int, body: EmptyBody) -> Response:  # noqa: ARG001  (the body is empty)
    """Leaving was a slip: back with the same roles, and in by a new link."""
    who, now = principal(), services().clock.now()

    def work(session: Session) -> tuple[PersonView, str]:
        found, secret = come_back(session, who, _id(person), now)
        note(session, What.PERSON_RETURNED, f"person:{found.id}")
        return _view(session, found), secret

    view, secret = services().database.run(work)
    return _invitation(view, secret, 200)


def _id(person: int) -> int:
    return min(person, _LARGEST_ID)


def _view(session: Session, person: Person) -> PersonView:
    session.flush()
    return person_view(session, principal(), person, places_of(session, person.id))


def _invitation(view: PersonView, secret: str, status: int) -> Response:
    path = f"/staff/invitation/{secret}"
    told = {
        "person": view,
        "url": base_url(services().settings) + path,
        "path": path,
        "expires_at": instant(services().clock.now() + INVITED_FOR),
    }
    answer = as_answer(told)
    answer.status_code = status
    return answer


def _clear_desk(name: str, places: Iterable[Place]) -> None:
    """Nobody sits where they may not be any more; who has a visitor stays until a colleague takes over."""
    who, now = principal().name, services().clock.now()
    left = services().database.run(lambda session: vacate(session, name, places, who, now))
    if left is not None:
        services().broadcaster.mark(left)
