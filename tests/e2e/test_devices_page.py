"""A new screen from its code to its end: confirmed in the console, set up, low on power, taken out of use."""

import itertools
import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from models.access.secret import hash_secret
from tests.e2e.ageing import age, give, standing_of
from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server
from tests.e2e.staff import open_signed_in
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

PATH = "/staff/oefen/devices"
ADDRESSES = itertools.count(2)
"""Of screens that do not stand at the server itself, and so have to be confirmed; each has its own."""


@pytest.fixture
def console(server: Server, open_page: OpenPage) -> Page:
    """The page of the screens, as a coordinator sees it."""
    return _sign_in(server, open_page, "coordinator")


def _sign_in(server: Server, open_page: OpenPage, name: str, width: int = 1280, height: int = 800) -> Page:
    page = open_signed_in(server, open_page, PATH, name, (width, height))
    page.locator("#new button").first.wait_for()
    return page


def new_screen(open_page: OpenPage, path: str = "/kiosk/oefen", size: tuple[int, int] = (1080, 1920)) -> Page:
    away = {"X-Forwarded-For": f"192.168.1.{next(ADDRESSES)}"}
    screen = open_page(path, *size, extra_http_headers=away)
    screen.locator("#code:not(:empty)").wait_for()
    return screen


def code_on(screen: Page) -> str:
    return screen.locator("#code").inner_text()


def find(console: Page, code: str) -> None:
    console.get_by_role("button", name="Nieuw scherm koppelen").click()
    console.get_by_label("Code op het scherm").fill(code.lower())
    console.get_by_role("button", name="Verder").click()


def pair(console: Page, screen: Page, name: str) -> None:
    find(console, code_on(screen))
    console.get_by_label("Naam").fill(name)
    console.get_by_role("button", name="Ja, koppelen").click()
    expect(console.locator("#told")).to_contain_text(f"{name} is gekoppeld")


def revoke(console: Page, name: str) -> None:
    card = console.locator(".machine", has_text=name)
    card.get_by_role("button", name="Buiten gebruik stellen").click()
    card.get_by_role("button", name="Ja, buiten gebruik").click()
    expect(console.locator("#told")).to_have_text(f"{name} is buiten gebruik.")


def test_a_new_kiosk_is_confirmed_works_with_its_sizes_and_goes_back_when_revoked(
    console: Page, open_page: OpenPage
) -> None:
    screen = new_screen(open_page)
    assert re.fullmatch(r"[CDFHJKLMNPQRTVWXY34679]{3}\s[CDFHJKLMNPQRTVWXY34679]{3}", code_on(screen))
    assert _violations(screen) == []
    find(console, code_on(screen))
    expect(console.locator(".new")).to_contain_text("Is dit de zuil die je ziet?")
    expect(console.locator(".new__code")).to_have_text(code_on(screen))
    console.get_by_label("Naam").fill("Bij de ingang")
    console.get_by_label("27 inch").check()
    console.get_by_label("Hoe ver zijn de ogen").fill("75")
    assert _violations(console) == []
    console.get_by_role("button", name="Ja, koppelen").click()
    screen.locator(".language").first.wait_for()
    facts = screen.evaluate("JSON.parse(document.getElementById('page').textContent).device")
    assert (facts["name"], facts["diagonal"], facts["distance"]) == ("Bij de ingang", 27.0, 750)
    card = console.locator(".machine", has_text="Bij de ingang")
    expect(card).to_contain_text("27 inch, gelezen op 75 cm")
    expect(card).to_have_attribute("data-health", "current")
    expect(card).to_contain_text("aan en actueel", ignore_case=True)
    assert _violations(console) == []
    card.get_by_role("button", name="Buiten gebruik stellen").click()
    expect(card).to_contain_text("Het stopt binnen een paar seconden en toont een code.")
    expect(card.get_by_role("heading", name="Bij de ingang buiten gebruik stellen?")).to_be_focused()
    assert _violations(console) == []
    card.get_by_role("button", name="Ja, buiten gebruik").click()
    expect(card).to_have_count(0)
    screen.locator("#code:not(:empty)").wait_for()


def test_a_waiting_room_display_is_paired_by_whoever_scans_its_code(
    server: Server, open_page: OpenPage, console: Page
) -> None:
    screen = new_screen(open_page, "/display/oefen", (1920, 1080))
    code = code_on(screen).replace("\u00a0", "")
    console.goto(f"{server.url}{PATH}?code={code}")
    expect(console.locator(".new")).to_contain_text("Is dit het wachtscherm dat je ziet?")
    assert console.url.endswith(PATH)
    console.get_by_label("Naam").fill("TV bij het raam")
    console.get_by_role("button", name="Ja, koppelen").click()
    screen.locator("#board").wait_for()
    revoke(console, "TV bij het raam")
    screen.locator("#code:not(:empty)").wait_for()


