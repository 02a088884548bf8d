"""Push on the phone page: offered, wished, told while the page is closed, and taken back, in Chromium.

`PushManager.prototype.subscribe` alone is not the browser's own here: it asks the service of the browser's
maker, which no test may. In its place stands a subscription at a push service of the test, with real keys.
Whatever that service is sent is opened with the private key and handed to the service worker as the browser
itself does it.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import ARGUMENTS, OpenPage
from tests.e2e.commands import Commands
from tests.e2e.server import Server, running_server
from tests.e2e.test_access import _violations
from tests.e2e.test_phone import MOST_BYTES, PHONE, _alive, _until
from tests.web.push.service import Phone, PushService, push_service, shown, until

pytestmark = pytest.mark.browser

SUBSCRIBED = """
(({ endpoint, key, auth }) => {
  const binary = (text) => atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = (text) => Uint8Array.from(binary(text), (letter) => letter.charCodeAt(0)).buffer;
  PushManager.prototype.subscribe = async (how) => {
    window.subscribedWith = how;
    return { endpoint, getKey: (name) => bytes(name === "auth" ? auth : key) };
  };
})(%s);
"""


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    """The whole Chromium, without a window: the shell of the other tests shows no notifications."""
    whole = browser.browser_type.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
    yield whole
    whole.close()


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with push_service() as started:
        yield started


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, service: PushService) -> Iterator[Server]:
    """A server with push, to the test's own service too."""
    settings = {
        "INLOOP_PUSH": "true",
        "INLOOP_PUSH_CONTACT": "mailto:ict@inloop.test",
        "INLOOP_PUSH_SERVICES": service.url,
    }
    with running_server(tmp_path_factory.mktemp("inloop"), **settings) as started:
        yield started


@pytest.fixture(scope="module")
def post(server: Server) -> Commands:
    return Commands(server, "push")


@pytest.fixture
def ticket(post: Commands) -> Iterator[Callable[..., dict[str, Any]]]:
    """Gives numbers; afterwards everybody goes home."""
    yield lambda language="nl": post("tickets", question_type="werk", language=language)
    view = post.view()
    for left in view["called"]:
        post.visit(left["id"], "no-show")
    for left in view["waiting"]:
        post.visit(left["id"], "cancel")


def opened(open_page: OpenPage, url: str, phone: Phone, *allowed: str) -> Page:
    """The ticket's page on a phone that subscribes, and allows *allowed*."""
    page = open_page("/", **PHONE, permissions=list(allowed))
    page.add_init_script(SUBSCRIBED % json.dumps(phone.body))
    page.goto(url)
    return _alive(page)


def told(page: Page, message: dict[str, Any]) -> None:
    """The message comes, and its notification is there.

    On a busy machine Chromium drops what DevTools delivers to a worker that it is just starting, and says
    nothing. It is delivered again then; a second one would replace the first, for both have the same tag.
    """
    for _ in range(9):
        delivered(page, message)
        for _ in range(20):
            if page.evaluate(TITLES) == [message["title"]]:
                return
            page.wait_for_timeout(250)
    pytest.fail(f"there is no notification of {message['title']}")


def delivered(page: Page, message: dict[str, Any]) -> None:
    """Hand a message to the page's service worker, as the browser does with what its push service sends."""
    devtools = page.context.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    devtools.send("ServiceWorker.enable")
    # One that is only just registered takes no message.
    page.evaluate(ACTIVE)
    until(lambda: [one for one in found if _is_ours(page, one)], "the service worker is known")
    (ours,) = {one["registrationId"] for one in found if _is_ours(page, one)}
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": page.evaluate("location.origin"),
            "registrationId": ours,
            "data": json.dumps(message),
        },
    )


def _is_ours(page: Page, registration: dict[str, Any]) -> bool:
    page.wait_for_timeout(20)
    return not registration["isDeleted"] and registration["scopeURL"] == page.evaluate(
        "new URL('/t/', location).href"
    )


ACTIVE = """navigator.serviceWorker.ready.then(({ active }) => active.state === "activated" ||
  new Promise((then) => {
    active.addEventListener("statechange", () => active.state === "activated" && then(true));
  }))"""
SHOWN = """navigator.serviceWorker.ready.then((worker) => worker.getNotifications()).then((all) =>
  all.map(({ title, body, tag, lang, dir }) => ({ title, body, tag, lang, dir })))"""

TITLES = f"{SHOWN}.then((all) => all.map(({{ title }}) => title))"


def test_a_visitor_wishes_it_is_told_while_the_page_is_closed(
    open_page: OpenPage,
    server: Server,
    service: PushService,
    post: Commands,
    ticket: Callable[..., dict[str, Any]],
) -> None:
    given, phone = ticket(), service.phone()
    page = opened(open_page, given["url"], phone, "notifications")
    offer = page.locator("#push-offer")
    expect(offer).to_be_hidden()
    page.locator("#alarm-offer").click()
    expect(offer).to_have_text("Ook als deze pagina dicht is")
    assert _violations(page) == []
    offer.click()
    expect(page.locator("#push-says")).to_have_text("Je krijgt een bericht, ook als deze pagina dicht is.")
    expect(page.locator("#push-says")).to_be_focused()
    expect(page.locator("#alarm-keep")).to_be_hidden()
    assert _violations(page) == []
    assert page.evaluate("window.subscribedWith.userVisibleOnly") is True
    key = page.evaluate("Array.from(window.subscribedWith.applicationServerKey)")
    assert shown(bytes(key)) == json.loads(page.locator("#page").text_content() or "")["push"]["key"]

    page.goto(f"{server.url}/")
    post.visit(given["id"], "call", desk="2", reason="test")
    until(lambda: phone.got, "the service has the message")
    page.goto(given["url"])
    told(_alive(page), phone.got[0])
    (notified,) = page.evaluate(SHOWN)
    assert notified == {
        "title": f"\u2066{given['label']}\u2069: kom nu, \u2068Plek 2\u2069",
        "body": "",
        "tag": given["label"],
        "lang": "nl",
        "dir": "ltr",
    }
    told(page, phone.got[0] | {"title": "Nog eens"})
    expect(page.locator("#push")).to_be_hidden()
    post.visit(given["id"], "no-show")


