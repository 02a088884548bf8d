"""How good the ranges of last week were, worked out beside the requests and shown on the console."""

from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Event

import pytest

from models.access.principal import Role
from models.learning import _known, known_at
from models.simulation.floor import Crew, Floor
from models.simulation.pace import SHAPES
from models.views.head import Head, head_of
from tests.cast import MONDAY_TEN, World
from tests.staff.pages import browser
from tests.web.site import Site, open_site
from web.promises import FEWEST, Promise, Promises

PATIENCE_SECONDS = 60


@pytest.fixture
def played(sqlite_world: World) -> World:
    """Two busy mornings of two guides, and the day after."""
    for days in (0, 1):
        floor = Floor(
            sqlite_world.database,
            "altijd",
            Crew({"a": "1", "b": "2"}),
            SHAPES["busy"].shared_by(2),
            Random(7),
        )
        begins = MONDAY_TEN + timedelta(days=days)
        floor.play(begins, begins + timedelta(hours=4), lambda _moment: True, early=4)
    sqlite_world.clock.moment = MONDAY_TEN + timedelta(days=2)
    return sqlite_world


def head(world: World, location: str = "altijd") -> Head:
    with world.database.read() as session:
        return head_of(session, location, world.clock.now())


def test_what_is_known_comes_from_the_log_and_only_from_last_week(played: World) -> None:
    promises = Promises(played.database, lambda work: work())
    promises.work_out(head(played))
    found = promises.of(head(played))
    assert found is not None
    assert found.visits >= FEWEST
    assert 0.5 < found.share <= 1.0
    played.clock.advance(days=8)
    promises.work_out(head(played))
    assert promises.of(head(played)) is None


def test_where_few_waited_no_share_is_told(played: World) -> None:
    promises = Promises(played.database, lambda work: work())
    promises.work_out(head(played, "plein"))
    assert promises.of(head(played, "plein")) is None


def test_asking_never_waits_for_the_answer(played: World) -> None:
    begun, go = Event(), Event()

    def slow(work: object) -> object:
        begun.set()
        assert go.wait(PATIENCE_SECONDS)
        return work()  # type: ignore[operator]

    promises = Promises(played.database, slow)
    assert promises.of(head(played)) is None
    assert begun.wait(PATIENCE_SECONDS)
    assert promises.of(head(played)) is None
    go.set()
    with promises._working:
        assert isinstance(promises.of(head(played)), Promise)


def test_the_ranges_learn_where_to_be_cut(played: World) -> None:
    with played.database.read() as session:
        known_at(session, head(played))
    before = _known["altijd"].shares
    Promises(played.database, lambda work: work()).work_out(head(played))
    assert _known["altijd"].shares != before


def test_the_console_shows_it_with_its_definition(played: World, tmp_path: Path) -> None:
    site: Site = open_site(played, tmp_path)
    guide = browser(site, Role.GUIDE)
    services = site.inloop.services
    services.promises.work_out(head(played))
    found = services.promises.of(head(played))
    assert found is not None
    page = guide.get("/staff/altijd").text
    assert f"Wachttijden klopten: {round(100 * found.share)} % deze week ({found.visits} bezoeken)" in page
    assert "Ongeveer 80 van de 100 is goed." in page
    assert "Wachttijden klopten" not in guide.get("/staff/plein").text
