"""People in the browser: from an invitation to leaving, at a shared desk, with nothing that axe finds."""

import time

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server
from tests.e2e.staff import PASSWORD, open_signed_in, sign_in
from tests.e2e.test_access import _violations
from tests.e2e.test_console_access import _too_small

pytestmark = pytest.mark.browser

PIN, OTHER_PIN = "274951", "830462"
HALF_MINUTE = 30


def is_fine(page: Page) -> None:
    assert _violations(page) == []
    assert _too_small(page) == []


def fill_twice(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Nieuw wachtwoord").fill(password)
    page.get_by_label("Nog een keer hetzelfde").fill(password)
    page.get_by_role("button", name="Opslaan en verder").click()


def link_for(admin: Page, name: str, role: str = "gids") -> str:
    """Invite somebody, and leave the page as it was."""
    admin.locator("#new > summary").click()
    admin.get_by_label("Naam", exact=True).fill(name)
    admin.locator("#new [data-role]").select_option(label=role)
    admin.get_by_role("button", name="Link maken").click()
    expect(admin.locator("#link-title")).to_have_text(f"Link voor {name}")
    expect(admin.locator("#link-title")).to_be_focused()
    is_fine(admin)
    link = admin.locator("#link-url").inner_text()
    admin.get_by_role("link", name="Klaar").click()
    expect(admin.locator(".person", has_text=name)).to_contain_text("Uitgenodigd tot")
    return link


def set_up_app(page: Page) -> str:
    """The second step, by what the page offers to type; its secret."""
    page.locator("summary", has_text="Geen camera").click()
    secret = page.locator(".steps__secret").inner_text().replace(" ", "")
    is_fine(page)
    page.get_by_label("Code", exact=True).fill(pyotp.TOTP(secret).now())
    if page.get_by_label("Je huidige wachtwoord").count():
        page.get_by_label("Je huidige wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanzetten").click()
    expect(page.locator(".codes li")).to_have_count(10)
    is_fine(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    return secret


def choose_pin(page: Page, url: str, pin: str, watch: Watch) -> None:
    page.goto(f"{url}/staff/account")
    page.locator("summary", has_text="Pincode kiezen").click()
    for typed, wrong in (("123456", "geen rij"), (pin, "")):
        page.get_by_label("Pincode", exact=True).fill(typed)
        page.locator("#current-pin").fill(PASSWORD)
        page.locator("form[data-call$='/pin'] button").click()
        if wrong:
            expect(page.locator("form[data-call$='/pin'] .error")).to_contain_text(wrong, ignore_case=True)
            watch.forgive("422")
    expect(page.locator("#told")).to_have_text("Klaar.")
    is_fine(page)


def switch_to(page: Page, name: str, pin: str) -> None:
    page.get_by_label(name, exact=True).check()
    page.get_by_label("Pincode").fill(pin)
    page.get_by_role("button", name="Verder").click()


def sign_out(page: Page, url: str) -> None:
    page.goto(f"{url}/staff/account")
    page.locator("form[action='/staff/sign-out'] button").click()
    page.get_by_role("heading", name="Inloggen").wait_for()


def make_shared(desk: Page, server: Server) -> None:
    desk.get_by_label("Locatie").select_option("oefen")
    desk.get_by_label("Naam van deze computer").fill("Balie 1")
    desk.get_by_role("button", name="Deze computer delen").click()
    expect(desk.get_by_role("status")).to_contain_text("nu een gedeelde plek")
    is_fine(desk)


def give_code(page: Page, secret: str, watch: Watch) -> None:
    """A wrong code, and then one that was not used while the app was set up."""
    page.get_by_role("heading", name="Je code").wait_for()
    is_fine(page)
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("alert")).to_contain_text("Deze code klopt niet")
    watch.forgive("401")
    is_fine(page)
    page.get_by_label("Code", exact=True).fill(pyotp.TOTP(secret).at(int(time.time()) + HALF_MINUTE))
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Je code")).to_have_count(0)


def console_of(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.url}/staff/oefen")
    page.locator("#primary:not([data-phase='loading'])").wait_for()
    expect(page.locator(".head__name")).to_have_text(name)


def let_go(admin: Page, name: str) -> None:
    admin.reload()
    card = admin.locator(".person", has_text=name)
    card.locator(".person__more > summary").click()
    is_fine(admin)
    card.get_by_role("button", name="Is uit dienst").dblclick()  # which is one press
    card.get_by_role("button", name="Druk nog een keer").click()


def test_from_an_invitation_to_leaving(server: Server, open_page: OpenPage, watch: Watch) -> None:
    admin = open_signed_in(server, open_page, "/staff/people", "beheer")
    is_fine(admin)
    link = link_for(admin, "Samira")
    samira = open_page(link)
    is_fine(samira)
    fill_twice(samira)
    samira.wait_for_url("**/staff/**")
    samira.goto(f"{server.url}/staff/account")
    is_fine(samira)
    samira.get_by_role("link", name="Instellen").click()
    secret = set_up_app(samira)
    expect(samira.locator("main")).to_contain_text("Nog 10 codes")
    desk = open_signed_in(server, open_page, "/staff/desk", "coco")
    is_fine(desk)
    make_shared(desk, server)
    choose_pin(desk, server.url, OTHER_PIN, watch)
    sign_out(desk, server.url)
    sign_in(desk, "Samira", PASSWORD)
    give_code(desk, secret, watch)
    choose_pin(desk, server.url, PIN, watch)
    sign_out(desk, server.url)
    is_fine(desk)
    switch_to(desk, "coco", OTHER_PIN)
    console_of(desk, server, "coco")
    began = time.monotonic()
    desk.locator(".head__more").click()
    desk.get_by_role("button", name="Wisselen met een collega").click()
    switch_to(desk, "Samira", PIN)
    console_of(desk, server, "Samira")
    print(f"switched in {time.monotonic() - began:.1f} s")  # noqa: T201  (how soon is for the benchmarks)
    let_go(admin, "Samira")
    desk.wait_for_url("**/staff/sign-in?**")
    expect(desk.locator("body")).not_to_contain_text("Samira")
    expect(admin.locator(".person--gone")).to_contain_text("Samira")
    is_fine(admin)
    admin.locator(".person--gone", has_text="Samira").get_by_role("button").click()
    expect(admin.locator("#link-title")).to_have_text("Link voor Samira")
    used = open_page(link)
    expect(used.get_by_role("heading")).to_have_text("Deze link werkt niet meer")
    is_fine(used)
    watch.forgive("404")


def test_who_may_not_do_something_is_told_in_words(server: Server, open_page: OpenPage, watch: Watch) -> None:
    admin = open_signed_in(server, open_page, "/staff/people", "beheer")
    card = admin.locator(".person", has_text="beheer (jij)")
    card.locator(".person__more > summary").click()
    card.get_by_role("button", name="Is uit dienst").click()
    card.get_by_role("button", name="Druk nog een keer").click()
    expect(card.get_by_role("alert").last).to_contain_text("De regio heeft een beheerder nodig")
    is_fine(admin)
    watch.forgive("409")


def test_a_role_offers_only_the_places_where_it_may_be_given(server: Server, open_page: OpenPage) -> None:
    admin = open_signed_in(server, open_page, "/staff/people", "beheer")
    admin.locator("#new > summary").click()
    form = admin.locator("#new form")
    form.get_by_role("button", name="Nog een rol of plaats").click()
    expect(form.locator(".places__row")).to_have_count(2)
    expect(form.locator("[data-where]").first.locator("option").first).to_have_text("hele regio")
    form.get_by_role("button", name="Weghalen").first.click()
    expect(form.locator(".places__row")).to_have_count(1)
    expect(form.get_by_role("button", name="Weghalen")).to_be_hidden()


@pytest.mark.parametrize("path", ["/staff/people", "/staff/account", "/staff/desk", "/staff/enrol"])
@pytest.mark.parametrize(("width", "text"), [(320, 100), (1280, 200)])
def test_nothing_is_lost_on_a_phone_or_with_large_text(
    server: Server, open_page: OpenPage, path: str, width: int, text: int
) -> None:
    page = open_signed_in(server, open_page, path, "beheer", (width, 640))
    page.get_by_role("heading").first.wait_for()
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{text}%")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    is_fine(page)


@pytest.mark.parametrize("path", ["/staff/people", "/staff/account", "/staff/desk", "/staff/enrol"])
def test_the_pages_are_fine_in_english_and_in_forced_colours(
    server: Server, open_page: OpenPage, path: str
) -> None:
    page = open_signed_in(server, open_page, path, "beheer")
    page.get_by_role("heading").first.wait_for()
    page.goto(f"{server.url}{path}?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    is_fine(page)
    page.emulate_media(forced_colors="active")
    is_fine(page)
