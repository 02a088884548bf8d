"""The ticket's layout changed in a browser, against the real server: what is shown is what is printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, StorageState, expect

from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server
from tests.e2e.staff import sign_in_first, signed_in_state
from tests.e2e.test_access import _violations
from tests.e2e.ticket_editor import Editor, hidden_focus, printed_paper, too_small

pytestmark = pytest.mark.browser

PAGE = "/staff/ticket?location=oefen"


@pytest.fixture(scope="module")
def state(server: Server, browser: Browser) -> StorageState:
    """An administrator who stays signed in."""
    return signed_in_state(server, browser, PAGE, ".row")


@pytest.fixture
def editor(open_page: OpenPage, state: StorageState) -> Iterator[Editor]:
    """The page, and afterwards the ticket that Inloop begins with."""
    opened = Editor(open_page(PAGE, storage_state=state))
    yield opened
    again = Editor(open_page(PAGE, storage_state=state))
    again.press("default")
    if again.page.locator("[data-press='discard'][aria-disabled='false']").count():
        again.save()


def test_a_ticket_that_could_not_be_read_at_first_is_there_without_that_word(
    open_page: OpenPage, state: StorageState, server: Server, watch: Watch
) -> None:
    page = open_page("/healthz", storage_state=state)
    page.route("**/api/v1/ticket-layout", lambda route: route.fulfill(status=503), times=1)
    page.goto(server.url + PAGE)
    page.locator(".row").first.wait_for()
    expect(page.locator("#told")).to_be_empty()
    watch.forgive("503")


def test_what_is_shown_is_what_is_printed(editor: Editor, server: Server) -> None:
    before = editor.picture()
    code = editor.row("qr").locator("[data-press^='up/']")
    for _ in range(8):
        code.press("Enter")
    expect(code).to_be_focused()
    assert editor.parts().index("qr") < editor.parts().index("number")
    moved = editor.another_than(before)

    editor.open("qr").locator("input[value='issued']").uncheck()
    editor.row("ahead").locator("input[type='checkbox']").uncheck()
    editor.press("add/line")
    editor.row("line").locator("input[lang='nl']").fill("Welkom, fijn dat je er bent")
    shown = editor.another_than(moved)
    editor.save()

    printed = printed_paper(server, "C07")
    assert printed.width == shown.width
    # The practice location has a box at the top of every real ticket, which an example has not.
    same = printed.crop((0, printed.height - shown.height, printed.width, printed.height))
    differing = ImageChops.difference(same.convert("L"), shown.convert("L")).getbbox()
    assert differing is not None, "the code leads to another address"
    left, top, right, bottom = differing
    assert right - left <= 300
    assert bottom - top <= 300
    assert left >= shown.width - 300


def test_the_width_of_the_paper_and_the_language_are_chosen(editor: Editor) -> None:
    dutch = editor.picture()
    editor.page.get_by_label("Papier", exact=True).select_option("58")
    narrow = editor.another_than(dutch)
    assert (dutch.width, narrow.width) == (576, 384)
    editor.page.get_by_label("Taal", exact=True).select_option("ar")
    arabic = editor.another_than(narrow)
    editor.page.get_by_label("Voorbeeld").select_option("yes")
    assert editor.another_than(arabic).height > arabic.height
    expect(editor.page.locator("#picture")).to_have_attribute(
        "aria-label", "De bon op papier van 58 mm: العربية"
    )
    expect(editor.page.locator("#paper-length")).to_contain_text("cm papier")
    assert editor.row("qr").get_attribute("data-here") == "false"
    assert editor.row("qr", 1).get_attribute("data-here") == "true"


def test_a_larger_number_and_two_copies_cost_more_paper(editor: Editor) -> None:
    before = editor.picture()
    expect(editor.page.locator("#paper-length")).to_contain_text("cm papier")
    editor.open("number").get_by_label("Grootte").select_option("large")
    assert editor.another_than(before).height > before.height
    editor.page.get_by_label("Twee: één voor de gids").check()
    expect(editor.page.locator("#paper-length")).to_contain_text("Twee bonnen van")
    editor.press("undo")
    expect(editor.page.get_by_label("Eén", exact=True)).to_be_checked()
    editor.press("discard")
    editor.is_told("Je wijzigingen zijn weg")
    expect(editor.row("number").get_by_label("Grootte")).to_have_value("normal")
    editor.press("undo")
    expect(editor.row("number").get_by_label("Grootte")).to_have_value("large")


def test_what_is_typed_is_undone_as_a_whole_and_the_field_says_so(editor: Editor) -> None:
    editor.press("add/line")
    field = editor.row("line").locator("input[lang='nl']")
    expect(field).to_be_focused()
    field.press_sequentially("Tot zo")
    expect(editor.row("line").locator("h3")).to_have_text("“Tot zo”")
    editor.press("undo")
    expect(field).to_have_value("")
    editor.press("undo")
    expect(editor.page.locator(".row[data-part='line']")).to_have_count(0)


def test_a_line_without_dutch_is_told_there_and_the_last_picture_stays(editor: Editor) -> None:
    before = editor.picture()
    editor.press("add/line")
    row = editor.row("line")
    row.locator("input[lang='en']").fill("Welcome")
    expect(row.locator(".fault")).to_contain_text("Schrijf in elk geval de Nederlandse tekst")
    expect(row.locator("input[lang='nl']")).to_have_attribute("aria-invalid", "true")
    expect(row.locator("input[lang='en']")).not_to_have_attribute("aria-invalid", "true")
    expect(editor.page.locator("#paper")).to_have_attribute("data-state", "wrong")
    editor.press("save")
    editor.is_told("Er klopt nog iets niet")
    row.locator("input[lang='nl']").fill("Welkom")
    expect(row.locator(".fault")).to_be_hidden()
    assert editor.another_than(before).height > before.height


def test_an_error_that_only_the_server_sees_stands_at_its_part(editor: Editor, watch: Watch) -> None:
    editor.press("add/line")
    row = editor.row("line")
    row.locator("input[lang='nl']").fill("Wel\u202akom")
    expect(row.locator(".fault")).to_contain_text("onzichtbaar teken")
    expect(row.locator("input[lang='nl']")).to_have_attribute("aria-invalid", "true")
    editor.press("save")
    editor.is_told("Er klopt nog iets niet")
    watch.forgive("422")


def test_a_logo_is_printed_and_another_kind_of_file_is_told(
    editor: Editor, watch: Watch, tmp_path: Path
) -> None:
    before = editor.picture()
    chosen = editor.page.locator("#logo-file")
    black, light, photo = (tmp_path / name for name in ("zwart.png", "licht.png", "foto.png"))
    Image.new("L", (300, 90), 0).save(black)
    Image.new("L", (300, 90), 200).save(light)
    Image.new("L", (300, 90), 0).save(photo, format="JPEG")
    chosen.set_input_files(photo)
    expect(editor.row("logo").locator(".fault")).to_contain_text("Dit is geen PNG")
    chosen.set_input_files(black)
    expect(editor.row("logo").locator(".fault")).to_be_hidden()
    assert editor.another_than(before).height == before.height + 90 + 9
    chosen.set_input_files(light)
    expect(editor.row("logo").locator(".fault")).to_contain_text("donker genoeg")
    watch.forgive("422")
    editor.press("logo/none")
    assert editor.picture().height == before.height


def test_who_saves_second_is_told_and_chooses(
    editor: Editor, open_page: OpenPage, state: StorageState
) -> None:
    second = Editor(open_page(PAGE, storage_state=state))
    editor.page.get_by_label("Twee: één voor de gids").check()
    editor.save()
    second.row("rule").get_by_role("button", name="haal weg").click()
    second.press("save")
    expect(second.page.locator("#conflict")).to_be_visible()
    expect(second.page.locator("#conflict-title")).to_be_focused()
    assert _violations(second.page) == []
    second.press("conflict/theirs")
    second.is_told("Dit is de bon van je collega")
    expect(second.page.get_by_label("Twee: één voor de gids")).to_be_checked()
    expect(second.page.locator(".row[data-part='rule']")).to_have_count(1)
    second.press("undo")
    expect(second.page.locator(".row[data-part='rule']")).to_have_count(0)
    second.save()
    expect(second.page.locator("[data-press='save']")).to_have_attribute("aria-disabled", "true")
    editor.page.get_by_label("Eén", exact=True).check()
    editor.press("save")
    editor.press("conflict/mine")
    editor.is_told("Opgeslagen.")
    editor.page.reload()
    editor.is_fresh()
    expect(editor.page.locator(".row[data-part='rule']")).to_have_count(1)


def test_a_session_that_ended_costs_no_work(editor: Editor, watch: Watch) -> None:
    editor.row("rule").get_by_role("button", name="haal weg").click()
    editor.is_fresh()
    cookies = editor.page.context.cookies()
    editor.page.context.clear_cookies()
    editor.press("save")
    editor.page.get_by_label("Wachtwoord").wait_for()
    editor.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    editor.page.goto(editor.page.url.partition("/staff")[0] + PAGE)
    editor.is_told("Je wijzigingen zijn er nog")
    expect(editor.page.locator(".row[data-part='rule']")).to_have_count(0)
    watch.forgive("401")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 740), (640, 400)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_has_no_fault_and_fits(
    open_page: OpenPage, state: StorageState, width: int, height: int, language: str
) -> None:
    page = open_page(f"{PAGE}&lang={language}", width, height, storage_state=state)
    editor = Editor(page)
    editor.press("add/line")
    editor.open("qr")
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 1280:  # the list scrolls, not the page
        assert page.evaluate("document.documentElement.scrollHeight") <= height
    assert too_small(page) == []
    page.evaluate("document.documentElement.style.setProperty('--text-size', '2')")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_focus_never_lies_behind_the_paper_on_a_phone(open_page: OpenPage, state: StorageState) -> None:
    page = open_page(PAGE, 360, 740, storage_state=state)
    Editor(page).row("footer").locator("summary").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        assert hidden_focus(page) == ""


def test_high_contrast_has_no_fault(open_page: OpenPage, state: StorageState) -> None:
    page = open_page(PAGE, storage_state=state, forced_colors="active")
    Editor(page).open("qr")
    assert _violations(page) == []


def test_a_coordinator_tries_and_cannot_save(open_page: OpenPage, server: Server) -> None:
    page = open_page("/staff/oefen")
    sign_in_first(page, "Cor", server.command("user", "add", "Cor", "--role", "coordinator"))
    page.locator(".head__more").click()
    page.get_by_role("link", name="De bon").click()
    editor = Editor(page)
    expect(page.get_by_label("Locatie", exact=True)).to_have_value("oefen")
    before = editor.picture()
    editor.page.locator("[data-press='add/space']").press("Enter")
    assert editor.another_than(before).height > before.height
    expect(page.locator("[data-press='save']")).to_have_count(0)
    expect(page.locator(".top__hint")).to_contain_text("een beheerder slaat het op")
