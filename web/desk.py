"""A shared desk: a computer at which colleagues take turns, each by their own PIN.

It becomes one by hand of a coordinator who sits at it, or by the token of `device add --kind desk`.
"""

from collections.abc import Sequence

from flask import Blueprint, make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from models.access.device import add_known, device_number, find_device
from models.access.person import verify
from models.access.pin import Colleague, colleagues_at, count_pin_try, pin_was_right
from models.access.principal import Principal, Role
from models.audit.what import What
from models.log import take_turn
from models.refusal import Code, Refusal
from models.views.place import location_heads
from realtime.browser import DESK_COOKIE, cookie_name, desk_of
from web.access import ANYONE, COORDINATORS, Access, principal, who_may
from web.audited import note
from web.language import staff_words
from web.oidc.words import ways_in
from web.origin import same_origin
from web.problem import Problem, problem_response
from web.renewal import Jar, forget_before, hold, keep, set_cookie
from web.services import services
from web.session import Proven, signed_in

blueprint = Blueprint("desk", __name__, url_prefix="/staff")

_MAKERS = Access(COORDINATORS.roles, page=True, whole=True)
_LONGEST_ID = 9
_LONGEST_NAME = 40


def desk_here() -> Principal | None:
    """The shared desk that this browser is, if it is one."""
    found = find_device(services().database, desk_of()) if desk_of() else None
    return found if found is not None and found.role is Role.DESK else None


def colleagues_here() -> Sequence[Colleague]:
    """Who may switch by PIN at this desk now."""
    desk = desk_here()
    if desk is None:
        return []
    with services().database.read() as session:
        return colleagues_at(session, desk.id, services().clock.now())


@blueprint.post("/switch")
@who_may(ANYONE)
def switch() -> Response:
    """Go on as a colleague who gives their PIN; what the last one had open here ends."""
    if not same_origin():
        return problem_response(Problem.CSRF, "the request comes from another site")
    desk, typed = desk_here(), request.form.get("person", "")
    pin, now = request.form.get("pin", ""), services().clock.now()
    person_id = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_ID else 0
    if desk is None:
        return redirect("/staff/sign-in", 303)
    hashed = services().database.run(lambda session: count_pin_try(session, person_id, desk.id, now))
    if hashed is None or not services().offload(lambda: verify(hashed, pin)):
        if hashed is not None:
            services().database.run(
                lambda session: note(
                    session, What.PIN_REFUSED, f"person:{person_id}", desk.location, desk=desk.id
                )
            )
        return _not_switched(person_id)
    services().database.run(lambda session: pin_was_right(session, person_id))
    here = None if request.form.get("next") else f"/staff/{desk.location}"
    return signed_in(person_id, Proven(desk=desk.id), to=here)


@blueprint.get("/desk")
@who_may(_MAKERS)
def page() -> str:
    """What a shared desk is, and the button that makes this computer one."""
    return _form()


@blueprint.post("/desk")
@who_may(_MAKERS)
def make() -> Response:
    """Make this computer a shared desk of a location."""
    who, location = principal(), request.form.get("location", "")
    name = request.form.get("name", "").strip()[:_LONGEST_NAME] or "Plek"
    if not who.may_act_at(location) or who.at(location).role not in (COORDINATORS.roles or ()):
        raise Refusal(Code.UNKNOWN_LOCATION, "that location is not yours")
    now = services().clock.now()

    def work(session: Session) -> str:
        token = add_known(take_turn(session, location, who.name, now), Role.DESK, name)
        note(session, What.DEVICE_PAIRED, f"device:{device_number(session, token)}", location, kind=Role.DESK)
        return token

    token = services().database.run(work)
    services().broadcaster.mark(location)
    response = redirect("/staff/desk?made=1", 303)
    _remember(response, token)
    return response


@blueprint.post("/desk/token")
@who_may(_MAKERS)
def take_token() -> Response:
    """The same by a token that was made at the machine itself."""
    found = find_device(services().database, request.form.get("token", "").strip())
    if found is None or found.role is not Role.DESK:
        wrong = staff_words().gettext("This token is not one of a desk. Look at it again.")
        return make_response(_form(wrong), 422)
    response = redirect("/staff/desk?made=1", 303)
    _remember(response, request.form["token"].strip())
    return response


@blueprint.post("/desk/end")
@who_may(_MAKERS)
def end() -> Response:
    """From now on this computer is nobody's desk; the device is put away on the page of the screens."""
    response = redirect("/staff/desk", 303)
    forget_before(response, _jar())
    response.delete_cookie(
        cookie_name(DESK_COOKIE), path="/", secure=request.is_secure, httponly=True, samesite="Strict"
    )
    return response


def renewed(response: Response) -> Response:
    """The sign-in page as answer: a desk whose token is due gets a new one with it."""
    held = hold(_jar())
    if held is not None and held.shown.kind == Role.DESK:
        keep(response, _jar(), held)
    return response


def _jar() -> Jar:
    return Jar(cookie_name(DESK_COOKIE), "/")


def _remember(response: Response, token: str) -> None:
    set_cookie(response, _jar().name, _jar().path, token)
    forget_before(response, _jar())


def _not_switched(person_id: int) -> Response:
    words, left = staff_words(), colleagues_here()
    again = any(colleague.id == person_id for colleague in left)
    wrong = (
        words.gettext("That PIN is not right. Try again, or sign in with your password.")
        if again
        else words.gettext("Your PIN does not work here now. Sign in with your password first.")
    )
    page = render_template(
        "web/sign_in.html",
        words=words,
        error=wrong,
        name="",
        next=request.values.get("next", ""),
        colleagues=left,
        person_id=person_id,
        **ways_in(services().settings),
    )
    return make_response(page, 401)


def _form(error: str | None = None) -> str:
    who, desk = principal(), desk_here()
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    roles = COORDINATORS.roles or frozenset()
    mine = [head for head in heads if who.may_act_at(head.setup.id) and who.at(head.setup.id).role in roles]
    return render_template(
        "web/desk.html",
        words=staff_words(),
        error=error,
        csrf=who.csrf,
        places=[(head.setup.id, head.setup.location.name) for head in mine],
        here=None if desk is None else desk.location,
        made="made" in request.args,
    )
