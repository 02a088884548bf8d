"""Two who change the region file at one moment, on two servers of a database: what each changed counts."""

import threading
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from models.access.principal import Role
from models.configuration import load_region
from models.database import Database
from models.setup import document_of
from tests.cast import World
from tests.web.site import Site, open_site

LAYOUT = "/api/v1/ticket-layout"


@pytest.fixture
def site(postgres_world: World, tmp_path: Path) -> Site:
    """A server; SQLite has one only."""
    return open_site(postgres_world, tmp_path)


def meanwhile(site: Site, press: threading.Thread) -> None:
    """Somebody at another server gives the region another name, and commits while *press* is under way."""
    other = Database(site.world.database.url.render_as_string(hide_password=False))
    with other.write() as session:
        document = document_of(session)
        assert document
        region = document.region.model_copy(update={"name": "Werkcentrum Anders"})
        renamed = document.model_copy(update={"region": region})
        load_region(session, renamed, "test", site.world.clock.now())
        press.start()
        press.join(1.0)  # it has read by now, or waits for its turn
    press.join(30)
    other.close()


def test_a_layout_that_is_saved_meanwhile_undoes_nothing(site: Site) -> None:
    ada = site.bearer(site.key("Ada", Role.ADMINISTRATOR))
    layout = ada.get(LAYOUT).get_json()["layout"] | {"copies": 2}
    answers: list[TestResponse] = []
    meanwhile(site, threading.Thread(target=lambda: answers.append(ada.post(LAYOUT, {"layout": layout}))))
    with site.world.database.read() as session:
        document = document_of(session)
    assert document
    assert answers[0].status_code == 200
    assert (document.region.name, document.ticket.copies) == ("Werkcentrum Anders", 2)


def test_a_language_that_is_withdrawn_meanwhile_undoes_nothing(site: Site) -> None:
    ada = site.bearer(site.key("Ada", Role.ADMINISTRATOR))
    answers: list[TestResponse] = []
    path = "/api/v1/wording/ti/offer"
    meanwhile(site, threading.Thread(target=lambda: answers.append(ada.post(path, {"offered": False}))))
    with site.world.database.read() as session:
        document = document_of(session)
    assert document
    assert answers[0].status_code == 200
    assert (document.region.name, "ti" in document.region.languages) == ("Werkcentrum Anders", False)
