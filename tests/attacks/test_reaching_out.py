"""Which words of whom make this server connect somewhere: few, and of people who may."""

import csv
import io
from pathlib import Path

import pytest

from models.access.principal import Role
from models.push.address import SERVICES, address_of
from models.refusal import Refusal
from tests.attacks.payloads import FORMULA
from tests.cast import World
from tests.web.site import TICKETS, Caller, Site, open_site, wish

INWARD = (
    "http://127.0.0.1:8080/",
    "https://127.0.0.1/",
    "https://localhost/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://192.168.1.1/",
    "https://fcm.googleapis.com.evil.test/",
    "https://evil.test/fcm.googleapis.com",
    "https://fcm.googleapis.com@evil.test/",
    "https://evil.test#fcm.googleapis.com/",
    "https://fcm.googleapis.com\\@evil.test/",
    "https://fcm.googleapis.com:8443/",
    "https://fcm.googleapis.com:443@evil.test/",
    "https://notify.windows.com.evil.test/",
    "https://xnotify.windows.com/",
    "https://notify.windows.com/",
    "http://fcm.googleapis.com/",
    "ftp://fcm.googleapis.com/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "https://fcm.googleapis.com/\r\nX-Planted: 1",
    "https://fcm.googleapis.com/ HTTP/1.1\r\n\r\nGET /",
    "https://ｆcm.googleapis.com/",
    "https://FCM.googleapis.com/",
    "//fcm.googleapis.com/",
    "",
)
"""What a visitor's phone could name as its push service."""


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path, push="")


@pytest.mark.parametrize("endpoint", INWARD)
def test_a_phone_names_no_place_but_a_known_push_service(site: Site, endpoint: str) -> None:
    kiosk = site.bearer(site.device(Role.KIOSK))
    token = kiosk.post(TICKETS, wish()).get_json()["token"]
    body = {"endpoint": endpoint, "key": "B" + "A" * 86, "auth": "A" * 22}
    answer = site.anonymous().post(f"/api/v1/tickets/{token}/push", body)
    assert answer.status_code == 422
    with pytest.raises(Refusal):
        address_of(endpoint)


def test_the_known_services_are_taken() -> None:
    for service in SERVICES:
        host = service.replace("*", "db5p")
        assert address_of(f"https://{host}/x").host == host


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_names_the_address_of_a_printer(site: Site, role: Role) -> None:
    devices = {Role.KIOSK, Role.DISPLAY, Role.DESK}
    caller = site.bearer(site.device(role) if role in devices else site.key("Iemand", role))
    body = {"name": "Kwaad", "address": "tcp://169.254.169.254:80", "width": 576}
    assert caller.post("/api/v1/locations/plein/printers", body).status_code == 403


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/", "https://evil.test", "gopher://x", "tcp://x:1\r\nA", "", "x"]
)
def test_not_even_an_administrator_makes_it_speak_anything_but_to_a_printer(site: Site, address: str) -> None:
    admin = site.bearer(site.key("Ada", Role.ADMINISTRATOR))
    body = {"name": "Printer", "address": address, "width": 576}
    assert admin.post("/api/v1/locations/plein/printers", body).status_code == 422


def _cells(text: str) -> list[str]:
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("formula", [text for text in FORMULA if text.isprintable() and ":" not in text])
def test_no_name_becomes_a_formula_in_the_file_of_the_audit_log(site: Site, formula: str) -> None:
    """The one file for spreadsheets that there is; who adds another adds it here."""
    ada = site.person(formula, Role.ADMINISTRATOR)
    admin: Caller = site.signed_in(ada)
    admin.post("/api/v1/people", {"name": f"{formula} twee", "places": [{"role": "guide"}]})
    admin.get("/staff/audit")
    cells = _cells(admin.post("/api/v1/audit/export", {}).text)
    assert any(formula in cell for cell in cells)
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t"))] == []


def test_every_address_that_gives_a_spreadsheet_is_known(site: Site) -> None:
    views = site.inloop.app.view_functions
    assert {name for name in views if "export" in name or "csv" in name} == {"api_audit.export_rows"}
