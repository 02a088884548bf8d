"""What a member of staff does in the browser before the work begins."""

from playwright.sync_api import Page

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
