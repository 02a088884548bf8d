"""Signing in, choosing a password, signing out: with real passwords and a clock that is set."""

import re

import pytest
from werkzeug.test import TestResponse

from models.access.person import hash_password
from models.access.principal import Role
from tests.web.site import AWAY, QUEUE, Caller, Site

PASSWORD, OTHER = "een lang wachtwoord", "nog een lang wachtwoord"
SESSION = "inloop_session"


@pytest.fixture
def hashed() -> str:
    """The hash of PASSWORD."""
    return hash_password(PASSWORD)


@pytest.fixture
def browser(site: Site, hashed: str) -> Caller:
    """A browser at which nobody has signed in; Yusuf has an account."""
    site.person("Yusuf", Role.GUIDE, password_hash=hashed)
    return site.anonymous()


@pytest.fixture
def newcomer(site: Site, hashed: str) -> Caller:
    """A browser whose person signed in with a one-time password."""
    site.person("Nieuw", Role.GUIDE, password_hash=hashed, must_change=True)
    browser = site.anonymous()
    sign_in(browser, "Nieuw")
    return browser


def sign_in(
    who: Caller, name: str = "Yusuf", password: str = PASSWORD, to: str = "", **headers: str
) -> TestResponse:
    form = {"name": name, "password": password, "next": to}
    return who.ask("POST", "/staff/sign-in", data=form, headers=headers)


def choose(who: Caller, password: str = OTHER, again: str | None = None, to: str = "") -> TestResponse:
    found = re.search(r'name="csrf" value="([^"]+)"', who.get("/staff/password").text)
    assert found
    form = {"csrf": found[1], "password": password, "again": again or password, "next": to}
    return who.ask("POST", "/staff/password", data=form)


def session_of(who: Caller) -> str | None:
    cookie = who.client.get_cookie(SESSION)
    return cookie.value if cookie else None


def may_see(who: Caller) -> bool:
    return who.get(QUEUE).status_code == 200


def test_who_gives_name_and_password_gets_in(browser: Caller) -> None:
    answer = sign_in(browser)
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert may_see(browser)


def test_spaces_around_the_name_do_not_matter(browser: Caller) -> None:
    assert sign_in(browser, "  Yusuf ").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Caller) -> None:
    cookie = {part.strip().lower() for part in sign_in(browser).headers["Set-Cookie"].split(";")}
    assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= cookie
    assert "secure" not in cookie


def test_over_https_the_cookie_never_travels_without(browser: Caller) -> None:
    answer = browser.ask(
        "POST",
        "/staff/sign-in",
        data={"name": "Yusuf", "password": PASSWORD},
        base_url="https://localhost",
    )
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_a_wrong_password_says_the_same_as_an_unknown_name(browser: Caller) -> None:
    wrong, unknown = sign_in(browser, "Yusuf", "een verkeerd wachtwoord"), sign_in(browser, "Niemand")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace("Yusuf", "") == unknown.text.replace("Niemand", "")
    assert session_of(browser) is None


def test_an_account_without_a_password_lets_nobody_in(site: Site, browser: Caller) -> None:
    site.person("Leeg", Role.ADMINISTRATOR, password_hash="")
    assert [sign_in(browser, "Leeg", password).status_code for password in ("", PASSWORD)] == [401, 401]


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(site: Site, browser: Caller) -> None:
    statuses = [sign_in(browser, password="verkeerd, verkeerd").status_code for _ in range(5)]
    locked = sign_in(browser)
    assert statuses == [401] * 5
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "10")
    site.world.clock.advance(seconds=11)
    assert sign_in(browser).status_code == 303


def test_each_further_wrong_password_doubles_the_wait_up_to_a_quarter_of_an_hour(
    site: Site, browser: Caller
) -> None:
    for _ in range(5):
        sign_in(browser, password="verkeerd, verkeerd")
    waits = []
    for _ in range(9):
        wait = int(sign_in(browser).headers["Retry-After"])
        waits.append(wait)
        site.world.clock.advance(seconds=wait + 1)
        sign_in(browser, password="verkeerd, verkeerd")
    assert waits == [10, 20, 40, 80, 160, 320, 640, 900, 900]