def test_a_display_is_set_up_by_what_it_shows_and_how_it_sounds(console: Page, open_page: OpenPage) -> None:
    screen = new_screen(open_page, "/display/oefen", (1920, 1080))
    pair(console, screen, "TV in de hal")
    screen.locator("#board").wait_for()
    card = console.locator(".machine", has_text="TV in de hal")
    card.get_by_role("button", name="Wijzigen").click()
    card.get_by_label("32 inch").check()
    card.get_by_label("Hoe ver weg staat de achterste stoel").fill("10")
    card.get_by_label("bord van één plek").check()
    card.get_by_label("Hoe hard").fill("heel hard")
    card.get_by_label("Stil vanaf").fill("22:00")
    card.get_by_role("button", name="Opslaan").click()
    expect(card).to_contain_text("Kies precies één plek voor een bord.")
    expect(card.get_by_label("Hoe hard")).to_have_accessible_description(re.compile("van 0 tot 100"))
    expect(card.get_by_label("Stil tot")).to_have_accessible_description(re.compile("Vul beide tijden in"))
    assert _violations(console) == []
    card.get_by_label("Plek 2", exact=True).check()
    card.get_by_label("Hoe hard").fill("35")
    card.get_by_label("Stil tot").fill("07:30")
    with screen.expect_navigation():
        card.get_by_role("button", name="Opslaan").click()
    expect(screen.locator("#sign-desk")).to_have_text("Plek 2")
    expect(card).to_contain_text("het bord van Plek 2")
    expect(card).to_contain_text("volume 35, stil van 22:00 tot 07:30")
    expect(card).to_contain_text("Te klein voor 10 m")
    assert _violations(console) == []
    revoke(console, "TV in de hal")


def test_of_two_who_confirm_at_once_one_is_told_that_a_colleague_was_first(
    server: Server, open_page: OpenPage, console: Page, watch: Watch
) -> None:
    second = _sign_in(server, open_page, "tweede")
    screen = new_screen(open_page)
    for who in (console, second):
        find(who, code_on(screen))
        who.get_by_label("Naam").fill("Zuil van twee")
    for who in (console, second):
        who.get_by_role("button", name="Ja, koppelen").dispatch_event("click")
    expect(console.locator("#told")).not_to_be_empty()
    expect(second.locator("#told")).not_to_be_empty()
    told = {who.locator("#told").inner_text() for who in (console, second)}
    assert told == {
        "Zuil van twee is gekoppeld. Het begint binnen een paar seconden.",
        "Een collega heeft dit scherm net gekoppeld.",
    }
    watch.forgive("409")
    revoke(console, "Zuil van twee")


def test_a_wrong_code_is_told_at_its_field(console: Page, watch: Watch) -> None:
    find(console, "CDF")
    field = console.get_by_label("Code op het scherm")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Een code heeft zes letters en cijfers"))
    field.fill("CDF HJK")
    console.get_by_role("button", name="Verder").click()
    expect(field).to_have_accessible_description(
        re.compile("Geen scherm van deze locatie toont nu deze code")
    )
    assert _violations(console) == []
    watch.forgive("404")


def test_a_code_that_is_over_is_replaced_by_a_new_one(open_page: OpenPage) -> None:
    screen = new_screen(open_page)
    first = code_on(screen)
    screen.route(
        "**/api/v1/pairings/check", lambda route: route.fulfill(json={"state": "gone", "url": None}), times=1
    )
    expect(screen.locator("#code")).not_to_have_text(first)
    assert re.fullmatch(r"\w{3}\s\w{3}", code_on(screen))


def test_the_same_screen_loaded_again_shows_the_same_code(open_page: OpenPage) -> None:
    screen = new_screen(open_page)
    first = code_on(screen)
    screen.reload()
    expect(screen.locator("#code")).to_have_text(first)


def test_what_is_filled_in_wrong_is_told_and_a_change_reaches_the_screen(
    console: Page, open_page: OpenPage
) -> None:
    screen = new_screen(open_page)
    pair(console, screen, "Zuil")
    screen.locator(".language").first.wait_for()
    card = console.locator(".machine", has_text="Zuil").first
    card.get_by_role("button", name="Wijzigen").click()
    card.get_by_label("Naam").fill(" ")
    card.get_by_label("anders").check()
    card.get_by_label("Hoeveel inch?").fill("400")
    card.get_by_label("Hoe ver zijn de ogen").fill("dichtbij")
    card.get_by_role("button", name="Opslaan").click()
    expect(card.get_by_label("Naam")).to_be_focused()
    expect(card.get_by_label("Hoeveel inch?")).to_have_accessible_description(re.compile("van 5 tot 120"))
    expect(card.get_by_label("Hoe ver zijn de ogen")).to_have_accessible_description(
        re.compile("van 20 tot 2000")
    )
    assert _violations(console) == []
    card.get_by_label("Naam").fill("Zuil voorin")
    card.get_by_label("Hoeveel inch?").fill("23,8")
    card.get_by_label("Hoe ver zijn de ogen").fill("60")
    with screen.expect_navigation():
        card.get_by_role("button", name="Opslaan").click()
    expect(console.locator("#told")).to_contain_text("Zuil voorin is gewijzigd")
    facts = screen.evaluate("JSON.parse(document.getElementById('page').textContent).device")
    assert (facts["name"], facts["diagonal"], facts["distance"]) == ("Zuil voorin", 23.8, 600)
    revoke(console, "Zuil voorin")


