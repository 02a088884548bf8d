"""The poster: who sees it, what it says in every language, and when it warns."""

from urllib.parse import quote

import pytest

from models.access.principal import Role
from models.actions.join import make_poster
from staff.texts.poster import poster_texts
from tests.staff.pages import browser
from tests.web.site import Site
from web.words import words_for

PAGE = "/staff/plein/poster"


@pytest.mark.parametrize(("role", "makes"), [(Role.HOST, False), (Role.COORDINATOR, True)])
def test_host_and_coordinator_print_it_and_only_one_of_them_makes_it(
    site: Site, role: Role, makes: bool
) -> None:
    caller = browser(site, role)
    html = caller.get(PAGE).text
    assert ('id="make"' in html) is makes
    assert ('class="poster"' in html) is False
    site.world.turn("plein", make_poster)
    assert 'class="poster"' in caller.get(PAGE).text


def test_it_has_the_code_of_its_address_and_all_languages(site: Site) -> None:
    key = site.world.turn("plein", make_poster)
    html = browser(site, Role.HOST).get(PAGE).text
    assert f"http://inloop.test/join/plein/{key}" in html
    assert f"/qr.svg?path={quote(f'/join/plein/{key}', safe='/')}" in html
    for language in ("nl", "en", "ar", "ti"):
        assert words_for(language, "visitor").gettext("Take a number with your phone") in html


def test_where_nobody_may_join_it_says_what_to_change(site: Site) -> None:
    html = browser(site, Role.COORDINATOR).get("/staff/altijd/poster").text
    assert ("join_by_phone = true" in html, 'id="make"' in html) == (True, False)


def test_it_does_not_warn_of_an_address_that_is_set_and_warns_of_one_that_leads_nowhere(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = browser(site, Role.COORDINATOR)
    assert "INLOOP_BASE_URL" not in caller.get(PAGE).text
    monkeypatch.setattr("staff.poster.is_only_here", lambda: True)
    assert "INLOOP_BASE_URL" in caller.get(PAGE).text


def test_its_script_has_its_words() -> None:
    dutch, english = (poster_texts(words_for(language, "staff")) for language in ("nl", "en"))
    assert [name for name, text in dutch.items() if text == english[name]] == []
