"""Choosing a password of one's own, after the one that was given."""

import pytest
from werkzeug.test import TestResponse

from tests.web.signing import OTHER, PASSWORD, SESSION, browser_of, csrf_of, may_see, session_of, sign_in
from tests.web.site import QUEUE, Caller, Site


@pytest.fixture
def newcomer(site: Site) -> Caller:
    """A browser whose person signed in with a one-time password."""
    browser = browser_of(site, "Nieuw", must_change=True)
    sign_in(browser, "Nieuw")
    return browser


def choose(who: Caller, password: str = OTHER, again: str | None = None, to: str = "") -> TestResponse:
    form = {"csrf": csrf_of(who), "password": password, "again": again or password, "next": to}
    return who.ask("POST", "/staff/password", data=form)


def test_a_one_time_password_leads_to_the_password_page_and_nowhere_else(newcomer: Caller) -> None:
    assert newcomer.get("/staff/plein").location == "/staff/password?next=/staff/plein"
    assert newcomer.get(QUEUE).status_code == 401
    assert newcomer.post("/api/v1/locations/plein/call-next", {"desk": "1"}).status_code == 401


def test_a_password_of_ones_own_opens_the_rest_with_a_new_session(newcomer: Caller) -> None:
    first = session_of(newcomer)
    answer = choose(newcomer, to="/staff/plein")
    assert (answer.status_code, answer.location) == (303, "/staff/plein")
    assert session_of(newcomer) not in {None, first}
    assert may_see(newcomer)
    newcomer.client.set_cookie(SESSION, first or "")
    assert not may_see(newcomer)


def test_after_choosing_the_one_time_password_is_worth_nothing(site: Site, newcomer: Caller) -> None:
    choose(newcomer)
    assert sign_in(site.anonymous(), "Nieuw").status_code == 401
    assert sign_in(site.anonymous(), "Nieuw", OTHER).status_code == 303


@pytest.mark.parametrize(
    ("password", "again"), [("kort", "kort"), ("w" * 201, "w" * 201), (OTHER, PASSWORD), ("", "")]
)
def test_a_password_that_does_not_do_changes_nothing(newcomer: Caller, password: str, again: str) -> None:
    answer = choose(newcomer, password, again)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not may_see(newcomer)


def test_a_password_may_have_spaces_and_any_script(site: Site, newcomer: Caller) -> None:
    choose(newcomer, "  ሰላም እንታይ ኢኻ  ")
    assert sign_in(site.anonymous(), "Nieuw", "  ሰላም እንታይ ኢኻ  ").status_code == 303
