"""The kiosk as visitors walk through it: three presses at most, help everywhere, and everything fits."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from benchmarks.process import ROOT
from tests.e2e.browser import OpenPage
from tests.e2e.commands import Commands
from tests.e2e.kiosk_printer import codes, codes_now
from tests.e2e.kiosk_visitor import SEEN
from tests.e2e.kiosk_walk import number_on, overflow, scrolls, take_number, to_questions
from tests.e2e.server import Server

pytestmark = pytest.mark.browser

STANDING, LYING = (1080, 1920), (1920, 1080)
SIZES = pytest.mark.parametrize("size", [STANDING, LYING], ids=["standing", "lying"])
LANGUAGE = pytest.mark.parametrize("language", SEEN)
BAR = (".bar__back", ".bar__restart", ".bar__help", ".bar__access", ".bar__language")
WORK_AND_MONEY = """[[question_group]]
id = "thuis"
icon = "messages"
colour = "#0b4f9e"
name = { nl = "Thuis", en = "Home", uk = "Дім", pl = "Dom", tr = "Ev", ar = "البيت", fa = "خانه", ti = "ገዛ" }

"""


@pytest.fixture(scope="module")
def house(server: Server) -> Commands:
    return Commands(server, "flow")


@pytest.fixture
def kiosk(open_page: OpenPage) -> Page:
    page = open_page("/kiosk/oefen", *STANDING, has_touch=True)
    page.locator(".language").first.wait_for()
    return page


@pytest.fixture
def region(server: Server) -> Iterator[Callable[[str], None]]:
    """Loads another region file; afterwards the sample is there again."""
    sample = ROOT / "config" / "regions" / "zuid-holland-centraal.toml"

    def load(text: str) -> None:
        path = server.data_dir / "region.toml"
        path.write_text(text, encoding="utf-8")
        server.command("load", str(path))

    yield load
    server.command("load", str(sample))


def sample() -> str:
    return (ROOT / "config" / "regions" / "zuid-holland-centraal.toml").read_text(encoding="utf-8")


def test_language_question_how_number(kiosk: Page) -> None:
    to_questions(kiosk, "nl")
    kiosk.locator("[data-press='choose'][data-id='leren']").tap()
    expect(kiosk.locator("[data-screen='how'] h1")).to_have_text("Hoe wil je je nummer?")
    kiosk.locator("[data-way='paper'].tile").tap()
    assert number_on(kiosk).startswith("C")
    expect(kiosk.locator("#slip")).to_contain_text("bon")


def test_a_number_for_the_telephone_is_a_code_that_fills_the_screen(kiosk: Page) -> None:
    take_number(kiosk, "nl", "werk", "phone")
    code = kiosk.locator("#code")
    expect(code).to_have_js_property("complete", value=True)
    box = code.bounding_box()
    assert box is not None
    assert box["width"] >= STANDING[0] * 0.4
    assert len(codes(kiosk)) == 1
    expect(kiosk.locator("#slip")).to_be_hidden()


def test_until_a_visitors_code_has_come_there_is_none_and_not_that_of_the_visitor_before(
    kiosk: Page,
) -> None:
    take_number(kiosk, "nl", "werk", "phone")
    (former,) = codes(kiosk)
    kiosk.keyboard.press("Home")
    late: list[Route] = []

    def hold_back(route: Route) -> None:
        late.append(route)

    kiosk.route("**/qr.svg", hold_back)
    take_number(kiosk, "nl", "werk", "phone")
    assert codes_now(kiosk) == []
    late[0].continue_()
    (own,) = codes(kiosk)
    assert own != former


def test_just_the_number_has_no_code_and_promises_no_paper(kiosk: Page) -> None:
    label = take_number(kiosk, "nl", "werk", "number")
    expect(kiosk.locator("#code")).to_be_hidden()
    expect(kiosk.locator("#slip")).to_be_hidden()
    expect(kiosk.locator("#photo")).to_be_hidden()
    expect(kiosk.locator("#watch")).to_contain_text(label)


def test_a_kiosk_with_a_preset_language_needs_one_press(open_page: OpenPage) -> None:
    page = open_page("/kiosk/oefen?lang=nl", *STANDING, has_touch=True)
    page.locator("[data-press='choose'][data-id='werk']").tap()
    assert number_on(page).startswith("A")


def test_five_taps_on_a_language_choose_nothing_else(kiosk: Page) -> None:
    box = kiosk.locator(".language[data-language='uk']").bounding_box()
    assert box is not None
    kiosk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, click_count=5)
    expect(kiosk.locator("#tiles .tile").first).to_be_visible()
    expect(kiosk.locator("html")).to_have_attribute("lang", "uk")
    expect(kiosk.locator("[data-screen='how']")).to_be_hidden()
    expect(kiosk.locator("#ticket")).to_be_hidden()


def test_every_button_of_the_bar_keeps_its_place_on_every_screen(kiosk: Page) -> None:
    def places() -> list[tuple[float, float]]:
        boxes = [kiosk.locator(button).bounding_box() for button in BAR]
        return [(box["x"], box["y"] + box["height"]) for box in boxes if box is not None]

    first = places()
    assert len(first) == len(BAR)
    to_questions(kiosk, "nl")
    assert places() == first
    kiosk.locator(".bar__help").tap()
    expect(kiosk.locator("#help-title")).to_be_visible()
    assert places() == first
    kiosk.locator("#help-undo").tap()
    kiosk.locator("[data-press='choose']").first.tap()
    assert places() == first
    kiosk.locator("[data-way='number'].tile").tap()
    number_on(kiosk)
    assert places() == first


def test_a_group_shows_its_questions_and_back_leads_out_of_it(
    region: Callable[[str], None], open_page: OpenPage
) -> None:
    text = sample().replace("[[question_type]]", WORK_AND_MONEY + "[[question_type]]", 1)
    for question in ("werk", "geld"):
        text = text.replace(f'id = "{question}"\nletter', f'id = "{question}"\ngroup = "thuis"\nletter')
    region(text)
    page = open_page("/kiosk/oefen", *STANDING, has_touch=True)
    to_questions(page, "nl")
    tiles = page.locator("#tiles .tile")
    expect(tiles).to_have_text(
        ["Thuis", "B Ander werk", "C Leren en opleiding", "E Eigen bedrijf", "G Iets anders"]
    )
    tiles.first.tap()
    expect(tiles).to_have_text(["A Werk zoeken", "F Geld en uitkering", "G Iets anders"])
    page.locator(".bar__back").tap()
    expect(tiles.first).to_have_text("Thuis")
    tiles.first.tap()
    page.locator("[data-id='geld']").tap()
    assert number_on(page).startswith("F")


def test_where_there_is_one_question_the_language_leads_to_how(
    region: Callable[[str], None], open_page: OpenPage
) -> None:
    place = sample().index('id = "oefen"')
    region(
        sample()[:place] + sample()[place:].replace('question_types = "*"', 'question_types = ["leren"]', 1)
    )
    page = open_page("/kiosk/oefen", *STANDING, has_touch=True)
    page.locator(".language[data-language='tr']").tap()
    page.locator("[data-way='number'].tile").tap()
    assert number_on(page).startswith("C")


def test_a_person_comes_to_help(kiosk: Page, house: Commands) -> None:
    to_questions(kiosk, "nl")
    kiosk.locator(".bar__help").tap()
    expect(kiosk.locator("#help-title")).to_have_text("Blijf hier")
    expect(kiosk.locator("#status")).to_contain_text("We roepen een collega.")
    (call,) = house.view()["assistance"]
    assert call["language"] == "nl"
    house(f"assistance/{call['id']}/coming")
    expect(kiosk.locator("#help[data-call='coming'] h1")).to_contain_text("naar je toe")
    kiosk.locator(".bar__back").tap()
    expect(kiosk.locator("#tiles .tile").first).to_be_visible()
    expect(kiosk.locator(".bar__help")).to_have_attribute("aria-pressed", "true")
    house(f"assistance/{call['id']}/done")
    expect(kiosk.locator(".bar__help")).to_have_attribute("aria-pressed", "false")


def test_who_needs_no_help_after_all_takes_the_call_back_and_start_again_ends_it(
    kiosk: Page, house: Commands
) -> None:
    for last in ("#help-undo", ".bar__restart"):
        kiosk.locator(".bar__help").tap()
        expect(kiosk.locator("#help-title")).to_have_text("Blijf hier")
        assert len(house.view()["assistance"]) == 1
        kiosk.locator(last).tap()
        expect(kiosk.locator(".language").first).to_be_visible()
        expect(kiosk.locator(".bar__help")).to_have_attribute("aria-pressed", "false")
        deadline = 50
        while house.view()["assistance"] and deadline:
            kiosk.wait_for_timeout(50)
            deadline -= 1
        assert house.view()["assistance"] == []


def test_without_a_server_nobody_is_promised_help(kiosk: Page, watch: object) -> None:
    to_questions(kiosk, "nl")
    kiosk.route("**/assistance", lambda route: route.fulfill(status=503, body="{}"))
    kiosk.locator(".bar__help").tap()
    expect(kiosk.locator("#help-title")).to_have_text("Vraag een medewerker")
    expect(kiosk.locator("#help-undo")).to_be_hidden()
    watch.forgive("503")  # type: ignore[attr-defined]


def test_help_can_be_asked_for_where_it_is_closed(open_page: OpenPage, house: Commands) -> None:
    page = open_page("/kiosk/oefen?lang=nl", *STANDING, has_touch=True)
    house("close", reason="staff", helping=True)
    try:
        expect(page.locator("#notice-title")).to_have_text("We moesten sluiten")
        page.locator(".bar__help").tap()
        expect(page.locator("#help-title")).to_have_text("Blijf hier")
        page.locator("#help-undo").tap()
        expect(page.locator("#notice-title")).to_be_visible()
    finally:
        house("open")


def test_the_first_screen_tells_how_it_is_without_a_press(kiosk: Page, house: Commands) -> None:
    house("messages", text="Vanmiddag is er een spreekuur.")
    expect(kiosk.locator("#today-open")).to_have_text("Nu open")
    expect(kiosk.locator("#waiting")).not_to_be_empty()
    expect(kiosk.locator("#today-notice")).to_have_text("Vanmiddag is er een spreekuur.")
    to_questions(kiosk, "nl")
    expect(kiosk.locator("#today")).to_be_hidden()


@SIZES
@LANGUAGE
def test_nothing_overflows_and_nothing_scrolls(
    open_page: OpenPage, language: str, size: tuple[int, int]
) -> None:
    page = open_page("/kiosk/oefen", *size, has_touch=True)
    page.locator(".language").first.wait_for()
    found = {"language": (overflow(page), scrolls(page))}
    to_questions(page, language)
    found["question"] = (overflow(page), scrolls(page))
    page.locator("[data-press='choose']").first.tap()
    page.locator("[data-way='phone'].tile").wait_for()
    found["how"] = (overflow(page), scrolls(page))
    page.locator("[data-way='phone'].tile").tap()
    number_on(page)
    found["phone"] = (overflow(page), scrolls(page))
    page.locator(".bar__help").tap()
    page.locator("#help-undo").wait_for()
    found["help"] = (overflow(page), scrolls(page))
    page.locator("#help-undo").tap()
    page.locator(".bar__restart").tap()
    take_number(page, language, "werk", "paper")
    page.locator("[data-paper='take']").wait_for()
    found["paper"] = (overflow(page), scrolls(page))
    assert {name: told for name, told in found.items() if told != ([], False)} == {}


@SIZES
@LANGUAGE
def test_large_letters_reach_every_part_of_a_screen(
    open_page: OpenPage, language: str, size: tuple[int, int]
) -> None:
    page = open_page("/kiosk/oefen", *size, has_touch=True)
    page.locator(".language").first.wait_for()
    page.evaluate("document.documentElement.style.setProperty('--zoom', '2')")
    found = {"language": overflow(page)}
    to_questions(page, language)
    page.locator("#tiles .tile").last.scroll_into_view_if_needed()
    found["question"] = overflow(page)
    page.evaluate("document.getElementById('stage').scrollTop = 0")
    page.wait_for_timeout(600)
    for _ in range(12):
        if page.locator("[data-press='down']:enabled:visible").count() == 0:
            break
        page.locator("[data-press='down']").tap()
        page.wait_for_timeout(600)
    expect(page.locator("#tiles .tile").last).to_be_in_viewport()
    page.locator("#tiles .tile").last.press("Enter")
    page.locator("[data-way='number'].tile").wait_for()
    found["how"] = overflow(page)
    page.locator("[data-way='number'].tile").press("Enter")
    number_on(page)
    found["ticket"] = overflow(page)
    assert {name: told for name, told in found.items() if told} == {}


@SIZES
@LANGUAGE
def test_a_number_says_how_long_it_takes_where_that_is_known_and_still_fits(
    open_page: OpenPage, house: Commands, language: str, size: tuple[int, int]
) -> None:
    house("desks/2/take")
    for _ in range(4):
        house("tickets", question_type="werk", language="nl")
    page = open_page("/kiosk/oefen", *size, has_touch=True)
    page.locator(".language").first.wait_for()
    found = {}
    for way in ("phone", "number", "paper"):
        take_number(page, language, "werk", way)
        expect(page.locator("#ticket-wait")).to_have_text(re.compile(r"\S"))
        expect(page.locator("#ticket-wait")).to_have_attribute("data-say", re.compile(r"^wait/\d+/\d+$"))
        if way == "paper":
            page.locator("[data-paper='take']").wait_for()
        found[way] = (overflow(page), scrolls(page))
        page.locator(".bar__restart").tap()
    house("desks/leave")
    for ticket in house.view()["waiting"]:
        house.visit(ticket["id"], "cancel")
    assert {way: told for way, told in found.items() if told != ([], False)} == {}
