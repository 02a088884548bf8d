"""The page of the printers: who gets it, what it starts from, and the test page as it should be."""

import io

import pytest
from PIL import Image

from models.access.principal import Role
from printer.outcome import Reason
from staff.texts.printer_page import page_texts
from tests.staff.pages import browser, facts
from tests.web.site import Site
from web.condition import printer_troubles
from web.words import words_for


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_coordinates_sees_the_printers_and_only_an_administrator_may_set_them(
    site: Site, role: Role
) -> None:
    answer = browser(site, role).get("/staff/plein/printers")
    assert answer.status_code == 200
    assert facts(answer.text)["may_set"] is (role is Role.ADMINISTRATOR)


def test_whoever_is_not_signed_in_is_sent_to_sign_in(site: Site) -> None:
    answer = site.anonymous().get("/staff/plein/printers")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/staff/sign-in")


def test_the_console_and_the_start_page_say_the_same_of_a_printer() -> None:
    words = words_for("nl", "staff")
    told = page_texts(words)
    wrong, remedy = told["printer_wrong"], told["printer_do"]
    assert isinstance(wrong, dict)
    assert isinstance(remedy, dict)
    assert {reason: (wrong[reason], remedy[reason]) for reason in wrong} == printer_troubles(words)
    assert set(wrong) == set(Reason) - {Reason.NOT_ASKED_YET}


def test_the_test_page_is_shown_as_it_comes_out_of_a_printer_of_that_width(site: Site) -> None:
    caller = browser(site, Role.COORDINATOR)
    answer = caller.get("/staff/plein/printers/main/test.png")
    picture = Image.open(io.BytesIO(answer.data))
    assert (answer.mimetype, picture.size[0]) == ("image/png", 576)
    assert picture.size[1] > picture.size[0]


def test_there_is_no_test_page_of_a_printer_that_is_not_there(site: Site) -> None:
    assert browser(site, Role.COORDINATOR).get("/staff/plein/printers/nergens/test.png").status_code == 404


def test_every_text_of_the_page_is_said_in_dutch() -> None:
    dutch, english = page_texts(words_for("nl", "staff")), page_texts(words_for("en", "staff"))
    alike = {name for name, text in dutch.items() if text == english[name]}
    assert alike <= {"printer_notice", "widths"}
