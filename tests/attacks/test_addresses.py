"""Paths that lead out of the house, lines that would become headers, addresses that lead to another site."""

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from flask import Flask, Response
from flask import request as asked

from models.access.principal import Role
from tests.attacks.routes import SAFE, Route, routes
from tests.attacks.target import PASSWORD, Target, values
from tests.attacks.wire import JSON, OWN, Answer, Ask, straight_into

pytestmark = pytest.mark.stress

_presses = itertools.count(1)

OUT = (
    "../../../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "%252e%252e%252f%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "..%255c..%255c..%255cetc%255cpasswd",
    "..\\..\\..\\..\\etc\\passwd",
    "..%5c..%5c..%5c..%5cetc%5cpasswd",
    "....//....//....//....//etc/passwd",
    "%2fetc%2fpasswd",
    "/etc/passwd",
    "file:///etc/passwd",
    "..%c0%af..%c0%af..%c0%afetc%c0%afpasswd",
    "passwd%00.png",
    "..%00/etc/passwd",
    "css/base.css/../../../../config/settings.py",
    "css%2f..%2f..%2f..%2fapplication.py",
    "../data/inloop.db",
    "..%2fdata%2fsecret.key",
    "~root",
    "CON",
    "a" * 1500,
)
INSIDE = (b"root:x:", b"root:*:", b"SQLite format 3", b"blueprint = Blueprint", b"BEGIN PRIVATE")
"""What stands in files that nobody may read."""

LINES = (
    "x%0d%0aX-Planted:%201",
    "x%0aX-Planted:%201",
    "x%0dX-Planted:%201",
    "x%e5%98%8a%e5%98%8dX-Planted:%201",
    "x%0d%0a%0d%0a%3Cb%3Eplanted",
    "x%c2%85X-Planted:%201",
)

REDIRECTS = (
    "//evil.test",
    "///evil.test",
    "http://evil.test/",
    "https:evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "/\n/evil.test",
    "/\r\\evil.test",
    "/\t\\evil.test",
    "\t//evil.test",
    " //evil.test",
    "javascript:window.planted=1",
    "data:text/html,x",
    "/%09/evil.test",
    "/%5cevil.test",
    "/..//evil.test",
    "/.//evil.test",
    "//evil.test@inloop.test",
    "http://inloop.test@evil.test",
    "/x\r\nX-Planted: 1",
    "evil.test",
    "／／evil.test",
)


def as_a_browser_goes(page: str, location: str) -> str:
    """The host to which a browser goes (WHATWG URL: tabs and line ends fall out, a backslash is a slash)."""
    cleaned = re.sub(r"[\t\r\n]", "", location).strip("\x00\x1f ").replace("\\", "/")
    return urlsplit(urljoin(page, cleaned)).netloc


def led_out(ask: Ask, found: list[Route], given: Mapping[str, object], heads: Mapping[str, str]) -> list[str]:
    """The paths that gave what is in no file of ours, or broke something."""
    wrong = []
    for route in found:
        for part in route.parts:
            for attempt in (*OUT, *LINES):
                own = str(given[part])
                path = route.path.replace(f"/{own}", f"/{attempt}", 1)
                if path == route.path:
                    path = route.path.replace(own, attempt, 1)
                sent = None if route.method in SAFE else b"{}"
                answer = ask(route.method, path, sent, {**heads, **JSON})
                if answer.status >= 500 or leaks(answer):
                    wrong.append(f"{route.method} {path[:200]} gave {answer.status}")
    return wrong


def leaks(answer: Answer) -> bool:
    """Whether it holds a file that nobody may read, or a header of the attacker's."""
    planted = any(name == "x-planted" or "\n" in value for name, value in answer.heads)
    page = "html" in answer.head("Content-Type") and b"<b>planted" in answer.body
    return planted or page or any(mark in answer.body for mark in INSIDE)


@pytest.fixture(scope="module")
def given(found: Target) -> Mapping[str, object]:
    return values(found)


@pytest.fixture(scope="module")
def known(app: Flask, given: Mapping[str, object]) -> list[Route]:
    return routes(app, given)


def test_no_path_leads_out_of_the_house_and_none_becomes_a_header(
    found: Target, known: list[Route], given: Mapping[str, object]
) -> None:
    admin = {"Authorization": f"Bearer {found.key(Role.ADMINISTRATOR)}"}
    assert led_out(found.ask, [each for each in known if each.parts], given, admin) == []


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "//etc/passwd", "/a/../../etc/passwd", "/%2e%2e/etc/passwd"]
)
def test_nor_does_one_without_any_route(found: Target, path: str) -> None:
    answer = found.ask("GET", path, None, {})
    assert answer.status in {308, 404}
    assert not leaks(answer)
    assert as_a_browser_goes(OWN, answer.head("Location") or "/") == "inloop.test"


