"""Into every field of every operation goes what no database, calendar or font knows: refused, never an error.

On SQLite and on PostgreSQL, which takes no NUL in a text and no number beyond its kind.
"""

import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from models.access.principal import Role
from tests.attacks.fields import Schema, put
from tests.attacks.wire import JSON, straight_into
from tests.cast import World
from tests.fuzz.of_requests import sample
from tests.web.addresses import parts_of
from tests.web.site import Site, open_site

pytestmark = pytest.mark.stress

TEXTS = ("a\0b", "\0", "\ud800", "a\udfffb", "x" * 20_000, "\U000e0001" * 50, "9" * 500)
RAW = (
    "1e999",
    "-1e999",
    "9" * 19,
    "-" + "9" * 25,
    "9" * 4000,
    "9" * 5000,
    "NaN",
    "-0.0",
    "1e-999",
    "[[]]",
    "{}",
)
"""As JSON writes them, or as some write JSON."""
DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59")
_LEFT_OUT = {
    "/api/v1/locations/{location}/printers/{printer}": "lets the server write to a file, as it should"
}
_MARK = '"@@"'
_presses = itertools.count(1)


@pytest.fixture
def site(world: World, tmp_path: Path) -> Site:
    """An Inloop on either kind of database, with all that can be switched on."""
    return open_site(world, tmp_path, push="")


def _operations(document: Schema) -> Iterator[tuple[str, str, Schema]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if path not in _LEFT_OUT:
                yield method.upper(), path, operation


def _leaves(node: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(node, dict):
        for name, child in node.items():
            yield from _leaves(child, (*place, name))
    elif isinstance(node, list):
        for child in node:
            yield from _leaves(child, (*place, "[]"))
    else:
        yield place


def _bodies(body: Mapping[str, Any]) -> Iterator[bytes]:
    """The body with each of its values once absurd, and with a name that no body has."""
    values = [json.dumps(text) for text in (*TEXTS, *DAYS)] + list(RAW)
    for place in _leaves(body):
        marked = json.dumps(put(body, place, "@@"))
        yield from (marked.replace(_MARK, value).encode() for value in values)
    for name in ("\0", "\ud800", "__proto__", "x" * 5000):
        yield json.dumps({**body, name: 1}).encode()


def test_no_value_of_any_body_is_an_error_of_ours(site: Site) -> None:
    ask, key = straight_into(site.inloop.app), site.key("Ada", Role.ADMINISTRATOR)
    document = site.anonymous().get("/api/v1/openapi.json").get_json()
    ticket = site.world.issue()
    parts = parts_of("plein", ticket.token, ticket.id, "CDFHJK")
    wrong, asked = [], 0
    for method, path, operation in _operations(document):
        if "requestBody" not in operation:
            continue
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        for body in _bodies(sample(schema, document)):
            heads = {"Authorization": f"Bearer {key}", "Idempotency-Key": f"a{next(_presses)}", **JSON}
            answer = ask(method, path.format(**parts), body, heads)
            asked += 1
            if answer.status >= 500:
                wrong.append((method, path, body[:120], answer.text[:120]))
    assert wrong == []
    assert asked > 1000


def test_no_part_of_an_address_and_no_query_is_either(site: Site) -> None:
    ask, key = straight_into(site.inloop.app), site.key("Ada", Role.ADMINISTRATOR)
    heads = {"Authorization": f"Bearer {key}"}
    document = site.anonymous().get("/api/v1/openapi.json").get_json()
    parts = parts_of("plein", "t" * 22, 1, "CDFHJK")
    odd = [quote(text.encode("utf-8", "surrogatepass")) for text in (*TEXTS[:5], *DAYS)] + ["9" * 30, "%FF"]
    wrong = []
    for method, path, operation in _operations(document):
        names = [part["name"] for part in operation.get("parameters", []) if part["in"] == "query"]
        for value in odd:
            paths = [path.format(**(parts | {name: value})) for name in parts if f"{{{name}}}" in path]
            paths += [f"{path.format(**parts)}?{name}={value}" for name in names]
            for each in paths:
                answer = ask(method, each, b"{}", heads | JSON | {"Idempotency-Key": f"q{next(_presses)}"})
                if answer.status >= 500:
                    wrong.append((method, each[:120], answer.text[:120]))
    assert wrong == []


FORMS = (
    "/staff/sign-in",
    "/kiosk/plein",
    "/join/plein",
    "/staff/invitation/x",
    "/staff/password",
    "/staff/code",
)
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://inloop.test"}


@pytest.mark.parametrize("path", FORMS)
def test_no_form_and_no_cookie_is_either(site: Site, path: str) -> None:
    ask = straight_into(site.inloop.app)
    names = ("name", "password", "code", "key", "question_type", "language", "next", "pin", "person")
    for text in (*TEXTS[:4], "%", "&" * 3000):
        value = quote(text.encode("utf-8", "surrogatepass"))
        form = "&".join(f"{name}={value}" for name in names).encode()
        assert ask("POST", path, form, _FORM).status < 500
    for cookie in (r'"\000"', r'"\355\240\200"', "x" * 7000, "=", ";;;", r'"\777', "a" * 64):
        named = "; ".join(f"{name}={cookie}" for name in ("inloop_session", "inloop_desk", "inloop_language"))
        for method in ("GET", "POST"):
            assert ask(method, path, b"", _FORM | {"Cookie": named}).status < 500
