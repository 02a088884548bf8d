"""The audit log over HTTP: who sees what of it, by filter and by page, and as a file."""

import csv
import io
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.access.principal import Role
from models.audit.chain import Entry, audit
from models.audit.what import What
from tests.web.site import Caller, Site

AUDIT, EXPORT = "/api/v1/audit", "/api/v1/audit/export"


def write(site: Site, what: What, *, minutes: int = 0, **told: Any) -> None:
    at: datetime = site.world.clock.now() + timedelta(minutes=minutes)
    entry = Entry(at, **({"who": "person:1", "source": "192.0.2.1"} | told), what=what)
    site.world.database.run(lambda session: audit(session, entry))


@pytest.fixture
def log(any_site: Site) -> Site:
    """A log with rows of two locations and of none, the oldest first."""
    any_site.person("Samira", Role.GUIDE)
    site = any_site
    write(site, What.DEVICE_PAIRED, subject="device:1", location="plein", minutes=-2000)
    write(site, What.DEVICE_REVOKED, subject="device:1", location="plein", who="person:99")
    write(site, What.PRINTER_SET, subject="printer:main", location="altijd", result="bad_address")
    write(site, What.KEY_MADE, subject="key:1", who="machine", source="machine")
    return site


def listed(who: Caller, query: str = "") -> list[str]:
    answer = who.get(f"{AUDIT}?{query}")
    assert answer.status_code == 200, answer.text
    return [row["what"] for row in answer.get_json()["rows"] if row["what"] != "schema.migrated"]


def administrator(site: Site) -> Caller:
    return site.bearer(site.key("Ada", Role.ADMINISTRATOR))


def test_an_administrator_sees_every_row_newest_first(log: Site) -> None:
    assert listed(administrator(log)) == ["key.made", "printer.set", "device.revoked", "device.paired"]


def test_a_coordinator_sees_the_rows_of_their_locations_and_no_other(log: Site) -> None:
    here = log.bearer(log.key("Coen", Role.COORDINATOR, "plein"))
    everywhere = log.bearer(log.key("Cora", Role.COORDINATOR))
    assert listed(here) == ["device.revoked", "device.paired"]
    assert listed(here, "location=altijd") == []
    assert listed(everywhere) == ["printer.set", "device.revoked", "device.paired"]
    file = here.post(EXPORT, {"location": "altijd"})
    assert (file.status_code, len(_cells(file.text))) == (200, 1)


def test_an_administrator_of_one_location_sees_that_one(log: Site) -> None:
    assert listed(log.bearer(log.key("Adam", Role.ADMINISTRATOR, "altijd"))) == ["printer.set"]


def test_more_places_show_no_row_of_where_somebody_neither_coordinates_nor_administers(log: Site) -> None:
    ada, here = administrator(log), {"role": "administrator", "location": "altijd"}
    of_plein = ["device.revoked", "device.paired"]
    for name, other, seen in (
        ("Bo", {"role": "guide", "location": "plein"}, ["printer.set"]),
        ("Cas", {"role": "administrator", "location": "nacht"}, ["printer.set"]),
        ("Dee", {"role": "coordinator", "location": "plein"}, ["printer.set", *of_plein]),
    ):
        somebody = log.person(name, Role.ADMINISTRATOR, "altijd")
        made = ada.post(f"/api/v1/people/{somebody}/places", {"places": [here, other]})
        assert made.status_code == 200
        assert listed(log.signed_in(somebody)) == seen, name


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("who=person:99", ["device.revoked"]),
        ("what=key.made", ["key.made"]),
        ("location=plein", ["device.revoked", "device.paired"]),
        ("result=refused", ["printer.set"]),
        ("last=2026-11-22", ["device.paired"]),
        ("first=2026-11-23&last=2026-11-23&result=ok", ["key.made", "device.revoked"]),
        ("first=2026-11-24&last=2026-11-24", []),
        ("first=0001-01-01&last=9999-12-31&who=machine", ["key.made"]),
    ],
)
def test_rows_are_found_by_day_person_kind_place_and_result(log: Site, query: str, found: list[str]) -> None:
    assert listed(administrator(log), query) == found


@pytest.mark.parametrize("query", ["first=yesterday", "what=nothing", "limit=0", "before=x", "other=1"])
def test_a_filter_that_cannot_be_meant_is_refused(site: Site, administrator: Caller, query: str) -> None:
    answer = administrator.get(f"{AUDIT}?{query}")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")


def test_pages_follow_each_other_without_a_gap(log: Site) -> None:
    caller, numbers, before = administrator(log), list[int](), ""
    while True:
        page = caller.get(f"{AUDIT}?limit=2{before}").get_json()
        numbers += [row["n"] for row in page["rows"]]
        if page["next"] is None:
            break
        before = f"&before={page['next']}"
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == len(set(numbers)) == max(numbers)


def test_names_are_those_of_now_and_a_row_without_one_is_still_read(log: Site) -> None:
    rows = {row["what"]: row for row in administrator(log).get(AUDIT).get_json()["rows"]}
    assert (rows["device.paired"]["who"], rows["device.paired"]["who_name"]) == ("person:1", "Samira")
    assert (rows["device.revoked"]["who"], rows["device.revoked"]["who_name"]) == ("person:99", None)
    assert rows["printer.set"]["subject_name"] == "Printer"
    assert rows["key.made"]["subject_name"] == "Ada"


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_file_holds_what_fits_and_its_fetching_is_a_row(log: Site) -> None:
    write(log, What.WORDING_CHANGED, subject="=1+1", detail={"formula": "=cmd|' /C calc'!A0"})
    file = administrator(log).post(EXPORT, {"what": "wording.changed"})
    assert file.headers["Content-Disposition"] == 'attachment; filename="inloop-audit.csv"'
    head, row = _cells(file.text)
    cells = dict(zip(head, row, strict=True))
    assert (cells["who"], cells["name"], cells["subject"]) == ("person:1", "Samira", "'=1+1")
    assert cells["detail"].startswith("formula: =cmd")
    told = log.bearer(log.key("Ali", Role.ADMINISTRATOR)).get(f"{AUDIT}?limit=1").get_json()["rows"][0]
    assert (told["what"], told["who_name"], told["detail"]) == ("audit.exported", "Ada", {"rows": 1})
