"""A guide signs in with the account of their organisation, in a browser, at a provider nobody here wrote."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.process import free_port
from tests.e2e.browser import PATIENT_MS
from tests.e2e.server import Server, running_server
from tests.e2e.test_access import _violations
from tests.web.oidc.organisation import organisation

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose people sign in elsewhere."""
    port = free_port()
    with organisation() as office:
        settings = {f"INLOOP_{name.upper()}": str(value) for name, value in office.settings().items()}
        settings |= {"INLOOP_OIDC_NAME": "Gemeente Voorbeeld", "INLOOP_BASE_URL": f"http://127.0.0.1:{port}"}
        settings["INLOOP_PORT"] = str(port)
        with running_server(tmp_path_factory.mktemp("inloop"), **settings) as started:
            yield started


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The sign-in page; the way leads over another site, so nobody watches for foreign requests."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENT_MS)
    page = context.new_page()
    page.goto(f"{server.url}/staff/sign-in")
    yield page
    context.close()


def at_the_organisation(page: Page, subject: str) -> None:
    """Press the button here, and choose an account there."""
    page.get_by_role("link", name="Inloggen met Gemeente Voorbeeld").click()
    page.locator("input[name=sub]").last.fill(subject)
    page.locator("input[name=sub]").last.press("Enter")


def test_a_guide_comes_back_to_the_console_of_their_location(page: Page) -> None:
    assert _violations(page) == []
    at_the_organisation(page, "u-1")
    page.wait_for_url("**/staff/zoetermeer")
    expect(page.get_by_text("Samira El Idrissi").first).to_be_visible()


def test_who_has_no_group_is_told_whom_to_ask_and_can_go_back(page: Page) -> None:
    at_the_organisation(page, "u-3")
    expect(page.get_by_role("alert")).to_contain_text("Vraag je beheerder om de juiste groep")
    expect(page.get_by_role("link", name="Inloggen met Gemeente Voorbeeld")).to_be_visible()
    assert _violations(page) == []
