"""The ticket on paper: the right words, and never in the way of the ticket itself."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from commands.composition import compose
from config.settings import Settings
from models.access.principal import Role
from models.setup import Setup
from models.views.head import head_of
from printer.outcome import Verdict
from printer.ticket_text import TicketText
from tests.cast import World
from tests.web.site import BASE_URL, TICKETS, Caller, Site, wish
from web.paper import ticket_text

URL = f"{BASE_URL}/t/x"


def setup_of(world: World) -> Setup:
    def look(session: Session) -> Setup:
        return head_of(session, "plein", world.clock.now()).setup

    with world.database.read() as session:
        return look(session)


def words(world: World, language: str, ahead: int = 0) -> TicketText:
    return ticket_text(setup_of(world), world.issue(language=language), ahead, URL)


def test_the_paper_says_number_place_time_and_where_to_look(sqlite_world: World) -> None:
    text = words(sqlite_world, "nl")
    assert (text.label, text.organisation, text.location) == ("A01", "Werkcentrum Proefstad", "Op het Plein")
    assert (text.question, text.second) == ("Werk zoeken", ())
    assert text.issued == "maandag 23 november, 10:00"
    assert text.qr_url == URL
    assert "A01" in text.instruction


def test_in_another_language_the_question_stands_in_the_houses_too(sqlite_world: World) -> None:
    text = words(sqlite_world, "en")
    assert (text.language, text.question, text.second) == ("en", "Finding work", ("Werk zoeken",))
    assert text.issued == "Monday 23 November, 10:00"


def test_a_language_from_right_to_left_says_so(sqlite_world: World) -> None:
    assert words(sqlite_world, "ar").rtl
    assert not words(sqlite_world, "ti").rtl


@pytest.mark.parametrize(
    ("ahead", "said"), [(0, "You are next"), (1, "1 person before you"), (7, "7 people before you")]
)
def test_how_many_are_before_the_visitor_is_said_as_people_say_it(
    sqlite_world: World, ahead: int, said: str
) -> None:
    assert words(sqlite_world, "en", ahead).ahead == said


def test_a_ticket_is_printed_with_its_code(site: Site, kiosk: Caller, tmp_path: Path) -> None:
    kiosk.post(TICKETS, wish(language="ti"))
    site.inloop.services.printer.work_off()
    last = site.inloop.services.printer.state.last_job
    assert last
    assert (last.label, last.verdict) == ("A01", Verdict.CONFIRMED)
    assert list(tmp_path.rglob("*.png"))


def test_words_that_cannot_be_found_cost_the_paper_and_not_the_ticket(
    kiosk: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("no such word")

    monkeypatch.setattr("web.paper.words_for", broken)
    answer = kiosk.post(TICKETS, wish())
    assert (answer.status_code, answer.get_json()["label"]) == (201, "A01")
    assert "no words for the paper ticket" in caplog.text


def test_a_printer_that_is_away_costs_the_visitor_nothing(sqlite_world: World, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, base_url=BASE_URL, printer="tcp://127.0.0.1:1")
    away = Site(sqlite_world, compose(settings, sqlite_world.database, clock=sqlite_world.clock))
    host = away.signed_in(away.person("Hanna", Role.HOST))
    labels = [host.post(TICKETS, wish()).get_json()["label"] for _ in range(3)]
    assert labels == ["A01", "A02", "A03"]
