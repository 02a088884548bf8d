"""Another site makes the browser of somebody who is signed in send requests: none of them does anything."""

import itertools
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask

from models.access.principal import Role
from tests.attacks.routes import SAFE, Route, routes
from tests.attacks.target import Signed, Target, values
from tests.attacks.wire import JSON, OWN, Answer, Ask, straight_into
from tests.cast import World
from tests.web.site import Site, open_site

pytestmark = pytest.mark.stress

BODY = json.dumps({"outcome": "answered", "name": "Kwaad", "text": "kwaad", "csrf": ""}).encode()
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ELSEWHERE = {"Origin": "http://evil.test"}

FORGERIES: Mapping[str, Mapping[str, str]] = {
    "without a token": JSON,
    "without a token, from our own page": JSON | {"Origin": OWN},
    "with a wrong token": JSON | {"X-CSRF-Token": "A" * 22, "Origin": OWN},
    "with an empty token": JSON | {"X-CSRF-Token": "", "Origin": OWN},
    "with a token of letters that no token has": JSON | {"X-CSRF-Token": "é" * 22, "Origin": OWN},
    "with a token in a cookie": JSON | {"Origin": OWN},
    "as text": {"Content-Type": "text/plain"} | ELSEWHERE,
    "as a form": FORM | ELSEWHERE,
    "as a form with files": {"Content-Type": "multipart/form-data; boundary=x"} | ELSEWHERE,
}
"""What another site can make a browser send; and what it would have to guess."""

FOREIGN: Mapping[str, Mapping[str, str]] = {
    "another site": ELSEWHERE,
    "no site at all": {"Origin": "null"},
    "our name at another port": {"Origin": f"{OWN}:8081"},
    "our name with more behind it": {"Origin": f"{OWN}.evil.test"},
    "our name with more before it": {"Origin": "http://evil-inloop.test"},
    "our name over another scheme": {"Origin": "https://inloop.test"},
    "a fetch from elsewhere": {"Sec-Fetch-Site": "cross-site"},
    "a neighbour on the same domain": {"Sec-Fetch-Site": "same-site"},
}
"""From where, with a token that leaked."""

KIOSK_ONLY = {
    "api_kiosk.lease_block",
    "api_kiosk.hand_in_ticket",
    "api_kiosk.ask_for_a_person",
    "api_kiosk.need_nobody",
}
OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")


_browsers = itertools.count(1)


def elsewhere() -> dict[str, str]:
    """A source of its own for each request, by a proxy that is trusted: no pace is what refuses it."""
    number = next(_browsers)
    return {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}


def refused(route: Route, answer: Answer) -> bool:
    """Whether a forgery was seen through; what only kiosks may do, no session may anyway."""
    return answer.code == "csrf" or (answer.code == "forbidden" and route.endpoint in KIOSK_ONLY)


def forged(ask: Ask, found: list[Route], signed: Signed) -> list[str]:
    """The forgeries that were taken for somebody's own wish."""
    through = []
    for route in (each for each in found if each.method not in SAFE and not each.open):
        for name, heads in FORGERIES.items():
            cookie = {"Cookie": f"{signed.cookie['Cookie']}; csrf={signed.csrf}; X-CSRF-Token={signed.csrf}"}
            body = b"csrf=&text=kwaad" if heads.get("Content-Type") == FORM["Content-Type"] else BODY
            answer = ask(route.method, route.path, body, {**cookie, **heads, **elsewhere()})
            if not refused(route, answer):
                through.append(f"{name}: {route.method} {route.path} gave {answer.status} {answer.code}")
        for name, heads in FOREIGN.items():
            sent = {**signed.cookie, "X-CSRF-Token": signed.csrf, **JSON, **heads}
            answer = ask(route.method, route.path, BODY, sent | elsewhere())
            if not refused(route, answer):
                through.append(f"{name}: {route.method} {route.path} gave {answer.status} {answer.code}")
    return through


@pytest.fixture(scope="module")
def known(found: Target, app: Flask) -> list[Route]:
    return routes(app, values(found))


@pytest.fixture
def victim(found: Target) -> Signed:
    return found.signed_in(Role.ADMINISTRATOR)


def test_no_forged_request_changes_anything(found: Target, known: list[Route], victim: Signed) -> None:
    before = found.print_at_rest()
    assert forged(found.ask, known, victim) == []
    assert found.print() - before == frozenset()


def test_the_same_request_from_ones_own_page_is_not_taken_for_a_forgery(
    found: Target, known: list[Route]
) -> None:
    refused = []
    for route in (each for each in known if each.method not in SAFE and not each.open):
        signed = found.signed_in(Role.ADMINISTRATOR)
        answer = found.ask(route.method, route.path, b'{"nonsense": 1}', signed.own | JSON)
        if answer.code == "csrf":
            refused.append(route.path)
    assert refused == []


def test_no_header_and_no_field_turns_a_harmless_request_into_another(
    found: Target, known: list[Route], victim: Signed
) -> None:
    before = found.print_at_rest()
    for route in (each for each in known if each.method not in SAFE and not each.open):
        for override in OVERRIDES:
            found.ask("GET", route.path, None, victim.cookie | elsewhere() | {override: route.method})
        for behind in (f"_method={route.method}", f"csrf={victim.csrf}&_method={route.method}"):
            found.ask("GET", f"{route.path}?{behind}", None, victim.cookie | elsewhere())
            answer = found.ask("POST", f"{route.path}?{behind}", b"", victim.cookie | elsewhere() | FORM)
            assert answer.status in {403, 404, 405}, (route.path, answer.status)
    assert found.print() - before == frozenset()


def test_what_is_open_to_everybody_is_still_open_to_no_other_site(found: Target, known: list[Route]) -> None:
    """What needs no session: whoever has the secret in the address is who it is for."""
    secret = ("<token>", "token")
    let_in = []
    for route in (each for each in known if each.method not in SAFE and each.open):
        if any(name in route.parts for name in secret) and route.endpoint != "api_push.be_told":
            continue
        for heads in FOREIGN.values():
            answer = found.ask(route.method, route.path, BODY, {**JSON, **heads, "Idempotency-Key": "f"})
            if answer.status < 400:
                let_in.append(f"{route.method} {route.path} from {heads}")
    assert let_in == []


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


@pytest.fixture
def _hole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.access._refuse_forged", lambda _who: None)


@pytest.mark.usefixtures("_hole")
def test_a_guard_that_forgets_the_token_is_found(site: Site, app: Flask) -> None:
    person = site.person("Ada", Role.ADMINISTRATOR)
    caller = site.signed_in(person)
    cookie = caller.client.get_cookie("inloop_session")
    assert cookie
    signed = Signed("Ada", person, cookie.value, caller.headers["X-CSRF-Token"])
    all_of_them = [Route("api_people.invite_person", "POST", "/api/v1/people", open=False)]
    through = forged(straight_into(site.inloop.app), all_of_them, signed)
    assert len(through) == len(FORGERIES) + len(FOREIGN)
