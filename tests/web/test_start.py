"""The start page."""

import pytest

from tests.web.site import Caller, Site
from web.start import Place, offered

DUTCH = {"Accept-Language": "nl"}


def place(name: str, *, is_open: bool, training: bool = False) -> Place:
    return Place(name, name, training, is_open, "")


def test_practice_is_offered_first_when_everything_else_is_closed() -> None:
    places = [place("stad", is_open=False), place("oefen", is_open=True, training=True)]
    assert [item.id for item in offered(places)] == ["oefen", "stad"]


def test_practice_comes_after_the_open_locations_and_before_the_closed_ones() -> None:
    places = [
        place("dicht", is_open=False),
        place("oefen", is_open=True, training=True),
        place("open", is_open=True),
    ]
    assert [item.id for item in offered(places)] == ["open", "oefen", "dicht"]


def test_the_three_screens_of_the_first_location_are_one_click_away(anonymous: Caller) -> None:
    text = anonymous.get("/", DUTCH).text
    for path in ("/kiosk/plein", "/display/plein", "/staff/plein"):
        assert f'href="{path}"' in text


def test_another_location_can_be_chosen(anonymous: Caller) -> None:
    text = anonymous.get("/?location=altijd", DUTCH).text
    assert 'href="/kiosk/altijd"' in text
    assert 'href="/kiosk/plein"' not in text


def test_an_unknown_location_is_as_if_none_was_chosen(anonymous: Caller) -> None:
    assert 'href="/kiosk/plein"' in anonymous.get("/?location=maan", DUTCH).text


def test_at_night_practice_is_what_opens(site: Site, anonymous: Caller) -> None:
    site.world.clock.advance(hours=10)
    assert 'href="/kiosk/altijd"' in anonymous.get("/", DUTCH).text


@pytest.mark.parametrize(("language", "text"), [("nl", "Loop maar binnen"), ("en", "Walk right in")])
def test_it_speaks_the_language_that_was_asked_for(anonymous: Caller, language: str, text: str) -> None:
    page = anonymous.get(f"/?lang={language}").text
    assert text in page
    assert f'<html lang="{language}"' in page


def test_it_says_that_a_tablet_is_paired_by_the_code_that_it_shows(anonymous: Caller) -> None:
    text = anonymous.get("/", DUTCH).text
    assert "Anders staat daar een code." in text
    assert "device add" not in text


def test_tickets_on_paper_are_not_shown_to_strangers(anonymous: Caller) -> None:
    assert "/printed/latest.png" not in anonymous.get("/", DUTCH).text
