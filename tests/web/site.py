"""A whole Inloop for the tests above the database: the application, and everybody who calls it."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from commands.composition import Inloop, compose
from config.settings import Settings
from models.access.device import add_device
from models.access.key import add_key
from models.access.person import add_person
from models.access.principal import Role
from models.access.session import USUAL, Terms, begin_session, find_session
from realtime.browser import DESK_COOKIE, SESSION_COOKIE
from tests.cast import World

BASE_URL = "http://inloop.test"
AWAY = "192.168.1.20"
"""The address of a machine in the room that is not the server itself."""

_presses = itertools.count(1)


@dataclass
class Caller:
    """Somebody or something that calls, with what it proves itself by."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)
    address: str = AWAY

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> TestResponse:
        """GET *path*."""
        return self.ask("GET", path, headers=headers)

    def post(
        self,
        path: str,
        body: object = None,
        *,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """POST *body* as JSON, with an Idempotency-Key of its own unless one is given."""
        own = {"Idempotency-Key": key or f"press-{next(_presses)}"}
        return self.ask("POST", path, json={} if body is None else body, headers=own | dict(headers or {}))

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> TestResponse:
        """Any request, as werkzeug's client takes it."""
        environment = {"REMOTE_ADDR": self.address}
        sent = self.headers | dict(headers or {})
        return self.client.open(
            path, method=method, headers=sent, environ_base=environment, buffered=True, **more
        )


@dataclass
class Site:
    """An Inloop with the cast in it."""

    world: World
    inloop: Inloop

    def anonymous(self, address: str = AWAY) -> Caller:
        """Somebody who proves nothing."""
        return Caller(self.inloop.app.test_client(), {}, address)

    def bearer(self, token: str) -> Caller:
        """Whoever holds *token*."""
        return Caller(self.inloop.app.test_client(), {"Authorization": f"Bearer {token}"})

    def key(self, name: str, role: Role, location: str | None = None) -> str:
        """The secret of a new API key."""
        now = self.world.clock.now()
        return self.world.database.run(lambda session: add_key(session, name, role, location, now))

    def device(self, kind: Role, location: str = "plein", name: str = "Scherm") -> str:
        """The token of a new device."""
        now = self.world.clock.now()
        return self.world.database.run(lambda session: add_device(session, kind, location, name, now))

    def person(
        self,
        name: str,
        role: Role,
        location: str | None = None,
        *,
        password_hash: str = "",
        must_change: bool = False,
    ) -> int:
        """The id of a new account; without a hash nobody can sign in to it by password."""
        now = self.world.clock.now()
        person = self.world.database.run(
            lambda session: add_person(session, name, role, location, password_hash, now, must_change)
        )
        return person.id

    def signed_in(self, person_id: int, terms: Terms = USUAL, desk: str = "") -> Caller:
        """A browser in which this person has signed in, with its CSRF token; at a desk with its token."""
        now = self.world.clock.now()
        secret = self.world.database.run(lambda session: begin_session(session, person_id, now, terms))
        client = self.inloop.app.test_client()
        client.set_cookie(SESSION_COOKIE, secret)
        if desk:
            client.set_cookie(DESK_COOKIE, desk)
        with self.world.database.read() as session:
            found = find_session(session, secret, now, desk=desk)
        assert found is not None
        return Caller(client, {"X-CSRF-Token": found[0].csrf})

    def again(self, other: Caller) -> Caller:
        """Who called a copy of this Inloop, with the same proof."""
        client = self.inloop.app.test_client()
        for name in (SESSION_COOKIE, DESK_COOKIE):
            if cookie := other.client.get_cookie(name):
                client.set_cookie(name, cookie.value)
        return Caller(client, dict(other.headers), other.address)


def open_site(world: World, folder: Path, printer: str = "virtual:", push: str | None = None) -> Site:
    """An Inloop on the world's database and clock, with *folder* for its data and that printer.

    With *push* it tells closed pages of calls, also through these push services.
    """
    settings = Settings(
        data_dir=folder,
        base_url=BASE_URL,
        printer=printer,
        push=push is not None,
        push_contact="mailto:ict@inloop.test",
        push_services=push or None,
    )
    return Site(world, compose(settings, world.database, clock=world.clock, async_mode="threading"))


def wish(question_type: str = "werk", language: str = "nl", **more: object) -> dict[str, object]:
    """The body with which a ticket is asked for."""
    return {"question_type": question_type, "language": language, **more}


TICKETS = "/api/v1/locations/plein/tickets"
CALL_NEXT = "/api/v1/locations/plein/call-next"
QUEUE = "/api/v1/locations/plein/queue"