def test_a_route_that_reads_what_it_is_told_is_found() -> None:
    app = Flask("planted")

    @app.get("/file/<path:name>")
    def file(name: str) -> Response:
        with Path(f"/usr/{name}").open("rb") as opened:
            return Response(opened.read())

    @app.errorhandler(Exception)
    def none(_error: Exception) -> Response:
        return Response("no", status=404)

    planted = [Route("file", "GET", "/file/css", open=True, parts=("name",))]
    assert len(led_out(straight_into(app), planted, {"name": "css"}, {})) >= 2


@pytest.mark.parametrize("where", REDIRECTS)
def test_signing_in_leads_to_no_other_site(found: Target, where: str) -> None:
    name, _ = found.person(Role.GUIDE, PASSWORD)
    form = f"name={quote(name)}&password={quote(PASSWORD)}&next={quote(where)}".encode()
    heads = {"Content-Type": "application/x-www-form-urlencoded", "Origin": OWN}
    answer = found.ask("POST", f"/staff/sign-in?next={quote(where)}", form, heads)
    assert answer.status == 303
    assert as_a_browser_goes(f"{OWN}/staff/sign-in", answer.head("Location")) == "inloop.test"
    assert not answer.head("Location").startswith("javascript")
    assert not leaks(answer)


def test_no_page_that_asks_to_sign_in_and_no_way_to_the_organisation_leads_elsewhere(
    found: Target, known: list[Route]
) -> None:
    for route in (each for each in known if each.method == "GET"):
        for where in REDIRECTS[:12]:
            answer = found.ask("GET", f"{route.path}?next={quote(where)}&location={quote(where)}", None, {})
            if answer.head("Location"):
                assert as_a_browser_goes(OWN + route.path, answer.head("Location")) == "inloop.test", route


def test_a_redirect_that_believes_what_it_is_told_is_found() -> None:
    app = Flask("planted")

    @app.get("/go")
    def go() -> Response:
        return Response(status=303, headers={"Location": asked.args["next"]})

    got = straight_into(app)("GET", "/go?next=//evil.test", None, {})
    assert as_a_browser_goes(OWN, got.head("Location")) == "evil.test"


@pytest.mark.parametrize(
    "heads",
    [
        {"Host": "evil.test"},
        {"Host": "inloop.test", "X-Forwarded-Host": "evil.test"},
        {"Host": "inloop.test", "Forwarded": "host=evil.test"},
        {"Host": "inloop.test", "X-Forwarded-Prefix": "//evil.test"},
        {"Host": "inloop.test", "X-Original-URL": "//evil.test/", "X-Rewrite-URL": "//evil.test/"},
        {"Host": "evil.test:80@inloop.test"},
        {"Host": "inloop.test\tevil.test"},
    ],
)
def test_no_name_that_somebody_asked_by_gets_into_what_others_read(
    found: Target, known: list[Route], heads: dict[str, str]
) -> None:
    """Addresses on paper, in QR codes, in invitations come from the settings, never from a request."""
    admin = {"Authorization": f"Bearer {found.key(Role.ADMINISTRATOR)}"}
    for route in (each for each in known if each.method == "GET"):
        answer = found.ask("GET", route.path, None, admin | heads)
        told = answer.head("Location") if "evil" not in heads["Host"] else ""
        assert b"evil.test" not in answer.body, route
        assert "evil.test" not in told, route
    for path, body in (
        ("/locations/altijd/tickets", b'{"question_type": "werk", "language": "nl"}'),
        ("/locations/altijd/poster", b"{}"),
        ("/people", b'{"name": "Gast %d", "places": [{"role": "guide"}]}' % next(_presses)),
    ):
        press = {"Idempotency-Key": f"host-{next(_presses)}"}
        answer = found.ask("POST", f"/api/v1{path}", body, {**admin, **JSON, **press, **heads})
        assert answer.status in {201, 400}, answer.text
        assert b"evil.test" not in answer.body


def test_no_answer_can_be_read_as_a_script_or_as_another_kind(found: Target, known: list[Route]) -> None:
    admin = {"Authorization": f"Bearer {found.key(Role.ADMINISTRATOR)}", "Accept": "*/*"}
    for route in (each for each in known if each.method == "GET"):
        for heads in ({}, admin):
            answer = found.ask("GET", f"{route.path}?callback=steal&jsonp=steal&format=html", None, heads)
            assert answer.head("X-Content-Type-Options") == "nosniff", route
            assert answer.head("Content-Type") or not answer.body, route
            assert not answer.body.startswith(b"steal("), route
            if "json" in answer.head("Content-Type"):
                assert answer.head("Cross-Origin-Resource-Policy") == "same-origin", route
                assert answer.told is not None, route
            told_to_websites = route.endpoint.startswith("api_wait.")
            assert answer.head("Access-Control-Allow-Origin") == ("*" if told_to_websites else ""), route
            assert not answer.head("Access-Control-Allow-Credentials"), route
