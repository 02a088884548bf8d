"""Alive, ready, and how busy: with the real database, without it, and behind it."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from commands.composition import compose
from config.settings import Settings
from models.access.principal import Role
from models.database import Database
from models.printing.condition import Reading, tell
from tests.cast import World
from tests.web.site import BASE_URL, TICKETS, Caller, Site, wish

NOWHERE = "postgresql+psycopg://inloop@127.0.0.1:1/inloop"
"""A port on which no PostgreSQL listens."""


@pytest.fixture
def without_database(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop whose database does not answer."""
    settings = Settings(data_dir=tmp_path, base_url=BASE_URL)
    return Site(sqlite_world, compose(settings, Database(NOWHERE), clock=sqlite_world.clock))


def test_the_process_says_that_it_is_alive(anonymous: Caller) -> None:
    assert anonymous.get("/healthz").get_json() == {"status": "ok"}


def test_it_is_ready_when_database_schema_and_disk_are(anonymous: Caller) -> None:
    answer = anonymous.get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "disk": "ok",
        "printer": "unknown",
        "printers": dict.fromkeys(("plein/main", "altijd/main", "nacht/main"), "unknown"),
    }


def test_a_printer_that_is_away_is_told_and_stops_nobody(site: Site, anonymous: Caller) -> None:
    world = site.world
    gone = Reading("away", "paper_out", paper_low=True)
    world.database.run(lambda session: tell(session, ("plein", "main"), gone, world.clock.now()))
    answer = anonymous.get("/readyz")
    assert (answer.status_code, answer.get_json()["printer"]) == (200, "away")
    assert answer.get_json()["printers"]["plein/main"] == "away"


def test_printers_and_their_papers_are_measured(site: Site, kiosk: Caller, administrator: Caller) -> None:
    kiosk.post(TICKETS, wish())
    site.inloop.services.printers.work_off()
    told = administrator.get("/metrics").get_data(as_text=True)
    assert 'inloop_printer_up{location="plein",printer="main"} 1.0' in told
    assert 'inloop_printer_paper_low{location="plein",printer="main"} 0.0' in told
    assert 'inloop_print_jobs_last_day{location="plein",printer="main",state="confirmed"} 1.0' in told


def test_an_older_schema_is_not_ready(site: Site, anonymous: Caller) -> None:
    site.world.database.run(
        lambda session: session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    )
    answer = anonymous.get("/readyz")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "failing")
    assert answer.get_json()["migrations"] == "behind"


def test_a_disk_without_space_or_without_the_folder_is_not_ready(
    anonymous: Caller, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=1024)
    with monkeypatch.context() as patch:
        patch.setattr("web.health.shutil.disk_usage", lambda _path: full)
        assert anonymous.get("/readyz").get_json()["disk"] == "nearly full"
    site.inloop.services.settings = Settings(data_dir=tmp_path / "lost", base_url=BASE_URL)
    answer = anonymous.get("/readyz")
    assert (answer.status_code, answer.get_json()["disk"]) == (503, "away")


def test_without_a_database_it_is_alive_but_not_ready(without_database: Site) -> None:
    stranger = without_database.anonymous()
    assert stranger.get("/healthz").status_code == 200
    answer = stranger.get("/readyz")
    assert (answer.status_code, answer.get_json()["database"]) == (503, "away")


def test_without_a_database_the_api_asks_to_come_back(without_database: Site) -> None:
    stranger = without_database.anonymous()
    for answer in (
        stranger.get("/api/v1/locations"),
        stranger.post(TICKETS, wish(), headers={"Authorization": "Bearer x"}),
    ):
        assert (answer.status_code, answer.get_json()["code"]) == (503, "unavailable")
        assert answer.content_type == "application/problem+json"
        assert int(answer.headers["Retry-After"]) > 0
        assert "127.0.0.1" not in answer.text


def test_without_a_database_the_start_page_still_says_what_is_wrong(without_database: Site) -> None:
    for who in (without_database.anonymous(), without_database.anonymous("127.0.0.1")):
        answer = who.get("/?lang=en")
        assert answer.status_code == 200
        assert "INLOOP_DATABASE_URL" in answer.text


def test_metrics_tell_numbers_of_things(site: Site, kiosk: Caller, analyst: Caller) -> None:
    kiosk.post(TICKETS, wish())
    answer = analyst.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert 'inloop_waiting{location="plein"} 1.0' in lines
    assert f'inloop_revision{{location="plein"}} {float(site.world.rev())}' in lines
    assert 'inloop_open{location="nacht"} 0.0' in lines
    assert "inloop_screens 0.0" in lines


def test_metrics_are_for_this_machine_and_for_keys(site: Site, kiosk: Caller, anonymous: Caller) -> None:
    host = site.bearer(site.key("Prometheus", Role.HOST))
    asked = [who.get("/metrics").status_code for who in (site.anonymous("127.0.0.1"), host, anonymous, kiosk)]
    assert asked == [200, 200, 401, 403]
