"""What happens in the instant in which a screen comes in."""

from pathlib import Path
from typing import Any

import pytest

import realtime.audience
from commands.composition import compose
from config.settings import Settings
from models.access.principal import Role
from models.database import Database
from models.views.state import location_state, ticket_state
from realtime.contract import Space
from tests.cast import World
from tests.realtime.screen import Screen
from tests.web.site import Site


def change(site: Site) -> None:
    """Somebody gets a number, and all who listen are told."""
    site.world.issue()
    site.inloop.services.broadcaster.mark("plein")
    site.inloop.services.broadcaster.turn()


def test_a_change_between_the_look_and_the_answer_is_not_lost(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*args: Any) -> dict[str, Any]:
        state = location_state(*args)
        change(site)
        return state

    monkeypatch.setattr(realtime.audience, "location_state", slow)
    secret = site.key("Coen", Role.COORDINATOR)
    screen = Screen(site.inloop, Space.DISPLAY, {"token": secret, "location": "plein"})
    assert (screen.view["waiting"], screen.state and screen.state["rev"]) == (1, site.world.rev())


def test_a_call_between_the_look_and_the_answer_reaches_the_phone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = site.world.issue()

    def slow(*args: Any) -> dict[str, Any]:
        state = ticket_state(*args)
        site.world.call_next()
        change(site)
        return state

    monkeypatch.setattr(realtime.audience, "ticket_state", slow)
    assert Screen(site.inloop, Space.TICKET, {"token": ticket.token}).view["state"] == "called"


def test_who_is_refused_listens_to_nothing(site: Site) -> None:
    secret = site.key("Coen", Role.COORDINATOR)
    assert not Screen(site.inloop, Space.DISPLAY, {"token": secret, "location": "nergens"}).connected
    assert not Screen(site.inloop, Space.TICKET, {"token": "raad-maar"}).connected
    assert site.inloop.services.screens.count() == 0
    assert not site.inloop.services.screens.listening(Space.DISPLAY, "nergens")


def test_without_a_database_a_screen_is_told_to_come_back(sqlite_world: World, tmp_path: Path) -> None:
    away = Database("postgresql+psycopg://inloop@127.0.0.1:1/inloop")
    inloop = compose(Settings(data_dir=tmp_path), away, clock=sqlite_world.clock)
    for space in Space:
        screen = Screen(inloop, space, {"token": "raad-maar", "location": "plein"})
        assert isinstance(screen.refused, dict)
        assert screen.refused["data"] == {"code": "unavailable"}
    assert inloop.services.screens.count() == 0
