"""The OpenAPI file says what is there, and what is there does what it says."""

import re
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from models.access.device import find_device
from models.access.pairing import open_pairing
from models.access.principal import Role
from models.actions.assistance import ask
from models.actions.remark import show_message
from tests.cast import World
from tests.depth import times
from tests.web.site import Caller, Site, open_site
from web.access import ANYONE, access_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = times(3, 30)
UNWRITTEN = {"openapi.file", "openapi.reading"}
"""The document does not describe itself."""


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with all that can be switched on."""
    return open_site(sqlite_world, tmp_path, push="")


@pytest.fixture
def document(anonymous: Caller) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    """The OpenAPI file as it is served."""
    answer = anonymous.get("/api/v1/openapi.json")
    assert answer.content_type == "application/json"
    found: dict[str, dict[str, dict[str, dict[str, object]]]] = answer.get_json()
    return found


def test_it_is_openapi_3_1(anonymous: Caller) -> None:
    document = anonymous.get("/api/v1/openapi.json").get_json()
    assert re.fullmatch(r"3\.1\.\d", document["openapi"])
    assert (document["info"]["title"], document["info"]["version"]) == ("Inloop", "1.0.0")


def test_every_rule_of_the_api_is_in_it_and_nothing_else(
    site: Site, document: dict[str, dict[str, dict[str, dict[str, object]]]]
) -> None:
    rules = [rule for rule in site.inloop.app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    there = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint not in UNWRITTEN
    }
    written = {(path, method) for path, methods in document["paths"].items() for method in methods}
    assert written == there


def test_it_says_of_every_operation_whether_one_has_to_prove_who_one_is(
    site: Site, document: dict[str, dict[str, dict[str, dict[str, object]]]]
) -> None:
    for rule in site.inloop.app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for operation in document["paths"].get(path, {}).values():
            open_to_all = access_of(site.inloop.app.view_functions[rule.endpoint]) == ANYONE
            assert bool(operation.get("security")) != open_to_all, path


def test_it_says_of_every_error_that_it_is_a_problem(
    document: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    for methods in document["paths"].values():
        for operation in methods.values():
            responses = operation["responses"]
            assert isinstance(responses, dict)
            for status, response in responses.items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]


def test_a_person_can_read_it_too(anonymous: Caller) -> None:
    page = anonymous.get("/api/v1/docs")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "/api/v1/locations/{location}/tickets" in page.text


def _real(site: Site) -> dict[str, object]:
    """Parameters of addresses where something is, so that not every example ends at a 404."""
    ticket = site.world.issue("altijd")
    site.world.call_next("Ada", "1", "altijd")
    until = site.world.clock.now() + timedelta(hours=1)
    message = site.world.turn("altijd", lambda turn: show_message(turn, "Koffie staat klaar", until))
    device = _device(site)
    return {
        "location": "altijd",
        "picture": 1,
        "assistance": site.world.turn("altijd", lambda turn: ask(turn, device, "nl")).id,
        "desk": "1",
        "language": "nl",
        "visit": ticket.id,
        "token": ticket.token,
        "message": message,
        "printer": "main",
        "job": 1,
        "device": device,
        "code": _code(site),
        "person": site.person("Guus", Role.GUIDE),
        "session_id": "0" * 16,
    }


def _device(site: Site) -> int:
    """A screen that is in use."""
    token = site.device(Role.KIOSK, "altijd")
    found = find_device(site.world.database, token)
    assert found
    return found.id


def _code(site: Site) -> str:
    """The code of a screen that waits for somebody to confirm it."""
    now = site.world.clock.now()
    return site.world.database.run(
        lambda session: open_pairing(session, Role.DISPLAY, "altijd", "s" * 32, now).code
    )


def _wrong_in(case: Case[Any]) -> set[str]:
    """The parts of a request that were made wrong on purpose."""
    if case.meta is None:
        return set()
    return {place.value for place, info in case.meta.components.items() if info.mode.is_negative}


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_asked_the_answer_is_one_that_it_describes(site: Site, mode: GenerationMode) -> None:
    proof = {
        "Authorization": f"Bearer {site.key('Ada', Role.ADMINISTRATOR)}",
        "Accept-Encoding": "identity",  # no transport is between, that would unpack
    }
    real = _real(site)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site.inloop.app)
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and operation.method == "get":
            continue  # an address is a text, and no text is wrong
        strategy = operation.as_strategy(generation_mode=mode)

        @given(case=strategy, somewhere=st.booleans())
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        def call(case: Case[Any], somewhere: bool) -> None:
            wrong = _wrong_in(case)
            if somewhere:
                case.path_parameters |= {name: real[name] for name in case.path_parameters}
                wrong.discard("path")
            wrong.discard("header")  # the headers that count are ours
            must_be_refused = mode is GenerationMode.NEGATIVE and wrong
            answer = case.call(headers=proof)
            refused = answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            looked_for = [*CHECKS, negative_data_rejection] if must_be_refused and not refused else CHECKS
            case.validate_response(answer, checks=looked_for)

        call()
