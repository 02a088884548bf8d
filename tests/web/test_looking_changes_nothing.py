"""Who only looks changes nothing: a GET that a forged link makes is harmless, whoever follows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from models.access.principal import Role
from models.audit.what import What
from models.tables import Audit, Base
from tests.cast import World
from tests.web.site import Site, open_site
from tests.web.test_access_matrix import SAFE, address, rules

SEEN = {"staff_session", "person", "audit", "audit_end", "second_factor"}
"""When somebody was last seen; that they were refused, below; and the secret of an app on the page that
sets one up, which nothing asks for before its first code was given."""


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with all that can be switched on."""
    return open_site(sqlite_world, tmp_path, push="")


def everything(site: Site) -> Iterator[tuple[str, tuple[object, ...]]]:
    with site.world.database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in SEEN:
                for row in session.execute(select(table)):
                    yield table.name, tuple(row)


def test_no_safe_method_of_any_route_changes_a_row(site: Site) -> None:
    visit = site.world.issue("plein")
    callers = [
        site.signed_in(site.person("Ada", Role.ADMINISTRATOR)),
        site.bearer(site.device(Role.KIOSK)),
        site.anonymous(),
        site.anonymous("127.0.0.1"),
    ]
    before, asked = list(everything(site)), 0
    for rule in rules(site):
        path = address(site, rule, visit)
        for method in sorted(SAFE & (rule.methods or set())):
            for caller in callers:
                caller.ask(method, path)
                asked += 1
    assert asked > 1000
    assert list(everything(site)) == before
    with site.world.database.read() as session:
        told = session.execute(select(Audit.what).where(Audit.who != "machine").distinct()).scalars().all()
    assert set(told) <= {What.ACCESS_REFUSED}
