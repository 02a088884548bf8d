"""Screens tell which revision they show; the server believes only devices, and only numbers."""

import pytest

from models.access.principal import Role
from realtime.contract import Space
from tests.realtime.screen import Screen
from tests.web.site import QUEUE, Site


def display(site: Site) -> Screen:
    return Screen(site.inloop, Space.DISPLAY, {"token": site.device(Role.DISPLAY), "location": "plein"})


def devices(site: Site) -> list[tuple[str, bool, int | None]]:
    """What the console sees of the devices."""
    site.inloop.services.broadcaster.turn()
    name = f"Coen {site.world.clock.now():%H%M%S%f}"
    seen = site.bearer(site.key(name, Role.COORDINATOR)).get(QUEUE).get_json()
    return [(d["name"], d["online"], d["shown_rev"]) for d in seen["view"]["devices"]]


def test_the_console_sees_a_screen_and_what_it_shows(site: Site) -> None:
    screen = display(site)
    screen.emit("shown", {"rev": 3})
    assert devices(site) == [("Scherm", True, 3)]


def test_a_screen_that_has_not_said_what_it_shows_is_there_all_the_same(site: Site) -> None:
    display(site)
    assert devices(site) == [("Scherm", True, None)]


@pytest.mark.parametrize(
    "payload",
    [
        (),
        (None,),
        (7,),
        ("rev",),
        ({},),
        ({"rev": "3"},),
        ({"rev": -1},),
        ({"rev": 2**31},),
        ({"rev": 1.5},),
        ({"rev": True},),
        ({"rev": 4, "battery": 101},),
        ({"rev": 4, "battery": -1},),
        ({"rev": 4, "battery": 50.5},),
        ({"rev": 4, "battery": True},),
        ({"rev": 4, "battery": "50"},),
        ({"rev": 4, "charging": 1},),
        ({"rev": 4, "secure": "yes"},),
        ({"rev": 4, "undelivered": -1},),
        ({"rev": 4, "undelivered": "1"},),
        ({"rev": 4, "sound": "loud"},),
        ({"rev": 4, "sound": True},),
    ],
)
def test_a_report_that_is_none_is_passed_over(site: Site, payload: tuple[object, ...]) -> None:
    screen = display(site)
    screen.emit("shown", {"rev": 3})
    screen.emit("shown", *payload)
    assert devices(site) == [("Scherm", True, 3)]


def test_a_key_or_session_is_no_device_and_reports_nothing(site: Site) -> None:
    secret = site.key("Coen", Role.COORDINATOR)
    screen = Screen(site.inloop, Space.DISPLAY, {"token": secret, "location": "plein"})
    screen.emit("shown", {"rev": 3})
    assert devices(site) == []


def machine(site: Site) -> tuple[int | None, bool | None, bool | None]:
    """What the console sees of the machine the screen runs on."""
    site.inloop.services.broadcaster.turn()
    secret = site.key(f"Coen {site.world.clock.now():%H%M%S%f}", Role.COORDINATOR)
    (seen,) = site.bearer(secret).get(QUEUE).get_json()["view"]["devices"]
    return seen.get("battery"), seen.get("charging"), seen.get("secure")


def test_the_console_sees_the_battery_and_whether_the_address_is_trusted(site: Site) -> None:
    screen = display(site)
    screen.emit("shown", {"rev": 3, "battery": 18, "charging": False, "secure": True})
    assert machine(site) == (18, False, True)


def test_a_screen_that_tells_nothing_of_its_machine_has_none(site: Site) -> None:
    screen = display(site)
    screen.emit("shown", {"rev": 3, "battery": None})
    assert machine(site) == (None, None, None)


@pytest.mark.parametrize("battery", [0, 100])
def test_a_battery_may_be_empty_or_full(site: Site, battery: int) -> None:
    screen = display(site)
    screen.emit("shown", {"rev": 3, "battery": battery, "charging": True})
    assert machine(site) == (battery, True, None)
