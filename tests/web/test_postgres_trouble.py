"""What PostgreSQL says when it takes nothing or goes away: who commands is told, who looks is served."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from models.access.principal import Role
from models.database import Database
from tests.cast import World
from tests.realtime.studio import Studio
from tests.web.site import QUEUE, TICKETS, Caller, Site, open_site, wish

TRIGGER = """
CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raises}; RETURN NULL; END $$;
CREATE TRIGGER trouble BEFORE INSERT OR UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION trouble();
"""
LOOKS = (
    "/display/plein",
    "/kiosk/plein",
    "/",
    "/api/v1/locations/plein/board",
    "/api/v1/locations/plein/wait",
    QUEUE,
    "/healthz",
)


def execute(database: Database, *statements: str) -> None:
    """As the owner, who may write whatever the database is set to."""
    engine = create_engine(database.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def fails(database: Database, raises: str, table: str = "fact") -> None:
    """Let whatever is written to a table meet an error of the server's own."""
    execute(database, *TRIGGER.format(raises=raises, table=table).strip().split("\n"))


def mend(database: Database) -> None:
    execute(database, "DROP FUNCTION trouble CASCADE")


def read_only(database: Database, on: bool) -> None:
    """As an operator does it, or a failover to a standby: connections that are open are ended."""
    setting = "on" if on else "off"
    execute(
        database,
        f"ALTER DATABASE {database.url.database} SET default_transaction_read_only = {setting}",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )


@pytest.fixture
def site(postgres_world: World, tmp_path: Path) -> Site:
    return open_site(postgres_world, tmp_path)


@pytest.fixture
def guide(site: Site) -> Caller:
    return site.signed_in(site.person("Samira", Role.GUIDE))


def looks(guide: Caller) -> dict[str, int]:
    """What cannot be looked at, with its status."""
    found = {path: guide.get(path).status_code for path in (*LOOKS, "/staff/plein")}
    return {path: status for path, status in found.items() if status != 200}


@pytest.mark.parametrize("code", ["53100", "58030", "25006"])
def test_a_server_that_takes_nothing_refuses_commands_and_shows_everything(
    site: Site, kiosk: Caller, guide: Caller, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    """53100: the disk is full. 58030: it is broken. 25006: it is for reading only."""
    fails(site.world.database, f"RAISE EXCEPTION 'no room' USING ERRCODE = '{code}'")
    told = kiosk.post(TICKETS, wish(), key="one press")
    assert (told.status_code, told.get_json()["code"]) == (503, "not_writable")
    assert told.headers["Retry-After"]
    assert "[parameters:" not in caplog.text
    assert looks(guide) == {}
    mend(site.world.database)
    assert kiosk.post(TICKETS, wish(), key="one press").status_code == 201
    assert len(site.world.facts()) == len({fact.rev for fact in site.world.facts()}) == site.world.rev()


def test_a_database_that_was_set_to_reading_only_says_so_until_it_is_not(
    site: Site, kiosk: Caller, guide: Caller
) -> None:
    database = site.world.database
    assert kiosk.post(TICKETS, wish()).status_code == 201
    read_only(database, True)
    site.world.clock.advance(minutes=20)  # so long that looking would be noted in the session
    for path in (TICKETS, "/api/v1/locations/plein/call-next"):
        caller, body = (kiosk, wish()) if path == TICKETS else (guide, {"desk": "1"})
        told = caller.post(path, body)
        assert (told.status_code, told.get_json()["code"]) == (503, "not_writable"), told.text
    assert looks(guide) == {}
    ready = guide.get("/readyz")
    assert (ready.status_code, ready.get_json()["database"]) == (503, "read_only")
    here = site.anonymous("127.0.0.1")
    for page in ("/", "/staff/health"):
        assert "niet geschreven worden" in here.get(page).text, page
    read_only(database, False)
    assert "niet geschreven worden" not in here.get("/staff/health").text
    assert guide.get("/readyz").get_json()["database"] == "ok"
    assert guide.post("/api/v1/locations/plein/call-next", {"desk": "1"}).status_code == 200


def test_a_refusal_is_a_refusal_though_it_cannot_be_written_down(site: Site, guide: Caller) -> None:
    read_only(site.world.database, True)
    assert guide.get("/staff/audit").status_code == 403


def test_a_connection_that_ends_under_a_command_is_an_answer_and_the_next_press_works(
    site: Site, kiosk: Caller
) -> None:
    """57P01: the server ends it, as at its own end."""
    fails(site.world.database, "PERFORM pg_terminate_backend(pg_backend_pid())")
    told = kiosk.post(TICKETS, wish(), key="one press")
    assert (told.status_code, told.get_json()["code"]) == (503, "unavailable")
    mend(site.world.database)
    assert kiosk.post(TICKETS, wish(), key="one press").status_code == 201


def test_what_is_wrong_in_the_database_itself_stays_an_error_of_ours(site: Site, kiosk: Caller) -> None:
    fails(site.world.database, "RAISE EXCEPTION 'odd' USING ERRCODE = 'XX000'")
    assert kiosk.post(TICKETS, wish()).status_code == 500


@pytest.fixture
def studio(postgres_world: World) -> Iterator[Studio]:
    found = Studio(postgres_world)
    yield found
    found.die()


def test_screens_are_told_on_though_time_can_change_nothing(studio: Studio) -> None:
    """The door closes by the hour; the log cannot be told of it, the screens are."""
    studio.turn(1.0)
    studio.world.clock.advance(hours=10)
    read_only(studio.world.database, True)
    for _ in range(4):
        studio.turn(3.0)  # raises nothing
    assert studio.world.facts()[-1].kind != "location_closed"
    read_only(studio.world.database, False)
    studio.turn(3.0)
    assert studio.world.facts()[-1].kind == "location_closed"
