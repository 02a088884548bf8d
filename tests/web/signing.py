"""Signing in at the form, as a person does it in a browser."""

import re

from werkzeug.test import TestResponse

from models.access.person import hash_password
from models.access.principal import Role
from tests.web.site import QUEUE, Caller, Site

PASSWORD, OTHER = "een lang wachtwoord", "nog een lang wachtwoord"
SESSION = "inloop_session"


def browser_of(site: Site, name: str, *, must_change: bool = False) -> Caller:
    """A browser at which nobody has signed in, and an account of that name with PASSWORD."""
    site.person(name, Role.GUIDE, password_hash=hash_password(PASSWORD), must_change=must_change)
    return site.anonymous()


def sign_in(
    who: Caller, name: str = "Yusuf", password: str = PASSWORD, to: str = "", **headers: str
) -> TestResponse:
    """Send the form."""
    form = {"name": name, "password": password, "next": to}
    return who.ask("POST", "/staff/sign-in", data=form, headers=headers)


def csrf_of(who: Caller) -> str:
    """The CSRF token that the session's own forms carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', who.get("/staff/password").text)
    assert found
    return found[1]


def session_of(who: Caller) -> str | None:
    """The session's id, as the browser keeps it."""
    cookie = who.client.get_cookie(SESSION)
    return cookie.value if cookie else None


def may_see(who: Caller) -> bool:
    """Whether the browser gets what only staff get."""
    return who.get(QUEUE).status_code == 200