def test_whoever_takes_it_back_is_not_told(
    open_page: OpenPage, service: PushService, post: Commands, ticket: Callable[..., dict[str, Any]]
) -> None:
    given, other, phone = ticket(), ticket(), service.phone()
    page = opened(open_page, given["url"], phone, "notifications")
    page.locator("#alarm-offer").click()
    page.locator("#push-offer").click()
    expect(page.locator("#push-stop")).to_be_visible()
    page.reload()
    _alive(page).locator("#push-stop").click()
    expect(page.locator("#push-offer")).to_be_focused()
    sentinel = service.phone()
    second = opened(open_page, other["url"], sentinel, "notifications")
    second.locator("#alarm-offer").click()
    second.locator("#push-offer").click()
    expect(second.locator("#push-stop")).to_be_visible()
    post.visit(given["id"], "call", desk="2", reason="test")
    expect(page.locator("#big")).to_have_text("Plek 2")
    post.visit(given["id"], "no-show")
    post.visit(other["id"], "call", desk="2", reason="test")
    until(lambda: [told for told in sentinel.got if "kom nu" in told["title"]], "who wants it is told")
    post.visit(other["id"], "no-show")
    expect(second.locator("#push")).to_be_hidden()
    assert phone.asked == 0


def test_a_tap_on_the_message_goes_to_the_page_that_is_open(
    open_page: OpenPage, service: PushService, ticket: Callable[..., dict[str, Any]]
) -> None:
    """A browser lets nobody but a person tap; so the tap is told to the worker, and what it asks is seen."""
    given = ticket()
    page = opened(open_page, given["url"], service.phone(), "notifications")
    page.locator("#alarm-offer").click()
    page.locator("#push-offer").click()
    expect(page.locator("#push-stop")).to_be_visible()
    (worker,) = page.context.service_workers
    asked = worker.evaluate(
        """async (token) => {
          const asked = [];
          const path = (url) => new URL(url).pathname;
          WindowClient.prototype.focus = async function () { asked.push(`focus ${path(this.url)}`); };
          self.clients.openWindow = async (url) => { asked.push(`open ${path(url)}`); };
          for (const data of [`${token}?lang=nl`, "another?lang=nl"]) {
            const event = new Event("notificationclick");
            event.notification = { data, close: () => asked.push("close") };
            const over = [];
            event.waitUntil = (promise) => over.push(promise);
            self.dispatchEvent(event);
            await Promise.all(over);
          }
          return asked;
        }""",
        given["token"],
    )
    assert asked == ["close", f"focus /t/{given['token']}", "close", "open /t/another"]


def test_a_phone_that_does_not_allow_it_says_so_and_is_not_asked_again(
    open_page: OpenPage, service: PushService, ticket: Callable[..., dict[str, Any]]
) -> None:
    page = opened(open_page, ticket()["url"], service.phone())
    page.evaluate("Notification.requestPermission = async () => 'denied'")
    page.locator("#alarm-offer").click()
    page.locator("#push-offer").click()
    expect(page.locator("#push-says")).to_contain_text("staat geen berichten toe")
    expect(page.locator("#push-offer")).to_be_hidden()
    expect(page.locator("#alarm-keep")).to_be_visible()
    assert _violations(page) == []


def test_a_browser_without_push_is_offered_nothing(
    open_page: OpenPage, service: PushService, ticket: Callable[..., dict[str, Any]]
) -> None:
    page = open_page("/", **PHONE)
    page.add_init_script("delete window.PushManager;")
    page.goto(ticket()["url"])
    _alive(page).locator("#alarm-offer").click()
    expect(page.locator("#alarm-offer")).to_be_hidden()
    expect(page.locator("#push")).to_be_hidden()


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_the_first_load_is_small_with_push_too(
    open_page: OpenPage, ticket: Callable[..., dict[str, Any]], language: str
) -> None:
    page = open_page("/", **PHONE)
    page.wait_for_load_state("networkidle")  # nothing of that page counts
    weights: dict[str, int] = {}

    def weigh(request: Any) -> None:
        sizes = request.sizes()
        weights[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("requestfinished", weigh)
    page.goto(ticket(language)["url"])
    _alive(page)
    _until(page, "document.fonts.status === 'loaded'")
    page.wait_for_load_state("networkidle")
    assert any(url.endswith("/display/push.js") for url in weights)
    assert not any(url.endswith("/t/push.js") for url in weights)
    assert sum(weights.values()) <= MOST_BYTES, weights


@pytest.mark.parametrize(("language", "size"), [("nl", 1), ("ar", 1), ("ti", 2)])
def test_no_state_of_push_has_a_fault_or_scrolls_sideways(
    open_page: OpenPage,
    service: PushService,
    ticket: Callable[..., dict[str, Any]],
    language: str,
    size: int,
) -> None:
    page = opened(open_page, ticket(language)["url"], service.phone(), "notifications")
    page.evaluate(f"document.documentElement.style.setProperty('--text-size', '{size}')")
    page.locator("#alarm-offer").click()
    for button in ("#push-offer", "#push-stop"):
        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.locator(button).click()
        expect(page.locator(button)).to_be_hidden()
