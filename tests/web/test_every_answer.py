"""Every route, asked by everybody: its headers, its cookies, and what it says when something breaks."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from models.access.principal import Role
from tests.cast import World
from tests.web.site import Caller, Site, open_site
from tests.web.test_access_matrix import BODIES, SAFE, TABLE, address, rules
from tests.web.test_headers import HEADERS, POLICY
from web.access import access_of, who_may
from web.body_size import LARGEST_BODY, largest_of

KEPT = {"assets.file", "display_picture.shown", "display_speech.clip", "kiosk_speech.clip"}
"""All that anybody may keep: files under their hash, pictures and sounds, none of them about a person."""
SHORTLY = {"wait.location", "wait.region", "api_wait.wait", "api_wait.waits"}
"""The public waiting times, for some seconds."""
CHECKED_EACH_TIME = {"no-cache", "no-cache, private"}
BROWSER, SCRIPT = {"Accept": "text/html"}, {"Accept": "application/json"}
SECRET = "the secret is 42"


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with all that can be switched on."""
    return open_site(sqlite_world, tmp_path, push="")


@pytest.fixture
def callers(site: Site) -> list[Caller]:
    """An administrator in a browser, a kiosk, and somebody who proves nothing."""
    return [
        site.signed_in(site.person("Ada", Role.ADMINISTRATOR)),
        site.bearer(site.device(Role.KIOSK)),
        site.anonymous(),
    ]


def asked(site: Site, endpoint: str, callers: list[Caller]) -> Iterator[tuple[str, TestResponse]]:
    """Every answer of the endpoint, and what was asked."""
    for rule in (rule for rule in rules(site) if rule.endpoint == endpoint):
        path = address(site, rule)
        for method in sorted(rule.methods or ()):
            for number, caller in enumerate(callers):
                for accept in (BROWSER, SCRIPT):
                    press = {"Idempotency-Key": f"{method} {number} {accept}"}
                    body = None if method in SAFE else BODIES.get(endpoint, {})
                    answer = caller.ask(method, path, headers=press | accept, json=body)
                    yield f"{method} {path} as caller {number}, {accept['Accept']}", answer


def wrong_in(answer: TestResponse) -> Iterator[str]:
    """What an answer lacks, or has too much."""
    if {name: answer.headers.get(name) for name in HEADERS} != HEADERS:
        yield "headers are missing"
    policy = set(answer.headers["Content-Security-Policy"].split("; "))
    if policy != POLICY:
        yield f"its policy is {policy}"
    names = [name for name, _ in answer.headers if name != "Set-Cookie"]
    if len(names) != len(set(names)):
        yield f"something is there twice: {names}"
    if {"Server", "X-Powered-By"} & set(names):
        yield "it says what it is made with"
    yield from map(
        "a cookie without attributes: {}".format, filter(is_loose, answer.headers.getlist("Set-Cookie"))
    )
    if TELLS.search(answer.text if (answer.mimetype or "").startswith(("application/", "text/html")) else ""):
        yield "it tells how it is made"


TELLS = re.compile(r"Traceback \(most|File \"/|sqlalchemy|site-packages")


def is_loose(cookie: str) -> bool:
    """Whether a cookie could be read by a script, or travels with the requests of other sites."""
    taken_away = "Expires=Thu, 01 Jan 1970" in cookie
    return "Path=/" not in cookie or not (taken_away or ("HttpOnly" in cookie and "SameSite" in cookie))


@pytest.mark.parametrize("endpoint", TABLE)
def test_every_answer_of_a_route_carries_what_it_should(
    endpoint: str, site: Site, callers: list[Caller]
) -> None:
    wrong = []
    for what, answer in asked(site, endpoint, callers):
        wrong += [f"{what}: {fault}" for fault in wrong_in(answer)]
        kept = answer.headers["Cache-Control"]
        if endpoint in SHORTLY and kept == "public, max-age=5":
            continue
        if endpoint not in KEPT and kept != "no-store" and kept not in CHECKED_EACH_TIME:
            wrong.append(f"{what}: kept as {kept}")
        assert answer.status_code < 500, what
    assert wrong == []


