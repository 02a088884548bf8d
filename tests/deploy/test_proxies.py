"""Inloop behind the real nginx and Caddy, as our samples set them up: who is believed, what arrives."""

import itertools
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.deploy.front import NAME, PROXIES, Front, ask_plainly, running_front
from tests.deploy.wire import Refused, socket_to
from tests.e2e.server import Server, running_server

BOARD = "oefen"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("proxied") / "data") as found:
        yield found


@pytest.fixture(scope="module", params=PROXIES)
def front(
    request: pytest.FixtureRequest, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp(request.param) / "front"
    with running_front(request.param, folder, int(server.url.rpartition(":")[2])) as found:
        yield found


def pairing(secret: int) -> str:
    """The wish of a new screen for a code, each with a secret of its own."""
    return json.dumps({"kind": "display", "location": BOARD, "secret": f"{secret:043d}"})


def test_http_is_led_to_https_under_the_right_name(front: Front) -> None:
    answer = ask_plainly(front.http, "/kiosk/zoetermeer?lang=nl", NAME)
    assert answer.status in {301, 308}
    there = urlsplit(answer.headers["Location"])
    # Caddy leaves out its port: where it is installed that is 443.
    assert (there.scheme, there.hostname, there.port or front.https) == ("https", NAME, front.https)
    assert f"{there.path}?{there.query}" == "/kiosk/zoetermeer?lang=nl"


def test_a_page_comes_with_its_headers_hsts_and_no_version(front: Front) -> None:
    answer = front.ask("GET", "/staff/sign-in")
    assert answer.status == 200
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"\d|gunicorn", answer.headers.get("Server", ""))
    assert "Via" not in answer.headers


def test_what_the_application_refuses_has_hsts_too(front: Front) -> None:
    assert front.ask("GET", "/nergens").headers["Strict-Transport-Security"]


def test_who_signs_in_gets_a_cookie_for_https_only(front: Front, server: Server) -> None:
    page = {"Origin": front.origin, "Content-Type": "application/x-www-form-urlencoded"}
    answer = front.ask("POST", "/staff/sign-in", f"name=beheer&password={server.password}", page)
    assert answer.status == 303
    cookie = answer.headers["Set-Cookie"].lower()
    assert "secure" in cookie
    assert "httponly" in cookie


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost", "https://localhost"])
def test_a_page_of_another_origin_changes_nothing(front: Front, origin: str) -> None:
    answer = front.ask("POST", "/api/v1/pairings", pairing(1), JSON | {"Origin": origin})
    assert (answer.status, json.loads(answer.text)["code"]) == (403, "csrf")


@pytest.mark.parametrize(
    "said",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
        {"Forwarded": "for=127.0.0.1;host=evil.example;proto=https"},
    ],
)
def test_no_header_makes_another_origin_ours(front: Front, said: dict[str, str]) -> None:
    foreign = said | {"Origin": "https://evil.example"}
    assert front.ask("POST", "/api/v1/pairings", pairing(1), JSON | foreign).status == 403
    with pytest.raises(Refused), socket_to(front.origin, front.trust(), foreign):
        pass


def test_a_socket_of_another_origin_is_refused_and_of_ours_or_none_is_not(front: Front) -> None:
    url = front.origin
    for wrong in ("https://evil.example", "null", f"http://{NAME}:{front.https}", f"https://{NAME}"):
        with pytest.raises(Refused), socket_to(url, front.trust(), {"Origin": wrong}):
            pass
    for right in ({"Origin": front.origin}, {}):
        with socket_to(url, front.trust(), right) as wire:
            assert wire.receive().startswith("0{")


def test_the_state_and_heartbeats_arrive_by_the_socket(front: Front, server: Server) -> None:
    token = server.command("device", "add", "--kind", "display", "--location", BOARD, "--name", front.origin)
    with socket_to(front.origin, front.trust(), {"Origin": front.origin}) as wire:
        wire.send("40/display," + json.dumps({"token": token, "location": BOARD}))
        events = wire.events("/display")
        name, state = next(events)
        assert (name, state["view"]["open"]) == ("state", True)
        beats = itertools.islice((payload for name, payload in events if name == "hb"), 2)
        assert [sorted(beat) for beat in beats] == [["epoch", "now", "rev"]] * 2


def test_a_client_cannot_choose_the_address_it_is_counted_by(front: Front) -> None:
    """Thirty wishes a minute for each address; the proxies share one Inloop, so each has its own."""
    mine, other = (f"127.0.{front.https % 250}.{last}" for last in (2, 3))
    answers = Counter(
        front.ask(
            "POST",
            "/api/v1/pairings",
            pairing(number),
            JSON | {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"},
            source=mine,
        ).status
        for number in range(33)
    )
    assert answers == {201: 30, 429: 3}
    assert front.ask("POST", "/api/v1/pairings", pairing(99), JSON, source=other).status == 201


def test_nobody_is_at_the_machine_itself_through_a_proxy(front: Front) -> None:
    here = json.dumps({"kind": "display", "location": BOARD})
    key = {"Idempotency-Key": "here"}
    for said in ({}, {"X-Forwarded-For": "127.0.0.1"}, {"X-Forwarded-For": ""}):
        assert front.ask("POST", "/api/v1/devices/here", here, JSON | key | said).status == 401


def test_who_asks_for_another_name_is_not_let_through(front: Front) -> None:
    try:
        answer = front.ask("GET", "/healthz", headers={"Host": "127.0.0.1"})
    except ConnectionError:
        return
    assert "status" not in answer.text
    assert not re.search(r"\d", answer.headers.get("Server", ""))


def test_what_is_too_large_is_not_taken(front: Front) -> None:
    try:
        answer = front.ask("POST", "/api/v1/pairings", " " * (13 * 1024 * 1024), JSON)
    except OSError:  # Caddy hangs up in the middle
        return
    assert answer.status == 413


def test_a_large_file_arrives_whole(front: Front) -> None:
    page = front.ask("GET", "/").text
    style = re.search(r'"(/a/[^"]+\.css)"', page)
    assert style
    assert front.ask("GET", style[1]).status == 200


class Quiet(BaseHTTPRequestHandler):
    """An Inloop that says nothing but yes."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is written down here."""


@pytest.mark.parametrize("name", PROXIES)
def test_no_log_knows_a_phone_or_its_ticket_whether_inloop_answers_or_is_away(
    name: str, tmp_path: Path
) -> None:
    code, phone = "Zq7RkT0wLx9uYbVnC3mHfg", "127.0.77.7"
    inloop = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=inloop.serve_forever)
    thread.start()
    with running_front(name, tmp_path / "front", inloop.server_address[1]) as front:
        there = front.ask("GET", f"/t/{code}", source=phone).status
        ask_plainly(front.http, f"/t/{code}", NAME)
        inloop.shutdown()
        inloop.server_close()
        thread.join()
        away = front.ask("GET", f"/t/{code}", source=phone).status
    assert (there, away) == (200, 502)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        text = path.read_bytes()
        assert code.encode() not in text, path
        assert phone.encode() not in text, path
