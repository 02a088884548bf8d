"""The application and its callers: a kiosk, a display, two guides and others, each with their proof."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from models.access.principal import Role
from tests.cast import BRAM, SAMIRA, World
from tests.web.site import Caller, Site, open_site


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 as always, but with so little memory and time that dozens of sign-ins fit in a second."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("models.access.person._hasher", hasher)
    nobody = hasher.hash("nobody's password")
    monkeypatch.setattr("models.access.person._nobodys_hash", lambda: nobody)


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with the cast in it."""
    return open_site(sqlite_world, tmp_path)


@pytest.fixture
def any_site(world: World, tmp_path: Path) -> Site:
    """The same on both kinds of database, for what their drivers do differently."""
    return open_site(world, tmp_path)


@pytest.fixture
def kiosk(site: Site) -> Caller:
    """The kiosk at `plein`."""
    return site.bearer(site.device(Role.KIOSK))


@pytest.fixture
def display(site: Site) -> Caller:
    """The display at `plein`."""
    return site.bearer(site.device(Role.DISPLAY))


@pytest.fixture
def samira(site: Site) -> Caller:
    """A guide, by key."""
    return site.bearer(site.key(SAMIRA, Role.GUIDE))


@pytest.fixture
def bram(site: Site) -> Caller:
    """Another guide, by key."""
    return site.bearer(site.key(BRAM, Role.GUIDE))


@pytest.fixture
def elsewhere(site: Site) -> Caller:
    """A guide who works at `altijd` only."""
    return site.bearer(site.key("Elders", Role.GUIDE, "altijd"))


@pytest.fixture
def host(site: Site) -> Caller:
    """The host at the door, by key."""
    return site.bearer(site.key("Hanna", Role.HOST))


@pytest.fixture
def coordinator(site: Site) -> Caller:
    """The coordinator, by key."""
    return site.bearer(site.key("Coen", Role.COORDINATOR))


@pytest.fixture
def administrator(site: Site) -> Caller:
    """The administrator, by key."""
    return site.bearer(site.key("Ada", Role.ADMINISTRATOR))


@pytest.fixture
def analyst(site: Site) -> Caller:
    """The analyst, by key."""
    return site.bearer(site.key("Anna", Role.ANALYST))


@pytest.fixture
def signed_in(site: Site) -> Caller:
    """A guide's browser after signing in."""
    return site.signed_in(site.person("Yusuf", Role.GUIDE))


@pytest.fixture
def anonymous(site: Site) -> Caller:
    """Somebody in the room who proves nothing."""
    return site.anonymous()
