"""Whoever is refused for want of rights or by a rule of security is in the audit log, once a minute."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from models.access.key import revoke_key
from models.access.principal import Role
from tests.web.refusing import closed, refusals
from tests.web.site import AWAY, TICKETS, Site, wish
from tests.web.test_access_matrix import GUIDE, TABLE, address
from web.limits import Limits

PEOPLE = "/api/v1/people"


def test_a_row_says_who_what_on_whom_and_where_and_never_what_was_sent(site: Site) -> None:
    samira = site.person("Samira", Role.GUIDE)
    who = site.signed_in(samira)
    who.post(f"{PEOPLE}/9/leave", {"desks": "SECRET"})
    who.post("/api/v1/locations/plein/printers", {"id": "deur", "name": "SECRET", "address": "virtual:"})
    first, second = refusals(site)
    assert (first["who"], first["subject"], first["location"]) == (f"person:{samira}", "person:9", None)
    assert (first["result"], first["source"], first["at"]) == ("forbidden", AWAY, site.world.clock.now())
    assert first["detail"] == {"operation": "POST /api/v1/people/{person}/leave"}
    assert (second["subject"], second["location"]) == ("", "plein")
    assert second["detail"] == {"operation": "POST /api/v1/locations/{location}/printers"}
    assert "SECRET" not in str(refusals(site))
    assert "Samira" not in str(refusals(site))


def test_the_place_of_a_visit_is_known_too(site: Site) -> None:
    ticket = site.world.issue("plein")
    elsewhere = site.bearer(site.key("Elders", Role.GUIDE, "altijd"))
    assert elsewhere.post(f"/api/v1/visits/{ticket.id}/start").status_code == 403
    (row,) = refusals(site)
    assert (row["location"], row["detail"]) == ("plein", {"operation": "POST /api/v1/visits/{visit}/start"})


def test_a_flood_of_one_operation_is_one_row_a_minute(site: Site) -> None:
    guide = site.bearer(site.key("Vloed", Role.GUIDE))
    assert {guide.get("/staff/audit").status_code for _ in range(50)} == {403}
    assert len(refusals(site)) == 1


def test_a_flood_over_all_operations_is_bounded_too(site: Site) -> None:
    guide, host = (site.bearer(site.key(role.title(), role)) for role in (Role.GUIDE, Role.HOST))
    visit = site.world.issue("plein")
    for endpoint, method, rule in closed(site):
        if GUIDE not in TABLE[endpoint].who:
            guide.ask(method, address(site, rule, visit), json={})
    assert len(refusals(site)) == 20
    assert host.get("/staff/audit").status_code == 403
    assert len(refusals(site)) == 21  # one who floods hides nobody else


def test_rules_about_access_are_written_too(site: Site) -> None:
    ada = site.person("Ada", Role.ADMINISTRATOR)
    here = site.signed_in(ada)
    coordinator = site.signed_in(site.person("Coen", Role.COORDINATOR, "plein"))
    person = {"name": "Nieuw", "places": [{"role": "administrator", "location": "plein"}]}
    asked: list[tuple[Callable[[], Any], str]] = [
        (lambda: coordinator.post(PEOPLE, person), "not_yours_to_give"),
        (lambda: here.post(f"{PEOPLE}/{ada}/leave"), "last_administrator"),
    ]
    for ask, code in asked:
        answer = ask()
        assert answer.get_json()["code"] == code
        assert refusals(site)[-1]["result"] == code


def test_somebody_else_s_page_is_told_of_without_the_address_of_a_visitor(site: Site) -> None:
    visitor = site.anonymous()
    visitor.headers["Origin"] = "http://evil.test"
    for _ in range(3):
        body = {"key": "k", "question_type": "werk", "language": "nl"}
        assert visitor.post("/api/v1/locations/plein/join", body).status_code == 403
    (row,) = refusals(site)
    assert (row["who"], row["source"], row["result"]) == ("nobody", "", "csrf")


def test_who_proves_nothing_leaves_nothing(site: Site) -> None:
    key = site.bearer(site.key("Weg", Role.ADMINISTRATOR))
    now = site.world.clock.now()
    site.world.database.run(lambda session: revoke_key(session, "Weg", now))
    assert key.post(PEOPLE, {}).status_code == 401
    assert site.anonymous().post(PEOPLE, {}).status_code == 401
    assert site.anonymous().get("/staff/audit").status_code == 303
    assert refusals(site) == []


def test_what_the_line_refuses_stays_in_the_line(site: Site) -> None:
    site.world.clock.advance(hours=12)
    assert site.bearer(site.key("Gids", Role.GUIDE)).post(TICKETS, wish()).status_code == 409
    assert refusals(site) == []


def test_an_answer_is_the_same_where_no_row_can_be_written(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    guide = site.bearer(site.key("Gids", Role.GUIDE))
    usual = guide.get("/staff/audit")

    def away(_work: object) -> None:
        raise OperationalError("INSERT", {}, Exception("the disk is full"))

    site.inloop.services.limits = Limits()
    monkeypatch.setattr(site.world.database, "run", away)
    with caplog.at_level(logging.ERROR):
        answer = guide.get("/staff/audit")
    assert (answer.status_code, answer.data) == (usual.status_code, usual.data)
    assert "a refusal could not be written" in caplog.text
    monkeypatch.undo()
    assert len(refusals(site)) == 1
