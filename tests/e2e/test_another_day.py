"""A day that goes otherwise than planned, as visitors see it: closed early, guide away, messages, leaving."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

Post = Callable[..., Any]
HERE = "/locations/oefen"


@pytest.fixture(scope="module")
def post(server: Server) -> Post:
    """A coordinator's command by API; the answer's JSON."""
    key = server.command("key", "add", "another-day", "--role", "coordinator")
    numbers = count()

    def send(path: str, **body: Any) -> Any:
        request = urllib.request.Request(  # noqa: S310  (loopback only)
            f"{server.url}/api/v1{path}",
            json.dumps(body).encode(),
            {
                "Authorization": f"Bearer {key}",
                "Content-Type": "application/json",
                "Idempotency-Key": f"day-{next(numbers)}",
            },
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.loads(answer.read())

    return send


@pytest.fixture
def closed(post: Post) -> Iterator[Callable[..., None]]:
    """Closes the location early; it is open again afterwards."""

    def close(reason: str, *, helping: bool) -> None:
        post(f"{HERE}/close", reason=reason, helping=helping)

    yield close
    post(f"{HERE}/open")


def issue(post: Post, language: str = "nl") -> str:
    """The address of a new visitor's phone page."""
    return f"/t/{post(f'{HERE}/tickets', question_type='werk', language=language)['token']}"


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways, and on a screen of ours downwards neither."""
    wide, high = page.evaluate(
        "(r => [r.scrollWidth - innerWidth, r.scrollHeight - innerHeight])(document.documentElement)"
    )
    return bool(wide <= 0 and (high <= 0 or page.url.rpartition("/")[0].endswith("/t")))


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["standing", "lying"])
@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_the_kiosk_says_that_it_had_to_close(
    open_page: OpenPage, closed: Callable[..., None], language: str, size: tuple[int, int]
) -> None:
    page = open_page(f"/kiosk/oefen?lang={language}", *size)
    page.locator(".tile").first.wait_for()
    closed("emergency", helping=False)
    expect(page.locator("#notice-why")).to_be_visible()
    expect(page.locator(".tile").first).to_be_hidden()
    expect(page.locator("#notice-big")).to_contain_text("00:00")
    assert _violations(page) == []
    assert fits(page)


def test_the_kiosk_and_the_board_say_that_the_guide_is_away(open_page: OpenPage, post: Post) -> None:
    kiosk, board = open_page("/kiosk/oefen?lang=ti", 1080, 1920), open_page("/display/oefen", 1920, 1080)
    phone = open_page(issue(post), 360, 740)
    post(f"{HERE}/away", minutes=30)
    for page, place in ((kiosk, "#away"), (board, "#band"), (phone, "#note")):
        expect(page.locator(place)).to_be_visible()
        assert _violations(page) == []
        assert fits(page)
    expect(kiosk.locator(".tile").first).to_be_visible()
    post(f"{HERE}/away", minutes=None)
    expect(board.locator("#band")).to_be_hidden()


def test_messages_are_words_only_and_stay_behind_the_calls(open_page: OpenPage, post: Post) -> None:
    board = open_page("/display/oefen", 1920, 1080)
    shown = [
        post(f"{HERE}/messages", text=text)["id"]
        for text in ("<b>Koffie</b> bij de ingang.", "يوم الخميس مغلق.")
    ]
    expect(board.locator("#notices li")).to_have_count(2)
    expect(board.locator("#notices li").last).to_have_text("<b>Koffie</b> bij de ingang.")
    assert _violations(board) == []
    for number in shown:
        post(f"{HERE}/messages/{number}/remove")
    expect(board.locator("#notices")).to_be_hidden()


def test_who_waits_is_told_whether_they_are_helped(
    open_page: OpenPage, post: Post, closed: Callable[..., None]
) -> None:
    phone = open_page(issue(post, "ar"), 360, 740)
    closed("technical", helping=False)
    expect(phone.locator("#big")).to_have_text("لا نستطيع مساعدتك الآن")
    expect(phone.locator("[data-wish='later']")).to_be_hidden()
    assert _violations(phone) == []


@pytest.mark.parametrize("sockets", [True, False], ids=["with sockets", "without sockets"])
def test_a_visitor_asks_for_a_moment_comes_back_and_leaves(
    open_page: OpenPage, post: Post, watch: Watch, sockets: bool
) -> None:
    phone = open_page(issue(post) if sockets else "/", 320, 640)
    if not sockets:
        phone.route("**/socket.io*", lambda route: route.abort())
        phone.goto(watch.origin + issue(post))
    phone.locator("[data-wish='later']").click()
    expect(phone.locator("#big")).to_contain_text("Anderen gaan voor tot")
    assert _violations(phone) == []
    phone.locator("[data-wish='back']").click()
    expect(phone.locator("[data-wish='later']")).to_be_visible()
    phone.locator("[data-wish='leave']").click()
    expect(phone.locator("#sure-text")).to_be_focused()
    assert _violations(phone) == []
    assert fits(phone)
    phone.locator("#sure-stay").click()
    phone.locator("[data-wish='leave']").click()
    phone.locator("#sure-leave").click()
    expect(phone.locator("#big")).to_have_text("Je bent uit de rij")
    assert phone.locator("button:visible").count() == 0
    if not sockets:  # that it was kept away is told to the console, as it should be
        watch.faults.clear()


def test_without_a_line_the_phone_says_so_and_loses_nothing(
    open_page: OpenPage, post: Post, watch: Watch
) -> None:
    phone = open_page(issue(post), 360, 740)
    phone.locator("[data-wish='later']:visible").wait_for()
    phone.context.set_offline(True)
    phone.locator("[data-wish='later']").click()
    expect(phone.locator("#answer")).to_contain_text("Dat lukte niet.")
    phone.context.set_offline(False)
    phone.locator("[data-wish='later']").click()
    expect(phone.locator("#big")).to_contain_text("Anderen gaan voor tot")
    expect(phone.locator("#answer")).to_have_text("")
    watch.faults.clear()
