"""The phone in a browser: joining, following, being called by sound, in three scripts and on poor lines."""

import re
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.e2e.browser import PATIENT_MS, OpenPage, Watch
from tests.e2e.commands import Commands
from tests.e2e.server import Server
from tests.e2e.staff import sign_in_first
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
PHONE = {"width": 360, "height": 740}
LISTENING = """
window.rung = 0; window.shaken = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.rung += 1; return start.apply(this, when); };
Object.defineProperty(navigator, "vibrate", { value: (how) => { window.shaken.push(how); return true; } });
Object.defineProperty(navigator, "maxTouchPoints", { value: 5 });
"""
"""Counts the tones and shakes that the page asks for; a machine for tests cannot shake."""
TONES = 4


@pytest.fixture(scope="module")
def post(server: Server) -> Commands:
    """Commands of a guide."""
    return Commands(server, "phone")


@pytest.fixture
def ticket(post: Commands) -> Callable[..., dict[str, Any]]:
    """Gives a number in the line of its own question, where nobody else waits."""
    return lambda language="nl": post("tickets", question_type="werk", language=language)


@pytest.fixture(autouse=True)
def _nobody_else(post: Commands) -> None:
    """Nobody waits and nobody is called when a test begins."""
    view = post.view()
    for talking in view["in_conversation"]:
        post.visit(talking["id"], "finish", outcome="answered")
    for called in view["called"]:
        post.visit(called["id"], "no-show")
    for waiting in view["waiting"]:
        post.visit(waiting["id"], "cancel")


@pytest.fixture(scope="module")
def poster(post: Commands) -> str:
    """The path of the poster."""
    return "/" + str(post("poster")["url"]).split("/", 3)[3]


def _recall(page: Page, post: Commands, visit: int) -> None:
    """Call again, as soon as the pause between two calls is over."""
    for _ in range(40):
        try:
            post.visit(visit, "recall")
        except HTTPError as too_soon:
            assert too_soon.code == 409  # noqa: PT017  (anything else is a fault)
            page.wait_for_timeout(1000)
        else:
            return
    pytest.fail("the pause between two calls does not end")


