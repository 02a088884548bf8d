"""The ticket on paper: the right words, and never in the way of the ticket itself."""

from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from models.printing.spool import Wanted
from models.setup import Setup
from models.tables import PrintJob, Ticket
from models.views.head import head_of
from printer.slip_text import SlipText
from printer.ticket_text import TicketText
from tests.cast import World
from tests.printer.read_back import codes_on
from tests.web.site import BASE_URL, TICKETS, Caller, Site, wish
from web.printing.words import paper_text, ticket_text

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


def paper_of(caller: Caller, token: str) -> dict[str, object]:
    found: dict[str, object] = caller.get(f"/api/v1/tickets/{token}/paper").get_json()
    return found


def test_a_ticket_is_printed_with_its_code(site: Site, kiosk: Caller, tmp_path: Path) -> None:
    given = kiosk.post(TICKETS, wish(language="ti")).get_json()
    assert given["paper"] == "coming"
    assert paper_of(kiosk, given["token"]) == {"state": "queued", "why": None}
    site.inloop.services.printers.work_off()
    assert paper_of(kiosk, given["token"]) == {"state": "confirmed", "why": None}
    (picture,) = tmp_path.rglob("*.png")
    zbar, zxing = codes_on(Image.open(picture).convert("1"))
    assert zbar == zxing == [given["url"]]


def test_paper_that_nobody_asked_for_is_told_as_none(kiosk: Caller) -> None:
    given = kiosk.post(TICKETS, wish(printed=False)).get_json()
    assert given["paper"] == "none"
    assert paper_of(kiosk, given["token"])["state"] == "none"


def test_words_that_cannot_be_found_cost_the_paper_and_not_the_ticket(
    site: Site, kiosk: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("no such word")

    monkeypatch.setattr("web.printing.words.words_for", broken)
    given = kiosk.post(TICKETS, wish()).get_json()
    site.inloop.services.printers.work_off()
    assert given["label"] == "A01"
    assert paper_of(kiosk, given["token"]) == {"state": "failed", "why": "not_drawn"}


def test_a_reprint_says_so_in_both_languages(site: Site, kiosk: Caller, host: Caller) -> None:
    visit = kiosk.post(TICKETS, wish(language="en")).get_json()["id"]
    host.post(f"/api/v1/visits/{visit}/reprint")
    jobs = []
    with site.world.database.read() as session:
        head = head_of(session, "plein", site.world.clock.now())
        for number in (1, 2):
            row = session.get_one(PrintJob, number)
            ticket = session.get_one(Ticket, visit)
            jobs.append(Wanted(row.id, "plein", "main", row.kind, row.copy, row.content, ticket))
    first, again = (paper_text(head.setup, job, 0, URL) for job in jobs)
    assert isinstance(first, TicketText)
    assert isinstance(again, TicketText)
    assert (first.mark, again.mark) == ("", "Printed again\nOpnieuw geprint")


def test_paper_for_practice_says_so(site: Site) -> None:
    with site.world.database.read() as session:
        setup = head_of(session, "altijd", site.world.clock.now()).setup
    job = Wanted(1, "altijd", "main", "ticket", 2, {}, site.world.issue("altijd"))
    text = paper_text(setup, job, 0, URL)
    assert isinstance(text, TicketText)
    assert text.mark.startswith("Oefenen")
    assert text.mark.endswith("Kopie voor de gids")


def test_a_slip_says_what_it_was_given(site: Site) -> None:
    content = {
        "language": "nl",
        "rtl": False,
        "title": "Verwijzing",
        "lines": [{"text": "Leerwerkloket", "label": "Waar", "strong": True}],
        "second": ["Referral"],
    }
    text = paper_text(setup_of(site.world), Wanted(1, "plein", "main", "slip", 1, content, None), 0, "")
    assert isinstance(text, SlipText)
    assert (text.title, text.lines[0].text, text.second) == ("Verwijzing", "Leerwerkloket", ("Referral",))


def test_two_copies_are_two_jobs_and_two_papers(
    site: Site, kiosk: Caller, administrator: Caller, tmp_path: Path
) -> None:
    layout = administrator.get("/api/v1/ticket-layout").get_json()["layout"]
    administrator.post("/api/v1/ticket-layout", {"layout": layout | {"copies": 2}})
    kiosk.post(TICKETS, wish())
    site.inloop.services.printers.work_off()
    assert len(list(tmp_path.rglob("*.png"))) == 2
