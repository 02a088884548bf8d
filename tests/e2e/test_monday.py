"""A Monday morning: two guides, a host and a coordinator at once, with a kiosk and the room's display.

One story in parts, for a working day is one: each part leaves the floor as the next one finds it.
"""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import OpenPage
from tests.e2e.console import Console, hire
from tests.e2e.server import Server

pytestmark = pytest.mark.browser

MARKUP = '<img src=x onerror="document.title=1">'


@dataclass(frozen=True)
class Crew:
    """Everybody who works that morning, and the screens of the room."""

    samira: Console
    bram: Console
    hanna: Console
    coco: Console
    kiosk: Page
    display: Page


@pytest.fixture
def crew(server: Server, open_page: OpenPage) -> Crew:
    """Samira and Bram sit down, Hanna stands at the door, Coco has the overview."""
    kiosk = open_page("/kiosk/oefen", 1080, 1920, has_touch=True)
    display = open_page("/display/oefen", 1920, 1080)
    crew = Crew(
        samira=hire(server, open_page, "Samira", "guide"),
        bram=hire(server, open_page, "Bram", "guide"),
        hanna=hire(server, open_page, "Hanna", "host"),
        coco=hire(server, open_page, "Coco", "coordinator"),
        kiosk=kiosk,
        display=display,
    )
    crew.samira.sit("1")
    crew.bram.sit("2")
    return crew


def test_a_monday_morning(crew: Crew) -> None:
    _the_host_gives_numbers(crew)
    _the_coordinator_says_what_samira_takes_and_speaks(crew)
    _two_guides_press_at_the_same_moment(crew)
    _a_slip_is_undone(crew)
    _somebody_is_put_on_hold_and_another_sent_on(crew)
    _a_call_for_help_is_seen_by_all(crew)
    _the_coordinator_closes_early_and_opens_again(crew)
    _everybody_sees_the_same_in_the_end(crew)


def _the_host_gives_numbers(crew: Crew) -> None:
    """Four visitors who do not use the kiosk; each is two presses."""
    for question in ("werk", "geld", "werk", "leren"):
        crew.hanna.press(f"issue/{question}")
        crew.hanna.press("issued/close")
    for console in (crew.hanna, crew.samira, crew.bram):
        console.sees_waiting("A01", "F01", "A02", "C01")


def _the_coordinator_says_what_samira_takes_and_speaks(crew: Crew) -> None:
    coco = crew.coco
    coco.press("tab/overview")
    row = coco.page.locator("details[id='guide/Samira']")
    row.locator("summary").click()
    form = coco.form("guide/Samira")
    form.locator("input[name='all']").uncheck()
    form.locator("input[name='own'][value='geld']").check()
    form.locator("input[name='also'][value='leren']").check()
    form.locator("input[name='languages'][value='nl']").check()
    form.locator("button[type='submit']").click()
    expect(crew.samira.primary).to_contain_text("F01")
    expect(crew.samira.primary).to_contain_text("jouw vragen")
    expect(crew.bram.primary).to_contain_text("A01")


def _two_guides_press_at_the_same_moment(crew: Crew) -> None:
    for guide in (crew.samira, crew.bram):
        expect(guide.page.locator("[data-press='call-next']:visible").first).to_be_enabled()
    for guide in (crew.samira, crew.bram):
        guide.page.evaluate("document.querySelector('[data-press=call-next]').click()")
    assert crew.samira.visitor() == "F01"
    assert crew.bram.visitor() == "A01"
    for label in ("F01", "A01"):
        expect(crew.display.locator("body")).to_contain_text(label)


def _a_slip_is_undone(crew: Crew) -> None:
    """Bram says too soon that A01 did not come."""
    crew.bram.press("no-show")
    crew.bram.press("no-show")
    crew.bram.is_told("A01")
    crew.bram.press("undo")
    assert crew.bram.visitor() == "A01"
    crew.bram.press("start")
    expect(crew.bram.primary).to_have_attribute("data-phase", "in_conversation")


def _somebody_is_put_on_hold_and_another_sent_on(crew: Crew) -> None:
    crew.samira.press("start")
    crew.samira.press("sheet/transfer")
    form = crew.samira.form("transfer")
    form.locator("input[name='guide'][value='Bram']").check()
    form.locator("textarea[name='note']").fill(MARKUP)
    form.locator("button[type='submit']").click()
    crew.bram.press("sheet/hold")
    crew.bram.form("hold").locator("button[value='5']").click()
    expect(crew.bram.page.locator("#held")).to_contain_text("A01")
    expect(crew.bram.primary).to_contain_text("F01")
    crew.bram.press("call-next")
    assert crew.bram.visitor() == "F01"
    expect(crew.bram.primary).to_contain_text(MARKUP)
    crew.bram.press("start")
    crew.bram.press("finish")
    crew.bram.press("finish/answered")
    crew.bram.page.locator("#held [data-press^='resume/']").click()
    assert crew.bram.visitor() == "A01"


def _a_call_for_help_is_seen_by_all(crew: Crew) -> None:
    crew.samira.press("help")
    crew.samira.press("help")
    for console in (crew.bram, crew.hanna, crew.coco):
        expect(console.page.locator("#help-bars")).to_contain_text("Samira")
        expect(console.page.locator("#help-bars")).to_contain_text("Plek 1")
    expect(crew.display.locator("body")).not_to_contain_text("Samira")
    crew.hanna.press("help-coming/Samira")
    expect(crew.samira.page.locator("#help-bars")).to_contain_text("Hanna komt eraan")
    crew.hanna.press("help-end/Samira")
    if crew.hanna.page.locator("#help-bars .button--armed").count():
        crew.hanna.press("help-end/Samira")
    for console in (crew.samira, crew.bram, crew.coco):
        expect(console.page.locator("#help-bars")).to_be_empty()


def _the_coordinator_closes_early_and_opens_again(crew: Crew) -> None:
    form = crew.coco.form("close")
    form.evaluate("form => form.closest('details')?.setAttribute('open', '')")
    form.locator("select[name='reason']").select_option("staff")
    form.locator("button[type='submit']").click()
    expect(crew.kiosk.locator("body")).to_contain_text("moesten sluiten")
    expect(crew.display.locator("body")).to_contain_text("moesten sluiten")
    crew.coco.press("open")
    expect(crew.kiosk.locator("[data-language='nl']")).to_be_visible()


def _everybody_sees_the_same_in_the_end(crew: Crew) -> None:
    for console in (crew.samira, crew.bram, crew.hanna):
        console.sees_waiting("A02", "C01")
    assert all(page.title() != "1" for page in (crew.bram.page, crew.samira.page, crew.coco.page))
