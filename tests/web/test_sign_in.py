"""Signing in and out: with real passwords and a clock that is set."""

import pytest

from models.access.principal import Role
from tests.web.signing import PASSWORD, SESSION, browser_of, csrf_of, may_see, session_of, sign_in
from tests.web.site import AWAY, Caller, Site


@pytest.fixture
def browser(site: Site) -> Caller:
    """A browser at which nobody has signed in; Yusuf has an account."""
    return browser_of(site, "Yusuf")


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
    answer = browser.ask("POST", "/staff/sign-out", data={"csrf": csrf_of(browser)})
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in")
    assert session_of(browser) is None
    browser.client.set_cookie(SESSION, kept)
    assert not may_see(browser)


def test_signing_out_needs_the_csrf_token(browser: Caller) -> None:
    sign_in(browser)
    assert browser.ask("POST", "/staff/sign-out", data={"csrf": "raad-maar"}).status_code == 403
    assert may_see(browser)


def test_a_session_that_rests_for_an_hour_ends(site: Site, browser: Caller) -> None:
    sign_in(browser)
    site.world.clock.advance(minutes=59)
    assert may_see(browser)
    site.world.clock.advance(minutes=2)
    assert not may_see(browser)


@pytest.mark.parametrize("deed", ["command", "page"])
def test_what_somebody_does_lets_the_hour_begin_anew_but_twelve_hours_end_it(
    site: Site, signed_in: Caller, deed: str
) -> None:
    def does() -> int:
        if deed == "page":
            return signed_in.get("/staff/plein").status_code
        return signed_in.post("/api/v1/locations/altijd/desks/1/take").status_code

    for _ in range(14):
        site.world.clock.advance(minutes=50)
        assert does() == 200
    site.world.clock.advance(minutes=50)
    assert not may_see(signed_in)


def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(site: Site, signed_in: Caller) -> None:
    for _ in range(2):
        assert may_see(signed_in)
        site.world.clock.advance(minutes=31)
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
        "/\r\\evil.test",
        "/staff/\r\nX-Planted: 1",
        "javascript:alert(1)",
        "evil.test",
        "http:evil.test",
    ],
)
def test_signing_in_never_leads_to_another_site(browser: Caller, to: str) -> None:
    assert sign_in(browser, to=to).location == "/staff/"


def test_passwords_are_never_shown_again(browser: Caller) -> None:
    assert PASSWORD not in sign_in(browser, "Niemand", PASSWORD).text
    assert browser.address == AWAY


def test_a_key_has_no_account_to_change(site: Site, browser: Caller) -> None:
    """Its number is that of a row of keys: it must not become the person with the same number."""
    key = site.bearer(site.key("Ada", Role.ADMINISTRATOR))
    form = {"password": "another long password", "again": "another long password"}
    for path in ("/staff/password", "/staff/sign-out"):
        assert key.ask("POST", path, data=form).status_code == 403
    assert sign_in(browser).status_code == 303
