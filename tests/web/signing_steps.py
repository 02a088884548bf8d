"""The steps of signing in after the password, as a person does them in a browser."""

import re
from collections.abc import Mapping

import pyotp
from werkzeug.test import TestResponse

from models.access.person import hash_password, hash_short
from models.access.pin import set_pin
from models.access.principal import Role
from tests.web.signing import PASSWORD, sign_in
from tests.web.site import Caller, Site

CSRF = re.compile(r'name="csrf" value="([^"]+)"')
SECRET = re.compile(r'class="steps__secret" dir="ltr">([^<]+)<')
CODES = re.compile(r'<bdi dir="ltr">([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</bdi>')


def person_with_password(site: Site, name: str, role: Role, location: str | None = None) -> int:
    """An account with PASSWORD."""
    return site.person(name, role, location, password_hash=hash_password(PASSWORD))


def send(who: Caller, path: str, **fields: str) -> TestResponse:
    """Fill in the form of a page and send it, with the token that its page carries."""
    found = CSRF.search(who.get(path).text)
    form = fields | ({"csrf": found[1]} if found else {})
    return who.ask("POST", path, data=form)


def csrf(who: Caller) -> Mapping[str, str]:
    """The header with which this browser's scripts command."""
    found = re.search(r'"csrf": "([^"]+)"', who.get("/staff/account").text)
    assert found
    return {"X-CSRF-Token": found[1]}


def app_secret(who: Caller) -> str:
    """What the app reads while it is being set up."""
    found = SECRET.search(who.get("/staff/enrol").text)
    assert found
    return found[1].replace(" ", "")


def code_now(site: Site, secret: str) -> str:
    """What the app shows now."""
    return pyotp.TOTP(secret).at(site.world.clock.now())


def enrolled(site: Site, who: Caller) -> tuple[str, list[str]]:
    """Set up the app that this browser has to; its secret, and the recovery codes."""
    secret = app_secret(who)
    shown = send(who, "/staff/enrol", code=code_now(site, secret))
    assert shown.status_code == 200
    return secret, CODES.findall(shown.text)


def at_desk(site: Site, token: str) -> Caller:
    """A browser that is a shared desk."""
    browser = site.anonymous()
    browser.client.set_cookie("inloop_desk", token)
    return browser


def with_pin(site: Site, name: str, pin: str, location: str | None = "plein", role: Role = Role.GUIDE) -> int:
    """Somebody with PASSWORD and a PIN."""
    found = person_with_password(site, name, role, location)
    hashed = hash_short(pin)
    site.world.database.run(lambda session: set_pin(session, found, hashed))
    return found


def switch(who: Caller, person: int, pin: str) -> TestResponse:
    """Give a PIN at a shared desk."""
    return who.ask("POST", "/staff/switch", data={"person": str(person), "pin": pin})


def full_sign_in(who: Caller, name: str) -> None:
    """Name and PASSWORD, all the way."""
    assert sign_in(who, name).status_code == 303