def somewhere(rule: Rule) -> str:
    """An address of the rule, whatever is there."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: "plein" if part[1] == "location" else "1", rule.rule)


def test_a_body_that_is_too_large_or_endless_is_refused_before_anybody_is_asked(site: Site) -> None:
    stranger = site.anonymous()
    for rule in rules(site):
        view, path = site.inloop.app.view_functions[rule.endpoint], somewhere(rule)
        for method in sorted((rule.methods or set()) - SAFE):
            large = {"CONTENT_LENGTH": str(largest_of(view) + 1)}
            answer = stranger.client.open(path, method=method, environ_overrides=large)
            assert (answer.status_code, answer.get_json()["code"]) == (413, "too_large"), path
            endless = stranger.ask(method, path, headers={"Transfer-Encoding": "chunked"})
            assert (endless.status_code, endless.get_json()["code"]) == (411, "length_required"), path


def test_only_pictures_may_be_larger(site: Site) -> None:
    larger = {
        name for name, view in site.inloop.app.view_functions.items() if largest_of(view) > LARGEST_BODY
    }
    assert larger == {"api_picture.show"}


BREAKS = (
    ZeroDivisionError(SECRET),
    KeyError(SECRET),
    RecursionError(SECRET),
    MemoryError(SECRET),
    OSError(28, SECRET),
    OperationalError(SECRET, {}, Exception(SECRET)),
)


def break_all(site: Site, error: Exception) -> None:
    """Every endpoint raises *error*, to whoever is let in."""

    def broken(**_: object) -> None:
        raise error

    for endpoint, view in site.inloop.app.view_functions.items():
        access = access_of(view)
        assert access is not None
        stand_in = FunctionType(broken.__code__, {}, endpoint, None, broken.__closure__)
        site.inloop.app.view_functions[endpoint] = who_may(access)(stand_in)


@pytest.mark.parametrize("error", BREAKS, ids=lambda error: type(error).__name__)
def test_whatever_breaks_in_any_route_the_answer_tells_nothing_of_it(
    site: Site, callers: list[Caller], error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.problem.log.disabled", True)  # a thousand traces take a minute
    break_all(site, error)
    status, wrong = (503 if isinstance(error, OperationalError) else 500), []
    for number, rule in enumerate(rules(site)):
        path, accept = somewhere(rule), (BROWSER, SCRIPT)[number % 2]
        method = min((rule.methods or set()) - {"HEAD", "OPTIONS"})
        answer = callers[0].ask(method, path, headers=accept)
        if SECRET in answer.text or type(error).__name__ in answer.text or "Traceback" in answer.text:
            wrong.append(f"{method} {path} tells")
        if answer.status_code == status:
            wrong += [f"{method} {path}: {fault}" for fault in wrong_in(answer)]
        elif answer.status_code not in {303, 403, 404}:
            wrong.append(f"{method} {path} gave {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize(
    "place",
    [
        "models.views.head.head_of",
        "models.database.Database.read",
        "web.words.words_for",
        "web.command.dumps",
    ],
)
def test_what_breaks_below_tells_nothing_either(
    site: Site, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(place, broken)
    for path in (
        "/",
        "/kiosk/plein",
        "/display/plein",
        "/wait/plein",
        "/api/v1/locations/plein/board",
        "/readyz",
    ):
        for accept in (BROWSER, SCRIPT):
            answer = site.anonymous().get(path, accept)
            assert SECRET not in answer.text
            assert "ZeroDivisionError" not in answer.text
            assert list(wrong_in(answer)) == []


@pytest.mark.parametrize(
    "path", ["/nergens", "/api/v1/nergens", "/a/x", "/t/raad-maar", "/kiosk/%00", "/..%2f..%2fetc"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "PATCH", "TRACE", "RUBBISH"])
def test_what_is_not_there_carries_it_too(site: Site, path: str, method: str) -> None:
    for accept in (BROWSER, SCRIPT):
        answer = site.anonymous().ask(method, path, headers=accept)
        assert 400 <= answer.status_code < 500
        assert list(wrong_in(answer)) == []


def test_over_tls_the_session_travels_by_tls_only(site: Site) -> None:
    browser = site.anonymous()
    form = {"name": "niemand", "password": "raad maar wat je wilt"}
    answer = browser.client.post("/staff/sign-in", data=form, base_url="https://inloop.test")
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "Secure" in cookie