def test_a_right_password_forgets_the_wrong_ones(browser: Caller) -> None:
    for _ in range(2):
        for _ in range(4):
            sign_in(browser, password="verkeerd, verkeerd")
        assert sign_in(browser).status_code == 303


def test_another_site_cannot_sign_somebody_in(browser: Caller) -> None:
    for headers in ({"Origin": "http://evil.test"}, {"Sec-Fetch-Site": "cross-site"}):
        assert sign_in(browser, **headers).status_code == 403
    assert session_of(browser) is None


def test_each_signing_in_makes_a_new_session_and_ends_the_one_it_replaces(browser: Caller) -> None:
    sign_in(browser)
    first = session_of(browser) or ""
    sign_in(browser)
    assert session_of(browser) not in {None, first}
    assert may_see(browser)
    browser.client.set_cookie(SESSION, first)
    assert not may_see(browser)


def test_a_session_that_somebody_else_chose_is_never_taken_over(browser: Caller) -> None:
    browser.client.set_cookie(SESSION, "chosen-by-another")
    sign_in(browser)
    assert session_of(browser) != "chosen-by-another"


def test_signing_out_ends_the_session_for_good(browser: Caller) -> None:
    sign_in(browser)
    kept = session_of(browser) or ""
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/staff/password").text)
    assert found
    answer = browser.ask("POST", "/staff/sign-out", data={"csrf": found[1]})
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in")
    assert session_of(browser) is None
    browser.client.set_cookie(SESSION, kept)
    assert not may_see(browser)


def test_signing_out_needs_the_csrf_token(browser: Caller) -> None:
    sign_in(browser)
    assert browser.ask("POST", "/staff/sign-out", data={"csrf": "raad-maar"}).status_code == 403
    assert may_see(browser)


def test_a_session_that_rests_for_half_an_hour_ends(site: Site, browser: Caller) -> None:
    sign_in(browser)
    site.world.clock.advance(minutes=29)
    assert may_see(browser)
    site.world.clock.advance(minutes=2)
    assert not may_see(browser)


def test_each_command_lets_the_half_hour_begin_anew_but_twelve_hours_end_it(
    site: Site, signed_in: Caller
) -> None:
    for _ in range(28):
        site.world.clock.advance(minutes=25)
        assert signed_in.post("/api/v1/locations/altijd/desks/1/take").status_code == 200
    site.world.clock.advance(minutes=25)
    assert not may_see(signed_in)


def test_a_page_that_needs_a_session_leads_to_the_sign_in_page_and_back(browser: Caller) -> None:
    away = browser.get("/staff/plein?lang=en")
    assert (away.status_code, away.location) == (303, "/staff/sign-in?next=/staff/plein?lang%3Den")
    form = browser.get(away.location)
    assert 'name="next" value="/staff/plein?lang=en"' in form.text
    assert sign_in(browser, to="/staff/plein?lang=en").location == "/staff/plein?lang=en"


@pytest.mark.parametrize(
    "to",
    [
        "http://evil.test/",
        "https://evil.test/",
        "//evil.test/",
        "///evil.test/",
        "/\\evil.test/",
        "\\\\evil.test",
        "/\t/evil.test/",
        "\t//evil.test/",
        "/\n/evil.test",
        "javascript:alert(1)",
        "evil.test",
        "http:evil.test",
    ],
)
def test_signing_in_never_leads_to_another_site(browser: Caller, to: str) -> None:
    assert sign_in(browser, to=to).location == "/staff/"


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


def test_passwords_are_never_shown_again(browser: Caller) -> None:
    assert PASSWORD not in sign_in(browser, "Niemand", PASSWORD).text
    assert browser.address == AWAY
