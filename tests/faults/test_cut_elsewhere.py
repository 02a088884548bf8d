"""Two servers of one PostgreSQL: whoever is shut out at one of them loses the sockets at the other too."""

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy.orm import Session

from models.access.device import find_device
from models.access.person import add_person
from models.access.principal import Place, Principal, Proof, Role
from models.access.session import begin_session, end_all, find_session
from models.access.staffing import change_places, leave
from models.database import Database
from realtime.browser import SESSION_COOKIE
from realtime.contract import Space
from tests.faults.installation import LOCATION, Installation, install
from tests.realtime.raw import Raw, raw

pytestmark = pytest.mark.stress

LONGEST_SECONDS = 20.0
"""Each server looks once a second; the rest is for a machine that stands still."""
EVERYWHERE = Place(Role.ADMINISTRATOR, None)
BOSS = Principal(Proof.SESSION, "Beheer", Role.ADMINISTRATOR, None, 0, places=(EVERYWHERE,))


@dataclass(frozen=True)
class Guide:
    """Somebody who has signed in: the person, the session's secret, and its token for forms."""

    id: int
    secret: str
    csrf: str


@dataclass(frozen=True)
class House:
    """Two servers of one database, by their ports, and this process as a third."""

    installed: Installation
    here: int
    elsewhere: int

    @property
    def database(self) -> Database:
        """The same data, from this process: nobody tells a server what it changes."""
        return self.installed.database

    def guide(self, name: str) -> Guide:
        """Somebody who has just signed in."""
        now = datetime.now(UTC)

        def begin(session: Session) -> tuple[int, str]:
            made = add_person(session, name, Role.GUIDE, LOCATION, "", now, must_change=False)
            return made.id, begin_session(session, made.id, now)

        person, secret = self.database.run(begin)
        with self.database.read() as session:
            found = find_session(session, secret, now)
        assert found
        return Guide(person, secret, found[0].csrf)

    def post(self, guide: Guide, path: str) -> int:
        """Press a button of a page of this server; the status."""
        origin = f"http://127.0.0.1:{self.here}"
        heads = {
            "Cookie": f"{SESSION_COOKIE}={guide.secret}",
            "Origin": origin,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = http.client.HTTPConnection("127.0.0.1", self.here, timeout=60)
        line.request("POST", path, urlencode({"csrf": guide.csrf}), heads)
        status = line.getresponse().status
        line.close()
        return status


@pytest.fixture
def house(postgres_database: Database, tmp_path: Path) -> Iterator[House]:
    installed = install(postgres_database, tmp_path / "data", 2, 1)
    with installed.servers(2) as (here, elsewhere):
        yield House(installed, here, elsewhere)
    assert "Traceback" not in installed.log()


def signs_out(house: House, guide: Guide) -> None:
    assert house.post(guide, "/staff/sign-out") == 303


def loses_the_role(house: House, guide: Guide) -> None:
    less = [Place(Role.HOST, LOCATION)]
    house.database.run(lambda session: change_places(session, BOSS, guide.id, less, None))


def leaves(house: House, guide: Guide) -> None:
    house.database.run(lambda session: leave(session, BOSS, guide.id, datetime.now(UTC)))


def ends_all_sessions(house: House, guide: Guide) -> None:
    house.database.run(lambda session: end_all(session, guide.id))


WAYS: tuple[Callable[[House, Guide], None], ...] = (signs_out, loses_the_role, leaves, ends_all_sessions)


def console(port: int, line: Raw, guide: Guide) -> None:
    """Open the console's socket, as the browser of a signed-in guide does."""
    origin = f"http://127.0.0.1:{port}"
    assert " 101 " in line.open(Cookie=f"{SESSION_COOKIE}={guide.secret}", Origin=origin)
    line.send(f'40{Space.STAFF},{{"location": "{LOCATION}"}}')
    line.hear(f'42{Space.STAFF},["state",')


def test_who_is_shut_out_at_one_server_loses_the_console_at_the_other(house: House) -> None:
    stays = house.guide("Blijver")
    with raw(house.elsewhere) as unmoved:
        console(house.elsewhere, unmoved, stays)
        for number, way in enumerate(WAYS):
            guide = house.guide(f"Gids met sessie {number}")
            with raw(house.elsewhere) as line:
                console(house.elsewhere, line, guide)
                way(house, guide)
                assert line.until_cut(LONGEST_SECONDS, answering=True) < LONGEST_SECONDS, way.__name__
        assert unmoved.hear(f'42{Space.STAFF},["hb",')


def test_a_screen_and_a_key_that_are_revoked_by_command_lose_their_sockets_too(house: House) -> None:
    kiosk, other = house.installed.kiosks
    ((name, key),) = house.installed.guides.items()
    found = find_device(house.database, kiosk)
    assert found
    with raw(house.here) as unmoved, raw(house.here) as screen, raw(house.elsewhere) as program:
        unmoved.enter(Space.KIOSK, token=other, location=LOCATION)
        screen.enter(Space.KIOSK, token=kiosk, location=LOCATION)
        program.enter(Space.STAFF, token=key, location=LOCATION)
        assert house.installed.program.run_apart("device", "revoke", str(found.id)).code == 0
        assert screen.until_cut(LONGEST_SECONDS, answering=True) < LONGEST_SECONDS
        assert house.installed.program.run_apart("key", "revoke", name).code == 0
        assert program.until_cut(LONGEST_SECONDS, answering=True) < LONGEST_SECONDS
        assert unmoved.hear(f'42{Space.KIOSK},["hb",')
