"""A visitor at the kiosk asks for a person: every console hears of it, and the kiosk says who comes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.floor import Floor

pytestmark = pytest.mark.browser


@pytest.fixture
def kiosk(floor: Floor) -> Page:
    page = floor.open("/kiosk/oefen?lang=nl", 1080, 1920)
    page.locator("[data-press='choose']").first.wait_for()
    return page


def test_the_host_reads_of_it_goes_there_and_the_visitor_reads_who_comes(floor: Floor, kiosk: Page) -> None:
    asks = floor.hanna.page.locator("#asks")
    expect(asks).to_be_empty()

    kiosk.locator("[data-press='help']").click()

    expect(kiosk.locator("#help-title")).to_have_text("Blijf hier")
    expect(asks).to_contain_text("vraagt hulp")
    expect(asks).to_contain_text("Nederlands")
    asks.get_by_role("button", name="Ik kom").click()
    floor.hanna.is_told("De bezoeker leest dat je komt")
    expect(kiosk.locator("#help-title")).to_contain_text("Hanna")
    expect(asks).to_contain_text("Jij komt eraan")

    asks.get_by_role("button", name="Geholpen").click()

    expect(asks).to_be_empty()
    expect(kiosk.locator("[data-screen='question']")).to_be_visible()


def test_a_colleague_reads_that_somebody_goes_already(floor: Floor, kiosk: Page) -> None:
    samira, hanna = floor.samira.page.locator("#asks"), floor.hanna.page.locator("#asks")
    kiosk.locator("[data-press='help']").click()
    hanna.get_by_role("button", name="Ik kom").click()

    expect(samira).to_contain_text(re.compile("Hanna"))
    kiosk.locator("[data-press='unhelp']").click()

    expect(samira).to_be_empty()
    expect(hanna).to_be_empty()
