"""What requests change of access and configuration is in the audit log: who, what, on what, from where."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models.access.principal import Role
from models.audit.proof import check_chain
from models.tables import Audit
from tests.web.site import AWAY, Caller, Site
from tests.web.test_pairing import CODES, DEVICES, SETTING, code_of, paired

Row = Mapping[str, Any]


def written(site: Site) -> list[Row]:
    """What the log holds, without what made the database."""
    with site.world.database.read() as session:
        assert check_chain(session) == []
        found = session.execute(select(Audit.table()).order_by(Audit.n)).all()
    return [dict(row._mapping) for row in found if row.who != "machine"]


def what(site: Site) -> list[tuple[str, str, str | None]]:
    """What happened, to what and where."""
    return [(row["what"], row["subject"], row["location"]) for row in written(site)]


def test_a_row_says_who_from_where_and_when(site: Site, coordinator: Caller) -> None:
    paired(site, coordinator)
    (row,) = written(site)
    assert (row["what"], row["subject"], row["location"]) == ("device.paired", "device:1", "plein")
    assert (row["who"], row["source"], row["result"]) == ("key:1", AWAY, "ok")
    assert (row["at"], row["detail"]) == (site.world.clock.now(), '{"kind":"kiosk"}')


def test_somebody_who_signed_in_is_named_by_number(site: Site) -> None:
    ada = site.person("Ada Vos", Role.ADMINISTRATOR)
    paired(site, site.signed_in(ada))
    assert written(site)[0]["who"] == f"person:{ada}"
    assert "Ada" not in str([dict(row) for row in written(site)])


def test_devices_are_followed_from_pairing_to_the_end(site: Site, coordinator: Caller) -> None:
    device = paired(site, coordinator)[1]
    coordinator.post(f"{DEVICES}/{device}", SETTING | {"name": "Bij het raam"})
    coordinator.post(f"{DEVICES}/{device}/revoke")
    assert [row[0] for row in what(site)] == ["device.paired", "device.changed", "device.revoked"]
    assert {row[1:] for row in what(site)} == {(f"device:{device}", "plein")}


def test_what_was_refused_or_pressed_twice_is_written_once_or_not_at_all(
    site: Site, coordinator: Caller
) -> None:
    code = code_of(site.anonymous())
    for _ in range(2):
        assert coordinator.post(f"{CODES}/{code}", SETTING, key="one press").status_code == 201
    assert coordinator.post(f"{CODES}/{code}", SETTING).status_code == 409
    assert coordinator.post(f"{DEVICES}/999/revoke").status_code == 422
    assert [row[0] for row in what(site)] == ["device.paired"]


def test_a_screen_paired_at_the_machine_itself_is_nobodys(site: Site) -> None:
    here = site.anonymous("127.0.0.1")
    here.post("/api/v1/devices/here", {"kind": "display", "location": "plein"})
    (row,) = written(site)
    assert (row["what"], row["who"], row["source"]) == ("device.paired", "nobody", "127.0.0.1")


def test_a_shared_desk_is_named_by_its_number(site: Site) -> None:
    coen = site.signed_in(site.person("Coen", Role.COORDINATOR, "plein"))
    coen.ask("POST", "/staff/desk", data={"location": "plein", "name": "Balie"})
    assert what(site) == [("device.paired", "device:1", "plein")]


def test_printers_layout_texts_and_languages_are_written(site: Site, administrator: Caller) -> None:
    printers, layouts = "/api/v1/locations/plein/printers", "/api/v1/ticket-layout"
    administrator.post(printers, {"id": "deur", "name": "Bij de deur", "address": "tcp://192.0.2.7:9100"})
    administrator.post(f"{printers}/deur/remove")
    layout = administrator.get(layouts).get_json()["layout"]
    for _ in range(2):
        administrator.post(layouts, {"layout": layout | {"copies": 2}})
    shown = administrator.get("/api/v1/wording/en").get_json()["texts"]
    texts = [{"key": text["key"], "forms": [text["english"][0] + "!"]} for text in shown if not text["gaps"]]
    administrator.post("/api/v1/wording/en", {"texts": texts[3:5]})
    administrator.post("/api/v1/wording/ar/offer", {"offered": False})
    administrator.post("/api/v1/wording/ar/offer", {"offered": True})
    assert what(site) == [
        ("printer.set", "printer:deur", "plein"),
        ("printer.removed", "printer:deur", "plein"),
        ("layout.changed", "", None),
        ("wording.changed", "language:en", None),
        ("language.withdrawn", "language:ar", None),
        ("language.offered", "language:ar", None),
    ]
