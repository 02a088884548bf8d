"""What a member of staff does in the browser before the work begins."""

from playwright.sync_api import Browser, Page, StorageState

from tests.e2e.browser import OpenPage
from tests.e2e.server import Server

PASSWORD = "een lang wachtwoord van mijzelf"


def sign_in(page: Page, name: str, password: str) -> None:
    """Fill in the sign-in form of the page that is open."""
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen").click()


def sign_in_first(page: Page, name: str, one_time: str) -> None:
    """Sign in with a one-time password, and choose one of one's own."""
    sign_in(page, name, one_time)
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer hetzelfde").fill(PASSWORD)
    page.get_by_role("button", name="Opslaan en verder").click()


def sign_in_as(page: Page, server: Server, name: str, role: str) -> None:
    """Sign in on the page that is open; who has not been here before is taken on.

    Args:
        page: which shows the sign-in form.
        server: which keeps, in its data directory, a mark of who has signed in before.
        name: of the person; `beheer` is the administrator that every server begins with.
        role: of who is taken on.
    """
    known = server.data_dir / f"{name}.signed-in"
    if known.exists():
        sign_in(page, name, PASSWORD)
        return
    one_time = server.password if name == "beheer" else server.command("user", "add", name, "--role", role)
    sign_in_first(page, name, one_time)
    known.touch()


def open_signed_in(
    server: Server, open_page: OpenPage, path: str, name: str, size: tuple[int, int] = (1280, 800)
) -> Page:
    """A page of the coordinators, opened by one of them or by `beheer`.

    Args:
        server: where they sign in.
        open_page: what opens a page of that server.
        path: of the page.
        name: of the person, as for `sign_in_as`.
        size: of the window, in CSS pixels.
    """
    page = open_page(path, *size)
    sign_in_as(page, server, name, "coordinator")
    return page


def signed_in_state(server: Server, browser: Browser, path: str, ready: str) -> StorageState:
    """The browser's state of Ada, an administrator who signed in, for pages that are to be opened later.

    Args:
        server: where she signs in.
        browser: in which she does.
        path: of the page on which she signs in.
        ready: a selector of what stands on that page once it is there.
    """
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(server.url + path)
    sign_in_as(page, server, "Ada", "administrator")
    page.locator(ready).first.wait_for()
    kept = context.storage_state()
    context.close()
    return kept
