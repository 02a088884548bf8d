"""The page of the screens: who gets it, what it starts from, and that every word of it is Dutch."""

import pytest

from models.access.principal import Role
from staff.texts.devices import page_texts
from tests.staff.pages import browser, facts
from tests.web.site import Site
from web.words import words_for


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_coordinates_has_the_page(site: Site, role: Role) -> None:
    answer = browser(site, role).get("/staff/plein/devices")
    assert (answer.status_code, facts(answer.text)["code"]) == (200, "")


def test_whoever_scans_a_code_signs_in_and_finds_it_filled_in(site: Site) -> None:
    answer = site.anonymous().get("/staff/plein/devices?code=CDFHJK")
    assert answer.status_code == 303
    assert "code%3DCDFHJK" in answer.headers["Location"]
    page = browser(site, Role.COORDINATOR).get("/staff/plein/devices?code=cdf-hjk")
    assert facts(page.text)["code"] == "CDFHJK"


@pytest.mark.parametrize("code", ["", "CDF", "CDFHJKL", "<script>", "ሰላምሰላም"])
def test_what_is_no_code_is_left_out(site: Site, code: str) -> None:
    page = browser(site, Role.COORDINATOR).get(f"/staff/plein/devices?code={code}")
    assert facts(page.text)["code"] in {"", "SCRIPT"}


def test_every_text_of_the_page_is_said_in_dutch() -> None:
    dutch, english = page_texts(words_for("nl", "staff")), page_texts(words_for("en", "staff"))
    alike = {name for name, text in dutch.items() if text == english[name]}
    assert alike <= {"inches", "size_only", "printer", "volume_now"}
