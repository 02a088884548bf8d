"""What the pages of the screens and of the printers have alike: who gets them, and the way to them."""

import re

import pytest

from models.access.principal import Role
from tests.staff.pages import browser
from tests.web.site import Site

pytestmark = pytest.mark.parametrize("machines", ["devices", "printers"])


@pytest.mark.parametrize("role", [Role.GUIDE, Role.HOST, Role.ANALYST])
def test_who_does_not_coordinate_has_no_page(site: Site, machines: str, role: Role) -> None:
    assert browser(site, role).get(f"/staff/plein/{machines}").status_code == 403


def test_the_page_without_a_location_is_that_of_the_first_open_one(site: Site, machines: str) -> None:
    answer = browser(site, Role.COORDINATOR).get(f"/staff/{machines}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/staff/plein/{machines}")


def test_the_other_locations_are_one_press_away_and_those_of_others_are_not_shown(
    site: Site, machines: str
) -> None:
    everywhere = browser(site, Role.COORDINATOR).get(f"/staff/plein/{machines}").text
    assert set(re.findall(rf'href="/staff/(\w+)/{machines}"', everywhere)) == {"altijd", "nacht"}
    one = browser(site, Role.ADMINISTRATOR, "plein").get(f"/staff/plein/{machines}").text
    assert not re.findall(rf'href="/staff/\w+/{machines}"', one)


def test_a_console_leads_there_for_who_coordinates(site: Site, machines: str) -> None:
    way = f'href="/staff/plein/{machines}"'
    assert way in browser(site, Role.COORDINATOR).get("/staff/plein").text
    assert way not in browser(site, Role.GUIDE).get("/staff/plein").text
