"""Every endpoint × every proof that is no longer one, or not meant: ended, forged, from elsewhere, another's.

Drawn from the table of test_access_matrix.py, so an endpoint that is added there is tried here too.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from models.access.device import find_device
from models.access.device_setting import revoke_device
from models.access.key import revoke_key
from models.access.principal import DEVICE_ROLES, Role
from tests.cast import World
from tests.web.site import Caller, Site, open_site
from tests.web.test_access_matrix import AWAY, BODIES, SAFE, TABLE, address, let_in, may, rules

ELSEWHERE = "altijd"


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with all that can be switched on."""
    return open_site(sqlite_world, tmp_path, push="")


def _expired(site: Site) -> Caller:
    caller = site.signed_in(site.person("Oud", Role.ADMINISTRATOR))
    site.world.clock.advance(hours=13)
    return caller


def _signed_out(site: Site) -> Caller:
    caller = site.signed_in(site.person("Uit", Role.ADMINISTRATOR))
    assert caller.ask("POST", "/staff/sign-out").status_code == 303
    return caller


def _revoked_key(site: Site) -> Caller:
    caller, now = site.bearer(site.key("Weg", Role.ADMINISTRATOR)), site.world.clock.now()
    site.world.database.run(lambda session: revoke_key(session, "Weg", now))
    return caller


def _revoked_device(site: Site) -> Caller:
    token = site.device(Role.KIOSK)
    found = find_device(site.world.database, token)
    assert found
    number = found.id
    site.world.turn("plein", lambda turn: revoke_device(turn, number))
    return site.bearer(token)


def _guessed(site: Site) -> Caller:
    caller = site.anonymous()
    caller.client.set_cookie("inloop_session", "raad-maar")
    return caller


def _without_token(site: Site) -> Caller:
    caller = site.signed_in(site.person("Ada", Role.ADMINISTRATOR))
    caller.headers.clear()
    return caller


def _token_of_another(site: Site) -> Caller:
    caller = site.signed_in(site.person("Bea", Role.ADMINISTRATOR))
    caller.headers = site.signed_in(site.person("Cor", Role.ADMINISTRATOR)).headers
    return caller


def _from_another_site(site: Site, origin: str) -> Caller:
    caller = site.signed_in(site.person(f"Dirk {len(origin)}", Role.ADMINISTRATOR))
    caller.headers["Origin"] = origin
    return caller


ENDED: Mapping[str, Callable[[Site], Caller]] = {
    "expired session": _expired,
    "signed out": _signed_out,
    "revoked key": _revoked_key,
    "revoked device": _revoked_device,
    "guessed session": _guessed,
    "guessed token": lambda site: site.bearer("raad-maar"),
    "empty token": lambda site: site.bearer(""),
}
FORGED: Mapping[str, Callable[[Site], Caller]] = {
    "no CSRF token": _without_token,
    "CSRF token of another": _token_of_another,
    "another site": lambda site: _from_another_site(site, "http://evil.test"),
    "no site at all": lambda site: _from_another_site(site, "null"),
    "another port": lambda site: _from_another_site(site, "http://inloop.test:8081"),
}
BY_ORIGIN = {"another site", "no site at all", "another port"}


def tries(site: Site, endpoint: str) -> Iterator[tuple[str, str]]:
    """Method and address of what the endpoint answers to; HEAD and OPTIONS are in the other file."""
    for rule in (rule for rule in rules(site) if rule.endpoint == endpoint):
        path = address(site, rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, path


def let_through(caller: Caller, endpoint: str, method: str, path: str, press: str) -> bool:
    """Whether access was given."""
    body = None if method in SAFE else BODIES.get(endpoint, {})
    return let_in(caller.ask(method, path, headers={"Idempotency-Key": press}, json=body))


def worth_something(site: Site, endpoint: str) -> Iterator[str]:
    """What was ended or guessed, and yet opened a door that is closed to strangers."""
    asked = list(tries(site, endpoint))  # before time passes, and doors close
    callers = {name: make(site) for name, make in ENDED.items()}
    for method, path in asked:
        for name, caller in callers.items():
            if let_through(caller, endpoint, method, path, f"{method} {name}") != may(endpoint, method, AWAY):
                yield f"{name}: {method} {path}"


def rides_along(site: Site, endpoint: str) -> Iterator[str]:
    """Forged requests that an administrator's cookie took inside, or that changed something."""
    entry, callers = TABLE[endpoint], {name: make(site) for name, make in FORGED.items()}
    for method, path in tries(site, endpoint):
        if method in SAFE:
            continue
        before = site.world.rev(), site.world.rev(ELSEWHERE)
        for name, caller in callers.items():
            open_to_it = entry.open and not (entry.own_origin and name in BY_ORIGIN)
            if let_through(caller, endpoint, method, path, f"{method} {name}") != open_to_it:
                yield f"{name}: {method} {path}"
        if not entry.open and (site.world.rev(), site.world.rev(ELSEWHERE)) != before:
            yield f"{method} {path} changed something"


def from_elsewhere(site: Site, endpoint: str) -> Iterator[str]:
    """Keys and devices of another location that were let in here."""
    if TABLE[endpoint].open:
        return
    callers = {
        str(role): site.bearer(
            site.device(role, ELSEWHERE) if role in DEVICE_ROLES else site.key(f"{role}", role, ELSEWHERE)
        )
        for role in Role
    }
    for rule in (rule for rule in rules(site) if rule.endpoint == endpoint and "location" in rule.arguments):
        path, before = address(site, rule), site.world.rev()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            for name, caller in callers.items():
                if let_through(caller, endpoint, method, path, f"{method} {name}"):
                    yield f"{name} of another location: {method} {path}"
        if site.world.rev() != before:
            yield f"{path} changed something"


@pytest.mark.parametrize("endpoint", TABLE)
def test_what_is_ended_forged_or_from_elsewhere_is_worth_nothing(endpoint: str, site: Site) -> None:
    wrong = [one for look in (rides_along, from_elsewhere, worth_something) for one in look(site, endpoint)]
    assert wrong == []
