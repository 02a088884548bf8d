"""Of whoever takes a number nothing is kept that says who: no address, no browser, no word of their own."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from models.access.principal import Role
from models.tables import Base
from tests.cast import World
from tests.house.checkout import ROOT
from tests.web.site import Caller, Site, open_site
from tests.web.test_access_matrix import BODIES, KIOSK, SAFE, TABLE, address, rules
from web.devices import COOKIE

HOUSE, BROWSER = "203.0.113.77", "Zeldzame-Telefoon/7.1 (Marskramer)"
OF_STAFF = ("sign_in.", "second_step.", "desk.", "invitation.", "organisation.", "devices.", "health.")
"""Open because nobody is signed in yet, and no visitor's."""
CODES = {
    "question_type",
    "language",
    "key",
    "auth",
    "endpoint",
    "secret",
    "kind",
    "location",
    "until",
    "block",
    "day",
    "given_at",
    "replaces",
}
"""What visitors, kiosks and new screens send as text: choices from a list, and codes that a machine makes."""


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with all that can be switched on."""
    return open_site(sqlite_world, tmp_path, push="")


def of_visitors(site: Site) -> Iterator[Any]:
    """Every route that a visitor's phone, or anybody in the room, can ask."""
    for rule in rules(site):
        if TABLE[rule.endpoint].open and not rule.endpoint.startswith(OF_STAFF):
            yield rule


def kept(site: Site) -> str:
    """Everything in the database, as text."""
    with site.world.database.read() as session:
        return "\n".join(
            str(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
        )


@pytest.mark.parametrize("origin", [None, "http://evil.test"])
def test_no_address_and_no_browser_of_a_visitor_is_kept_or_logged(
    site: Site, caplog: pytest.LogCaptureFixture, origin: str | None
) -> None:
    visitor = Caller(site.inloop.app.test_client(), {"User-Agent": BROWSER}, HOUSE)
    visitor.headers |= {"Origin": origin} if origin else {}
    ticket, asked = site.world.issue("plein"), 0
    with caplog.at_level(logging.DEBUG):
        for rule in of_visitors(site):
            for method in sorted(rule.methods or ()):
                press = {"Idempotency-Key": f"{method} {rule.rule}"}
                body = None if method in SAFE else BODIES.get(rule.endpoint, {})
                visitor.ask(method, address(site, rule, ticket), headers=press, json=body)
                asked += 1
    assert asked > 60
    for told in (kept(site), caplog.text):
        assert HOUSE not in told
        assert "Marskramer" not in told


def test_the_look_through_the_database_finds_an_address_that_is_kept(site: Site) -> None:
    """Of staff one is kept, on purpose: from where somebody tried to sign in is in the audit log."""
    guesser = Caller(site.inloop.app.test_client(), {}, HOUSE)
    guesser.ask("POST", "/staff/sign-in", data={"name": "Ada", "password": "geen goed wachtwoord"})
    assert HOUSE in kept(site)


def test_no_operation_of_a_visitor_or_kiosk_takes_free_text(site: Site) -> None:
    described = site.anonymous().get("/api/v1/openapi.json").get_json()
    open_ = {
        (re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule))
        for rule in rules(site)
        if (TABLE[rule.endpoint].open or KIOSK in TABLE[rule.endpoint].who)
        and not rule.endpoint.startswith(OF_STAFF)
        and "POST" in (rule.methods or ())
    }
    found = {
        name
        for path, operations in described["paths"].items()
        if path in open_ and "requestBody" in operations.get("post", {})
        for schema in operations["post"]["requestBody"]["content"].values()
        for name in _texts(schema["schema"], described["components"]["schemas"])
    }
    assert found
    assert found <= CODES, found - CODES


def _texts(schema: Any, known: Any) -> Iterator[str]:
    """The properties of a body that take text, however deep."""
    if "$ref" in schema:
        yield from _texts(known[schema["$ref"].rpartition("/")[2]], known)
    for name, one in schema.get("properties", {}).items():
        kinds = [one, *one.get("anyOf", []), *([one["items"]] if "items" in one else [])]
        if any(kind.get("type") == "string" and "enum" not in kind for kind in kinds):
            yield name
        for kind in kinds:
            yield from (
                _texts(kind, known) if kind is not one or "$ref" in kind or "properties" in kind else ()
            )


@pytest.mark.parametrize("path", ["/kiosk/plein", "/t/{token}", "/join/plein/{key}", "/wait/plein", "/"])
def test_no_page_of_a_visitor_has_a_field_to_write_in(site: Site, path: str) -> None:
    who = site.anonymous()
    if path.startswith("/kiosk"):
        who.client.set_cookie(COOKIE, site.device(Role.KIOSK), path=path)
    page = who.get(path.format(token=site.world.issue().token, key="k")).text
    fields = re.findall(r"<(?:input|textarea)\b[^>]*>", page)
    assert [field for field in fields if not re.search(r'type="(hidden|radio|checkbox)"', field)] == []


def test_no_script_of_kiosk_or_phone_makes_one() -> None:
    scripts = [*ROOT.glob("kiosk/static/**/*.js"), *ROOT.glob("display/static/**/*.js")]
    assert len(scripts) > 30
    made = re.compile(r"""(?:h|createElement)\(["'](?:input|textarea)|contenteditable=""")
    assert [script.name for script in scripts if made.search(script.read_text("utf-8"))] == []
