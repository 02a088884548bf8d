"""Who may call what. Denied unless declared: an endpoint without a declaration stops the start.

Order of a request: who is it (token, else session), may they call this endpoint, is the location
theirs, and is a change that rides on a cookie really from our own page.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, abort, g, redirect, request, url_for
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response as AnyResponse

from models.access.principal import STAFF_ROLES, Principal, Proof, Role
from models.access.session import Pending, find_session, touch_session
from models.unwritable import nothing_can_be_written
from realtime.browser import desk_of, from_here, session_of
from web.origin import is_here, same_origin
from web.problem import Problem, problem_response
from web.services import services

F = TypeVar("F", bound=Callable[..., Any])

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ATTRIBUTE = "inloop_access"


@dataclass(frozen=True)
class Access:
    """A declaration.

    Attributes:
        roles: who may; None is anybody, without being asked who they are.
        here: whether somebody at this very machine may too, without a role.
        page: whether a person who is not signed in is sent to the sign-in page.
        pending: what somebody may still have to do before the rest opens to them.
        own: whether it is about the account of whoever asks: no key has one.
        whole: whether a session that was begun by PIN is not enough.
    """

    roles: frozenset[Role] | None
    here: bool = False
    page: bool = False
    pending: frozenset[Pending] = frozenset()
    own: bool = False
    whole: bool = False


ANYONE = Access(None)
STAFF = Access(frozenset(STAFF_ROLES))
STAFF_PAGE = Access(frozenset(STAFF_ROLES), page=True)
CONSOLE = Access(frozenset({Role.GUIDE, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR}))
GUIDES = Access(frozenset({Role.GUIDE, Role.COORDINATOR, Role.ADMINISTRATOR}))
COORDINATORS = Access(frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}))
ADMINISTRATORS = Access(frozenset({Role.ADMINISTRATOR}))
ISSUERS = Access(frozenset({Role.KIOSK, Role.HOST, Role.GUIDE, Role.COORDINATOR, Role.ADMINISTRATOR}))
KIOSKS = Access(frozenset({Role.KIOSK}))
INSTALLERS = Access(frozenset({Role.ADMINISTRATOR}), here=True)
STAFFING = Access(COORDINATORS.roles, whole=True)
OWN = Access(STAFF.roles, own=True)
OWN_WHOLE = Access(STAFF.roles, own=True, whole=True)
"""What somebody proves themselves by is changed by who proved it fully, never after a PIN alone."""

_PENDING_PAGES = {
    Pending.CODE: "second_step.page",
    Pending.PASSWORD: "sign_in.password_page",
    Pending.ENROL: "second_step.enrol_page",
}


def who_may(access: Access) -> Callable[[F], F]:
    """Declare who may call the endpoint."""

    def declare(view: F) -> F:
        setattr(view, _ATTRIBUTE, access)
        return view

    return declare


def access_of(view: Callable[..., Any]) -> Access | None:
    """What was declared for the endpoint."""
    return getattr(view, _ATTRIBUTE, None)


def guard(app: Flask) -> None:
    """Check every request of *app*; call it after all endpoints are registered.

    Raises:
        RuntimeError: an endpoint declares nothing.
    """
    open_ended = sorted(name for name, view in app.view_functions.items() if access_of(view) is None)
    if open_ended:
        raise RuntimeError(f"these endpoints do not say who may call them: {', '.join(open_ended)}")
    app.before_request(_refuse_nul)
    app.before_request(_check)


def principal() -> Principal:
    """Who is calling; only for endpoints that ask for a role."""
    who = caller()
    if who is None:
        raise RuntimeError("this endpoint lets anybody in, so it may not ask who it is")
    return who


def caller() -> Principal | None:
    """Who is calling, if anybody said so."""
    _identify()
    who: Principal | None = g.inloop_principal
    return who


def _refuse_nul() -> None:
    """Nothing of ours has a NUL in its name, and PostgreSQL refuses even to look for it."""
    if "\0" in request.path:
        abort(404)


def _check() -> AnyResponse | None:
    access = access_of(services_view()) if request.endpoint else None
    if access is None or access.roles is None:
        return None
    who = caller()
    if _at_the_machine(access, who):
        return _refuse_foreign()
    if who is None or (g.inloop_pending is not None and g.inloop_pending not in access.pending):
        return _to_sign_in(access)
    location = (request.view_args or {}).get("location")
    refused = _refuse_role(access, who.among(access.roles)) if location is None else stand_at(location)
    refused = refused or _refuse_forged(who)
    if refused is None:
        _note_use(access)
    return refused


def stand_at(location: str) -> Response | None:
    """From here on whoever calls acts with the role that they have at the location; None: they may.

    For an endpoint whose address names the location this happens by itself, before it is called. Somebody at
    the machine itself needs no role where the endpoint says so.
    """
    access = access_of(services_view())
    if access is None or access.roles is None or _at_the_machine(access, caller()):
        return None
    who = principal()
    g.inloop_location = location
    if not who.may_act_at(location):
        return problem_response(Problem.FORBIDDEN, f"{who.name} may not act at {location}")
    return _refuse_role(access, who.at(location))


def _at_the_machine(access: Access, who: Principal | None) -> bool:
    """Whether somebody at this very machine asks, who may without a role."""
    return access.here and is_here() and (who is None or who.proof is Proof.SESSION)


def _refuse_role(access: Access, who: Principal) -> Response | None:
    """Refuse a role that may not; the rest of the request goes on with that role."""
    g.inloop_principal = who
    if who.role not in (access.roles or ()) or (access.own and who.proof is not Proof.SESSION):
        return problem_response(Problem.FORBIDDEN, f"a {who.role} with a {who.proof} may not do this")
    if access.whole and who.quick:
        return problem_response(Problem.FORBIDDEN, "sign in with your password to do this")
    return None


def services_view() -> Callable[..., Any]:
    """The view function of this request."""
    from flask import current_app

    view: Callable[..., Any] = current_app.view_functions[str(request.endpoint)]
    return view


def _identify() -> None:
    if hasattr(g, "inloop_principal"):
        return
    g.inloop_principal, g.inloop_pending, g.inloop_due = None, None, False
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    database, now = services().database, services().clock.now()
    if token and scheme.lower() == "bearer":
        g.inloop_principal = services().identify(token)
        return
    cookie = session_of()
    if not cookie:
        return
    with database.read() as session:
        found = find_session(session, cookie, now, desk=desk_of(), here=from_here())
    if found is not None:
        g.inloop_principal, g.inloop_pending, g.inloop_due = found


def _note_use(access: Access) -> None:
    """A command or a page is something that a person does; what scripts ask by themselves is not."""
    if g.inloop_due and (access.page or request.method not in _SAFE):
        who, now = principal(), services().clock.now()
        try:
            services().database.run(lambda session: touch_session(session, who, now))
        except DBAPIError as error:
            if not nothing_can_be_written(error):  # who only looks can go on
                raise


def pending() -> Pending | None:
    """What whoever calls has to do before the rest opens to them."""
    _identify()
    found: Pending | None = g.inloop_pending
    return found


def _to_sign_in(access: Access) -> AnyResponse:
    if not access.page:
        return problem_response(Problem.UNAUTHORISED, "give a key or token, or sign in")
    waits_for = pending()
    endpoint = "sign_in.page" if waits_for is None else _PENDING_PAGES[waits_for]
    back = request.full_path.rstrip("?") if request.method in _SAFE else "/staff/"
    return redirect(url_for(endpoint, next=back), 303)


def _refuse_forged(who: Principal) -> Response | None:
    """A browser sends its cookie along with a forged request too, but not the session's CSRF token."""
    if who.proof is not Proof.SESSION or request.method in _SAFE:
        return None
    given = request.headers.get("X-CSRF-Token") or request.form.get("csrf", "")
    if not hmac.compare_digest(given.encode(), who.csrf.encode()):
        return problem_response(Problem.CSRF, "the CSRF token is missing or not this session's")
    return _refuse_foreign()


def _refuse_foreign() -> Response | None:
    if request.method in _SAFE or same_origin():
        return None
    return problem_response(Problem.CSRF, "the request comes from another site")
