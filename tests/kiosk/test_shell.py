"""What lets a kiosk start without the server: its service worker, and the files that it names."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from models.access.principal import Role
from tests.cast import World
from tests.web.site import Site, open_site
from web.devices import COOKIE

WORKER = "/kiosk/service-worker.js"


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


def shell_of(site: Site) -> tuple[str, list[str]]:
    """The prefix and the files that the worker keeps."""
    found = re.search(r"serve\((.*)\);", site.anonymous().get(WORKER).text)
    assert found is not None
    shell = json.loads(found[1])
    return shell["prefix"], shell["files"]


def page_of(site: Site, token: str = "") -> str:
    caller = site.anonymous()
    caller.client.set_cookie(COOKIE, token, path="/kiosk/plein")
    return caller.get("/kiosk/plein").text


def test_the_worker_is_a_script_above_the_kiosks_that_is_asked_for_anew_each_time(site: Site) -> None:
    answer = site.anonymous().get(WORKER)
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.text.startswith('import { serve } from "/a/')


def test_every_file_that_the_worker_keeps_is_there(site: Site) -> None:
    prefix, files = shell_of(site)
    assert files
    for file in files:
        assert file.startswith(prefix), file
        assert site.anonymous().get(file).status_code == 200, file


def test_the_page_needs_no_file_that_the_worker_does_not_keep(site: Site) -> None:
    _, files = shell_of(site)
    html = page_of(site, site.device(Role.KIOSK))
    wanted = set(re.findall(r'(?:href|src|data-\w+)="(/a/[^"#]+[^/"#])', html))
    assert wanted
    assert wanted <= set(files)


def test_the_paired_page_names_its_files_and_the_page_that_pairs_does_not(site: Site) -> None:
    prefix, _ = shell_of(site)
    mark = f'<meta name="inloop-shell" content="{prefix}">'
    assert mark in page_of(site, site.device(Role.KIOSK))
    assert "inloop-shell" not in page_of(site)


def test_the_files_of_other_faces_are_not_kept(site: Site) -> None:
    _, files = shell_of(site)
    assert not [file for file in files if re.search(r"/a/\w+/(staff|display)/|\.(txt|json)$", file)]


def test_the_days_say_which_business_day_it_is(site: Site) -> None:
    answer = site.anonymous().get("/kiosk/plein/days")
    days = answer.get_json()["days"]
    now = site.world.clock.now()
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(days) == 4
    assert days[0]["day"] == now.date().isoformat()
    site.world.clock.advance(days=1)
    assert site.anonymous().get("/kiosk/plein/days").get_json()["days"][0] == days[1]
    assert now + timedelta(days=1) == site.world.clock.now()


def test_a_location_that_is_not_there_has_no_days(site: Site) -> None:
    assert site.anonymous().get("/kiosk/nergens/days").status_code == 404
