"""After an hour of work no line, no row and no figure tells what only one person or machine should know."""

import logging
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from models.access.person import hash_password
from models.access.principal import Role
from models.tables import Audit, Fact
from tests.cast import World
from tests.web.signing import PASSWORD, sign_in
from tests.web.site import CALL_NEXT, TICKETS, Site, open_site, wish

WRONG = "Dit-is-mijn-oude-wachtwoord-7"
NOTE, MESSAGE, REASON = "spreekt alleen Tigrinya-noot", "koffie-om-drie-uur-bericht", "kan-niet-staan-reden"


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path, push="")


def _an_hour(site: Site) -> list[str]:
    """People, visitors, screens and wrong tries; all that must stay unsaid."""
    world, secrets = site.world, [PASSWORD, WRONG, NOTE, MESSAGE, REASON, "592713", "000000"]
    site.person("Ada", Role.ADMINISTRATOR, password_hash=hash_password(PASSWORD))
    browser, kiosk, key = site.anonymous(), site.device(Role.KIOSK), site.key("Sam", Role.COORDINATOR)
    staff, door = site.bearer(key), site.bearer(kiosk)
    sign_in(browser, "Ada", WRONG)
    sign_in(browser, "Ada", PASSWORD)
    cookie = browser.client.get_cookie("inloop_session")
    assert cookie
    secrets += [kiosk, key, cookie.value]
    admin = site.signed_in(site.person("Bea", Role.ADMINISTRATOR, password_hash=hash_password(PASSWORD)))
    secrets += [admin.headers["X-CSRF-Token"]]
    invited = admin.post("/api/v1/people", {"name": "Gast", "places": [{"role": "guide"}]}).get_json()
    secrets.append(invited["path"].rpartition("/")[2])
    offer = admin.post("/api/v1/people/me/second-factor", {"current": PASSWORD}).get_json()
    secrets.append(offer["secret"])
    admin.post("/api/v1/people/me/second-factor/confirm", {"code": "000000"})
    code = pyotp.TOTP(offer["secret"]).at(int(world.clock.now().timestamp()))
    codes = admin.post("/api/v1/people/me/second-factor/confirm", {"code": code}).get_json()["codes"]
    secrets += [code, *codes, *(each.replace("-", "") for each in codes)]
    admin.post("/api/v1/people/me/pin", {"current": PASSWORD, "pin": "592713"})
    poster = staff.post("/api/v1/locations/plein/poster").get_json()["url"].rpartition("/")[2]
    secrets.append(poster)
    site.anonymous().post("/api/v1/locations/plein/join", {"key": poster[::-1], **wish()})
    shown = {"kind": "display", "location": "plein", "secret": "Zq" * 20}
    pairing = site.anonymous().post("/api/v1/pairings", shown).get_json()["code"]
    secrets += ["Zq" * 20, pairing]
    staff.get(f"/api/v1/locations/plein/pairings/{pairing}")
    staff.post(f"/api/v1/locations/plein/pairings/{pairing}", {"name": "Bord"})
    staff.post("/api/v1/locations/plein/messages", {"text": MESSAGE})
    for number in range(20):
        ticket = door.post(TICKETS, wish())
        if ticket.status_code == 201:
            secrets.append(ticket.get_json()["token"])
            site.anonymous().get(f"/t/{secrets[-1]}")
            site.anonymous().post(f"/api/v1/tickets/{secrets[-1]}/{('later', 'fetch', 'leave')[number % 3]}")
        called = staff.post(CALL_NEXT, {"desk": "1"})
        if called.status_code == 200:
            visit = called.get_json()["id"]
            staff.post(f"/api/v1/visits/{visit}/note", {"text": NOTE})
            staff.post(f"/api/v1/visits/{visit}/start")
            staff.post(f"/api/v1/visits/{visit}/finish", {"outcome": "answered", "note": NOTE})
        staff.post("/api/v1/visits/1/call", {"desk": "1", "reason": REASON})
        site.bearer(f"{kiosk}x").get("/api/v1/locations/plein/queue")
        world.clock.advance(minutes=3)
    return secrets


def told(site: Site) -> str:
    """Everything that operators and monitors read: figures, the audit log, the log of facts."""
    figures = site.anonymous("127.0.0.1").get("/metrics").text
    audit = site.bearer(site.key("Lezer", Role.ADMINISTRATOR)).post("/api/v1/audit/export", {}).text
    with site.world.database.read() as session:
        rows = [str(row) for table in (Audit, Fact) for row in session.execute(select(table.table()))]
    return "\n".join([figures, audit, *rows])


def test_nothing_secret_is_told_to_whoever_reads_along(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        secrets = _an_hour(site)
    lines = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    for place, all_of_it in {"log": lines, "told": told(site)}.items():
        found = [secret for secret in set(secrets) if secret in all_of_it and not secret.isdecimal()]
        assert found == [], place
    assert [secret for secret in set(secrets) if secret.isdecimal() and f" {secret} " in lines] == []


def test_a_line_that_tells_too_much_is_found(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        kiosk = site.device(Role.KIOSK)
        logging.getLogger("planted").info("device came", extra={"token": kiosk})
    assert any(kiosk in str(vars(record)) for record in caplog.records)