def _until(page: Page, condition: str) -> None:
    """Wait until it is so; the page's own policy lets nobody evaluate again and again inside it."""
    for _ in range(PATIENT_MS // 250):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(250)
    pytest.fail(f"it never is: {condition}")


def _alive(page: Page) -> Page:
    page.locator("html[data-alive]").wait_for()
    return page


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_the_first_load_of_a_ticket_is_small(
    open_page: OpenPage, ticket: Callable[..., dict[str, Any]], language: str
) -> None:
    page = open_page("/healthz", **PHONE)
    weights: dict[str, int] = {}

    def weigh(request: Any) -> None:
        sizes = request.sizes()
        weights[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("requestfinished", weigh)
    page.goto(str(page.url).replace("/healthz", f"/t/{ticket(language)['token']}"))
    _alive(page)
    _until(page, "document.fonts.status === 'loaded'")
    page.wait_for_load_state("networkidle")
    assert any("/t/" in url for url in weights)
    assert any("phone-number" in url for url in weights)
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_a_called_phone_rings_and_shakes_until_it_is_touched_and_again_at_a_recall(
    open_page: OpenPage, post: Commands, ticket: Callable[..., dict[str, Any]]
) -> None:
    given = ticket()
    page = open_page("/healthz", **PHONE)
    page.add_init_script(LISTENING)
    page.goto(given["url"])
    offer = _alive(page).locator("#alarm-offer")
    expect(offer).to_contain_text("dan hoor en voel je het")
    offer.click()
    expect(page.locator("#alarm-says")).to_contain_text("maakt geluid en trilt")
    before = page.evaluate("window.rung")
    post.visit(given["id"], "call", desk="1", reason="test")
    expect(page.locator("#big")).to_have_text("Plek 1")
    _until(page, f"window.rung >= {before + 2 * TONES}")
    assert [400, 150, 400, 150, 400] in page.evaluate("window.shaken")
    page.locator("#number").click()
    expect(page.locator("#hush")).to_be_disabled()
    hushed = page.evaluate("window.rung")
    _recall(page, post, given["id"])
    _until(page, f"window.rung >= {hushed + TONES}")
    expect(page.locator("#hush")).to_be_enabled()
    post.visit(given["id"], "start")
    expect(page.locator("#hush")).to_be_hidden()


def test_an_answer_that_was_long_on_its_way_does_not_take_a_call_away(
    open_page: OpenPage, post: Commands, ticket: Callable[..., dict[str, Any]]
) -> None:
    ticket()
    given = ticket()
    page = _alive(open_page(f"/t/{given['token']}", **PHONE))
    late: list[tuple[Route, APIResponse]] = []
    page.route("**/later", lambda route: late.append((route, route.fetch())))
    page.locator("[data-wish='later']").click()
    while not late:
        page.wait_for_timeout(50)
    post.visit(given["id"], "call", desk="1", reason="test")
    expect(page.locator("#big")).to_have_text("Plek 1")
    route, answer = late[0]
    with page.expect_response("**/later"):
        route.fulfill(response=answer)
    page.wait_for_timeout(300)
    expect(page.locator("#answer")).to_be_empty()
    expect(page.locator("#big")).to_have_text("Plek 1")


def test_a_phone_that_can_do_neither_says_so(
    open_page: OpenPage, ticket: Callable[..., dict[str, Any]]
) -> None:
    page = open_page("/healthz", **PHONE)
    page.add_init_script("delete window.AudioContext; delete window.webkitAudioContext;")
    page.goto(ticket()["url"])
    expect(_alive(page).locator("#alarm-says")).to_contain_text("geen geluid maken en niet trillen")
    expect(page.locator("#alarm-offer")).to_be_hidden()


def test_where_sockets_are_blocked_a_call_comes_by_asking(
    open_page: OpenPage, post: Commands, ticket: Callable[..., dict[str, Any]], watch: Watch
) -> None:
    given = ticket()
    page = open_page("/healthz", **PHONE)
    page.route_web_socket(re.compile("socket.io"), lambda socket: socket.close())
    page.goto(given["url"])
    _alive(page)
    post.visit(given["id"], "call", desk="2", reason="test")
    expect(page.locator("#big")).to_have_text("Plek 2")
    assert page.locator("#stale").inner_text() == ""
    watch.faults.clear()


def test_without_scripts_the_page_says_everything_and_learns_of_the_call(
    open_page: OpenPage, post: Commands, ticket: Callable[..., dict[str, Any]]
) -> None:
    given = ticket("ar")
    page = open_page(f"/t/{given['token']}", **PHONE, java_script_enabled=False)
    expect(page.locator("#number")).to_have_text(given["label"])
    assert page.locator("#big").inner_text() != ""
    post.visit(given["id"], "call", desk="3", reason="test")
    expect(page.locator("#big")).to_have_text("Plek 3")


def test_a_browser_that_cannot_read_the_modules_loads_the_page_anew(
    open_page: OpenPage, post: Commands, ticket: Callable[..., dict[str, Any]], watch: Watch
) -> None:
    given = ticket()
    page = open_page("/healthz", **PHONE)
    page.route("**/display/phone.js", lambda route: route.abort())
    page.goto(given["url"])
    post.visit(given["id"], "call", desk="1", reason="test")
    expect(page.locator("#big")).to_have_text("Plek 1")
    watch.forgive("net::ERR_FAILED")


def test_who_joins_gets_one_number_though_the_answer_is_lost_and_finds_it_on_the_way_back(
    open_page: OpenPage, post: Commands, poster: str, watch: Watch
) -> None:
    page = open_page(f"{poster}?lang=nl", **PHONE)
    lost: list[str] = []

    def lose_one(route: Route) -> None:
        answer = route.fetch()
        if lost:
            return route.fulfill(response=answer)
        lost.append(answer.json()["label"])
        return route.abort()

    page.route("**/join", lose_one)
    page.locator("button.join__tile", has_text="Werk zoeken").dblclick()
    expect(page.locator("#number")).to_have_text(re.compile(r"^A\d\d$"))
    assert page.locator("#number").inner_text() == lost[0]
    assert [item["label"] for item in post.view()["waiting"]] == lost
    page.go_back()
    expect(page.locator("#have-number")).to_have_text(lost[0])
    page.locator("#another").click()
    expect(page.locator("button.join__tile").first).to_be_visible()
    page.reload()
    expect(page.locator("#have")).to_be_hidden()
    watch.forgive("net::ERR_FAILED")


@pytest.mark.parametrize(("days", "is_same"), [(0, True), (1, False)])
def test_a_press_without_an_answer_is_pressed_again_on_the_same_day_only(
    open_page: OpenPage, poster: str, days: int, is_same: bool
) -> None:
    page = open_page(f"{poster}?lang=nl", **PHONE)
    page.evaluate(
        """(days) => {
          const { id, day } = JSON.parse(document.getElementById("page").textContent).location;
          const then = new Date(Date.parse(day) - days * 86400000).toISOString().slice(0, 10);
          const choice = { question_type: "werk", language: "nl" };
          const press = { key: "pressed-before", choice, day: then };
          sessionStorage.setItem(`inloop-join-press-${id}`, JSON.stringify(press));
        }""",
        days,
    )
    with page.expect_request("**/join") as sent:
        page.locator("button.join__tile", has_text="Werk zoeken").click()
    assert (sent.value.headers["idempotency-key"] == "pressed-before") is is_same
    expect(page.locator("#number")).to_have_text(re.compile(r"^A\d\d$"))


def test_a_poster_is_in_the_visitors_language_and_without_scripts_too(
    open_page: OpenPage, poster: str
) -> None:
    page = open_page(poster, **PHONE, java_script_enabled=False)
    page.locator("a[lang='ti']").click()
    page.locator("button.join__tile").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ti")
    expect(page.locator("#number")).to_have_text(re.compile(r"^A\d\d$"))


def test_who_works_by_keys_stays_at_the_place_of_a_button_that_goes(
    open_page: OpenPage, ticket: Callable[..., dict[str, Any]]
) -> None:
    ticket()
    page = _alive(open_page(f"/t/{ticket()['token']}", **PHONE))
    page.locator("[data-wish='later']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-wish='back']")).to_be_visible()
    expect(page.locator("#answer")).to_be_focused()
    page.locator("[data-wish='leave']").focus()
    page.keyboard.press("Enter")
    page.locator("#sure-leave").focus()
    page.keyboard.press("Enter")
    page.locator("#phone[data-state='left']").wait_for()
    expect(page.locator("#answer")).to_be_focused()


def test_whoever_wants_to_be_fetched_is_seen_by_the_guide(
    open_page: OpenPage, server: Server, ticket: Callable[..., dict[str, Any]], post: Commands
) -> None:
    console = open_page("/staff/oefen")
    sign_in_first(console, "beheer", server.password)
    given = ticket()
    phone = _alive(open_page(f"/t/{given['token']}", **PHONE))
    phone.locator("[data-wish='fetch']").click()
    expect(phone.locator("#note")).to_contain_text("We komen je halen")
    expect(console.locator(".tag--loud", has_text="Ophalen").first).to_be_visible()
    post.visit(given["id"], "call", desk="2", reason="test")
    expect(phone.locator("#help-text")).to_contain_text("We komen je halen")
    phone.locator("[data-wish='unfetch']").click()
    expect(phone.locator("[data-wish='fetch']")).to_be_visible()
    assert "fetch" not in post.view()["called"][0]


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
@pytest.mark.parametrize("shape", [(360, 1), (320, 2)], ids=["ordinary", "small with large letters"])
def test_no_state_has_a_fault_or_scrolls_sideways(
    open_page: OpenPage,
    post: Commands,
    ticket: Callable[..., dict[str, Any]],
    poster: str,
    language: str,
    shape: tuple[int, int],
) -> None:
    width, size = shape

    def check(page: Page) -> None:
        page.evaluate(f"document.documentElement.style.setProperty('--text-size', '{size}')")
        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    check(open_page(poster, width, 740))
    check(open_page(f"{poster}?lang={language}", width, 740))
    given = ticket(language)
    page = open_page(f"/t/{given['token']}", width, 740)
    _alive(page)
    check(page)
    page.locator("[data-wish='leave']").click()
    check(page)
    page.locator("#sure-stay").click()
    page.locator("#alarm-offer").click()
    post.visit(given["id"], "call", desk="1", reason="test")
    page.locator("#phone[data-state='called']").wait_for()
    check(page)
