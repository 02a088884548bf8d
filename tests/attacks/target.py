"""A server as in production, and what its attackers may have: accounts, sessions, tokens of every kind."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.process import free_port, wait_until_alive
from models.access.device import add_device
from models.access.key import add_key
from models.access.pairing import open_pairing
from models.access.person import add_person, hash_password
from models.access.principal import Role
from models.access.session import Terms, begin_session, find_session
from models.actions.issue import Wish, issue
from models.actions.join import make_poster
from models.configuration import load_region
from models.database import Database
from models.log import take_turn
from models.region_file import read_region
from models.tables import Ticket
from tests.attacks.wire import JSON, OWN, Answer, Ask, as_json, over_the_wire
from tests.cast import REGION
from tests.commands.program import Program
from tests.faults.installation import Installation, end
from tests.web.addresses import parts_of

PASSWORD = "een lang wachtwoord van mijzelf"
HERE = "altijd"
"""The location that never closes."""


@dataclass(frozen=True)
class Signed:
    """Somebody who signed in.

    Attributes:
        name: theirs.
        person: their id.
        session: what their browser keeps.
        csrf: what their pages know.
    """

    name: str
    person: int
    session: str
    csrf: str

    @property
    def cookie(self) -> dict[str, str]:
        """What the browser sends by itself, whoever made the request."""
        return {"Cookie": f"inloop_session={self.session}"}

    @property
    def own(self) -> dict[str, str]:
        """What one's own pages send."""
        return self.cookie | {"X-CSRF-Token": self.csrf, "Origin": OWN}


@dataclass
class Target:
    """A running server.

    Attributes:
        port: on this machine.
        installation: its data.
        people: names that were given already.
    """

    port: int
    installation: Installation
    people: list[str] = field(default_factory=list)

    @property
    def ask(self) -> Ask:
        """Over the wire."""
        return over_the_wire(self.port)

    @property
    def database(self) -> Database:
        """What the server stores."""
        return self.installation.database

    @property
    def log(self) -> str:
        """What the server wrote down."""
        return self.installation.log()

    def api(self, key: str, method: str, path: str, body: object = None, press: str = "") -> Answer:
        """A command of whoever holds *key*."""
        own = {"Authorization": f"Bearer {key}"} | ({"Idempotency-Key": press} if press else {})
        sent = None if body is None else as_json(body)
        return self.ask(method, f"/api/v1{path}", sent, own | JSON)

    def person(self, role: Role, password: str = "", location: str | None = None) -> tuple[str, int]:
        """A new account; its name and id."""
        name = f"{role.title()} {len(self.people)}"
        self.people.append(name)
        hashed = hash_password(password) if password else ""
        made = self.database.run(
            lambda session: add_person(session, name, role, location, hashed, _now(), False).id
        )
        return name, made

    def signed_in(self, role: Role, location: str | None = None) -> Signed:
        """Somebody who has signed in wholly."""
        name, person = self.person(role, location=location)
        secret = self.database.run(
            lambda session: begin_session(session, person, _now(), Terms(longest=timedelta(hours=2)))
        )
        with self.database.read() as session:
            found = find_session(session, secret, _now())
        assert found
        return Signed(name, person, secret, found.who.csrf)

    def key(self, role: Role, location: str | None = None) -> str:
        """The secret of a new key."""
        name = f"Sleutel {len(self.people)}"
        self.people.append(name)
        return self.database.run(lambda session: add_key(session, name, role, location, _now()))

    def device(self, kind: Role, location: str = HERE) -> str:
        """The token of a new device."""
        return self.database.run(lambda session: add_device(session, kind, location, "Scherm", _now()))

    def now(self) -> datetime:
        """The moment."""
        return _now()

    def ticket(self, location: str = HERE) -> Ticket:
        """A visitor who waits."""

        def work(session: Session) -> Ticket:
            return issue(
                take_turn(session, location, "test", _now()), Wish("werk", "nl", printed=False)
            ).ticket

        return self.database.run(work)

    def poster(self) -> str:
        """The key on a new poster of `plein`."""
        return self.database.run(lambda session: make_poster(take_turn(session, "plein", "test", _now())))

    def pairing(self, secret: str) -> str:
        """The code of a screen that waits for somebody to confirm it."""
        return self.database.run(
            lambda session: open_pairing(session, Role.DISPLAY, HERE, secret, _now()).code
        )

    def print_at_rest(self) -> frozenset[str]:
        """The same once no worker of the server has anything left to do."""
        deadline, last = time.monotonic() + 30, frozenset[str]()
        while time.monotonic() < deadline:
            last, before = self.print(), last
            if last == before:
                return last
            time.sleep(1.5)
        raise AssertionError("the server does not come to rest")

    def print(self) -> frozenset[str]:
        """All that is stored, but for an offered second factor, and rows that tell of a refusal."""
        path = self.database.url.database
        assert path
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            lines = frozenset(line for line in connection.iterdump() if not _beside(line))
        connection.close()
        return lines


def _beside(line: str) -> bool:
    """Whether a line of a dump is what a refused request may leave behind."""
    refusal = line.startswith('INSERT INTO "audit" ') and "'access.refused'" in line
    return refusal or '"second_factor"' in line or line.startswith('INSERT INTO "audit_end" ')


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def target(database: Database, folder: Path, **settings: str) -> Iterator[Target]:
    """Serve the cast's region, with its posters, on an empty migrated database."""
    text = REGION.replace('name = "Altijd Open"', 'name = "Altijd Open"\njoin_by_phone = true')
    database.run(lambda session: load_region(session, read_region(text), "test", _now()))
    folder.mkdir()
    url = database.url.set(drivername="sqlite").render_as_string(hide_password=False)
    usual = {"INLOOP_DATABASE_URL": url, "INLOOP_LOG_LEVEL": "INFO"}
    installation = Installation(Program(folder, usual | settings), database, [], {})
    port = free_port()
    process = installation.serve(port)
    try:
        wait_until_alive(port, process)
        yield Target(port, installation)
    finally:
        end(process)


def values(found: Target) -> Mapping[str, object]:
    """For each part of an address one at which something is, so that not all ends at a 404."""
    waiting = found.ticket()
    code = found.pairing(hashlib.sha256(str(waiting.id).encode()).hexdigest())
    return parts_of(HERE, waiting.token, waiting.id, code)
