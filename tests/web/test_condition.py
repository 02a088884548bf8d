"""How database, printer and screens are, in words with a remedy."""

import pytest

from models.views.shape import PrinterView
from printer.outcome import Reason
from printer.state import Condition, condition_of
from web.condition import (
    Mood,
    conditions,
    database_sentence,
    printer_sentence,
    printer_troubles,
    printers_sentence,
    screens_sentence,
)
from web.words import words_for

DUTCH = words_for("nl", "staff")


def printer(reason: Reason | None, *, low: bool = False, name: str = "Printer") -> PrinterView:
    condition = Condition.OK if reason is None else condition_of(reason)
    view: PrinterView = {"id": name.lower(), "name": name, "state": condition, "low": low}
    if reason is not None:
        view["why"] = reason
    return view


def screen(name: str, *, online: bool = True) -> dict[str, object]:
    return {"name": name, "online": online, "location": "Op het Plein"}


def test_a_printer_that_is_ready_needs_nothing() -> None:
    told = printer_sentence(printer(None), DUTCH)
    assert (told.mood, told.text, told.remedy) == (Mood.GOOD, "klaar om te printen", "")


def test_paper_that_is_nearly_used_up_is_said_before_it_is() -> None:
    told = printer_sentence(printer(None, low=True), DUTCH)
    assert (told.mood, told.remedy) == (Mood.QUIET, "Leg een nieuwe rol klaar.")


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.NOT_ASKED_YET])
def test_every_trouble_of_a_printer_has_a_remedy(reason: Reason) -> None:
    told = printer_sentence(printer(reason), DUTCH)
    assert told.text
    assert told.remedy.endswith(".")
    assert told.mood is not Mood.GOOD


def test_every_reason_not_to_print_has_words_of_its_own() -> None:
    troubles = printer_troubles(DUTCH)
    assert set(troubles) == set(Reason) - {Reason.NOT_ASKED_YET}
    assert len({wrong for wrong, _ in troubles.values()}) == len(troubles)


def test_the_words_are_dutch_and_not_the_english_they_stand_for() -> None:
    english = printer_troubles(words_for("en", "staff"))
    assert not [reason for reason, told in printer_troubles(DUTCH).items() if told == english[reason]]


def test_of_several_printers_the_one_in_trouble_is_told_with_its_place() -> None:
    printers = [("plein", printer(None, name="Zuil")), ("plein", printer(Reason.PAPER_OUT, name="Balie"))]
    told = printers_sentence(printers, {"plein": "Op het Plein"}, DUTCH)
    assert (told.name, told.mood, told.text) == ("Balie (Op het Plein)", Mood.BAD, "papier is op")


def test_a_house_without_a_printer_is_no_trouble() -> None:
    assert printers_sentence([], {}, DUTCH).mood is Mood.QUIET


def test_a_printer_that_was_not_asked_yet_is_no_trouble() -> None:
    told = printer_sentence(printer(Reason.NOT_ASKED_YET), DUTCH)
    assert (told.mood, told.remedy) == (Mood.QUIET, "")


def test_a_database_that_is_away_is_bad_and_has_a_remedy() -> None:
    told = database_sentence("away", DUTCH)
    assert told.mood is Mood.BAD
    assert "INLOOP_DATABASE_URL" in told.remedy


def test_a_database_that_takes_nothing_is_told_with_whom_to_ask() -> None:
    told = database_sentence("read_only", DUTCH)
    assert told.mood is Mood.BAD
    assert "Vraag wie de server beheert" in told.remedy


@pytest.mark.parametrize(("database", "text"), [("sqlite", "SQLite"), ("postgresql", "PostgreSQL")])
def test_a_database_that_works_says_which_it_is(database: str, text: str) -> None:
    assert text in database_sentence(database, DUTCH).text


def test_without_screens_the_next_step_is_to_open_one() -> None:
    assert screens_sentence([], DUTCH).remedy == "Open hierboven een scherm."


def test_screens_that_are_on_are_counted() -> None:
    assert screens_sentence([screen("Zuil")], DUTCH).text == "1 scherm aan"
    assert screens_sentence([screen("Zuil"), screen("Hal")], DUTCH).text == "2 schermen aan"


def test_a_lost_screen_is_named_with_its_place() -> None:
    told = screens_sentence([screen("Zuil"), screen("Hal", online=False)], DUTCH)
    assert told.text == "1 van 2 aan"
    assert "Hal (Op het Plein)" in told.remedy


def test_devices_are_told_with_the_names_of_their_locations() -> None:
    lost = {"name": "Hal", "online": False, "location": "plein"}
    facts = {"database": "sqlite", "printers": [("plein", printer(None))], "devices": [lost]}
    database, paper, screens = conditions(facts, {"plein": "Op het Plein"}, DUTCH)
    assert [database.mood, paper.mood] == [Mood.GOOD, Mood.GOOD]
    assert "Op het Plein" in screens.remedy