def test_a_nearly_empty_battery_is_told_in_words_here_and_in_the_console(
    server: Server, console: Page, open_page: OpenPage
) -> None:
    screen = new_screen(open_page)
    screen.context.add_init_script(
        "navigator.getBattery = () => Promise.resolve({ level: 0.18, charging: false })"
    )
    pair(console, screen, "Tablet")
    card = console.locator(".machine", has_text="Tablet")
    expect(card).to_contain_text("accu 18 procent: leg hem aan de lader", ignore_case=True)
    expect(card).to_contain_text("Veilig adres")
    console.goto(f"{server.url}/staff/oefen")
    expect(console.locator("#devices")).to_contain_text("accu 18 procent: leg hem aan de lader")
    console.goto(server.url + PATH)
    revoke(console, "Tablet")


@pytest.mark.parametrize(("width", "height", "text"), [(360, 740, 100), (1280, 800, 200), (320, 640, 100)])
def test_nothing_is_lost_on_a_phone_or_with_large_text(
    server: Server, open_page: OpenPage, width: int, height: int, text: int
) -> None:
    page = _sign_in(server, open_page, "coordinator", width, height)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{text}%")
    screen = new_screen(open_page, size=(width, height))
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    assert _violations(screen) == []
    find(page, code_on(screen))
    page.get_by_label("anders").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert _violations(page) == []


def test_when_the_server_is_away_both_pages_say_so(console: Page, open_page: OpenPage, watch: Watch) -> None:
    screen = new_screen(open_page)
    for page in (console, screen):
        page.route("**/api/**", lambda route: route.abort())
    expect(console.locator("#stale-text")).to_contain_text("Geen verbinding sinds")
    expect(screen.locator("#told")).to_contain_text("De server antwoordt niet")
    for page in (console, screen):
        page.unroute("**/api/**")
    expect(console.locator("#stale")).to_be_hidden()
    expect(screen.locator("#told")).to_be_empty()
    watch.forgive("Failed to load resource")


def test_a_screen_gets_a_new_key_by_hand_and_a_copy_of_the_old_one_is_told(
    server: Server, console: Page, open_page: OpenPage
) -> None:
    screen = new_screen(open_page)
    pair(console, screen, "Zuil met sleutel")
    screen.locator(".language").first.wait_for()
    (before,) = screen.context.cookies(f"{server.url}/kiosk/oefen")
    card = console.locator(".machine", has_text="Zuil met sleutel")
    expect(card).to_contain_text("Elke week komt vanzelf een nieuwe.")
    with screen.expect_navigation():
        card.get_by_role("button", name="Nieuwe sleutel").click()
    expect(console.locator("#told")).to_have_text("Zuil met sleutel krijgt vanzelf een nieuwe sleutel.")
    expect(card).to_contain_text("Er komt een nieuwe.")
    screen.locator(".language").first.wait_for()
    token = screen.evaluate("JSON.parse(document.getElementById('page').textContent).token")
    assert token != before["value"]
    age(server.data_dir, "offered", "made_at", minutes=11)
    screen.reload()
    expect(card).not_to_contain_text("Er komt een nieuwe.")
    age(server.data_dir, "former", "ends_at", seconds=1)
    expect(screen.locator(".language").first).to_be_visible()
    copy = open_page("/healthz", 1080, 1920)
    give(copy.context, before)
    digest = hash_secret(str(before["value"]))
    wait_for(lambda: standing_of(server.data_dir, digest) == "dead")
    copy.goto(f"{server.url}/kiosk/oefen")
    expect(copy.get_by_role("heading", name="Dit scherm is nog niet gekoppeld")).to_be_visible()
    expect(card).to_contain_text("Dit scherm kwam twee keer voor.")
    expect(card).to_contain_text("Koppel het opnieuw")
    assert _violations(console) == []
    revoke(console, "Zuil met sleutel")


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until it has."""
    limit = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < limit
        time.sleep(0.1)
