"""Whatever is sent, the answer says what is wrong, and nothing has changed."""

import json

import pytest
from werkzeug.test import TestResponse

from tests.cast import World
from tests.web.site import CALL_NEXT, TICKETS, Caller, Site, wish

MEMBERS = {"type", "title", "status", "detail", "code"}
GOOD = json.dumps(wish())


def assert_problem(answer: TestResponse, status: int, code: str) -> None:
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    assert answer.content_type == "application/problem+json"
    assert set(problem) >= MEMBERS
    assert (problem["type"], problem["status"]) == (f"urn:inloop:problem:{code}", status)
    assert all(isinstance(problem[name], str) and problem[name] for name in MEMBERS - {"status"})
    assert "Traceback" not in answer.text
    assert ".py" not in answer.text


def state_of(world: World) -> list[int]:
    return [world.rev(location) for location in ("plein", "altijd", "nacht")]


def send(who: Caller, data: str | bytes, content_type: str = "application/json") -> TestResponse:
    return who.ask("POST", TICKETS, headers={"Idempotency-Key": "bad"}, data=data, content_type=content_type)


MALFORMED = {
    "half of it": GOOD[:-5],
    "two of them": GOOD + GOOD,
    "single quotes": GOOD.replace('"', "'"),
    "no utf-8": b'{"question_type": "\xff\xfe"}',
    "deep nesting": "[" * 30_000 + "]" * 30_000,
    "deep objects": '{"a":' * 10_000 + "1" + "}" * 10_000,
    "a number of 5000 digits": '{"question_type": ' + "9" * 5000 + "}",
    "no number": '{"question_type": NaN, "language": "nl"}',
    "nothing but spaces": "   ",
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_no_json_is_malformed(site: Site, kiosk: Caller, data: str | bytes) -> None:
    before = state_of(site.world)
    assert_problem(send(kiosk, data), 400, "malformed")
    assert state_of(site.world) == before


INVALID: dict[str, object] = {
    "a list": [wish()],
    "a string": "werk",
    "a number": 7,
    "null": None,
    "nothing in it": {},
    "no language": {"question_type": "werk"},
    "a field we do not know": wish(name="Jan"),
    "a number for a name": {"question_type": 7, "language": "nl"},
    "a list for a name": {"question_type": ["werk"], "language": "nl"},
    "null for a name": {"question_type": None, "language": "nl"},
    "a word for yes": wish(printed="yes"),
    "a number for yes": wish(printed=1),
    "capitals": wish("WERK"),
    "an empty name": wish(""),
    "a NUL": wish("werk\0"),
    "a NUL in the language": wish(language="n\0"),
    "a lone surrogate": wish("\ud800"),
    "a lone surrogate as field": wish() | {"\ud800": 1},
    "a NUL as field": wish() | {"\0": 1},
    "a newline after it": wish("werk\n"),
    "other digits": wish("werk\u0661"),
    "a very long name": wish("w" * 5000),
}


@pytest.mark.parametrize("body", INVALID.values(), ids=INVALID.keys())
def test_json_that_is_not_what_was_asked_for_is_invalid(site: Site, kiosk: Caller, body: object) -> None:
    before = state_of(site.world)
    assert_problem(send(kiosk, json.dumps(body)), 422, "invalid")
    assert state_of(site.world) == before


def test_an_invalid_body_says_which_field_is_wrong(kiosk: Caller) -> None:
    problem = send(kiosk, json.dumps({"question_type": 7, "colour": "red"})).get_json()
    assert {item["place"] for item in problem["errors"]} == {"question_type", "language", "colour"}
    assert all(item["message"] for item in problem["errors"])


@pytest.mark.parametrize(
    "body",
    [
        {"seen_rev": "3"},
        {"seen_rev": -1},
        {"seen_rev": 1.5},
        {"seen_rev": 2**31},
        {"seen_rev": True},
        {"seen_rev": 1, "desk": "1"},
    ],
)
def test_a_revision_that_is_none_is_invalid(
    site: Site, kiosk: Caller, samira: Caller, body: dict[str, object]
) -> None:
    kiosk.post(TICKETS, wish())
    visit = samira.post(CALL_NEXT, {"desk": "1"}).get_json()["id"]
    before = state_of(site.world)
    assert_problem(samira.post(f"/api/v1/visits/{visit}/start", body), 422, "invalid")
    assert state_of(site.world) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"outcome": "Perfect!"},
        {"outcome": None},
        {"outcome": "answered", "topics": "cv"},
        {"outcome": "answered", "topics": ["cv"] * 11},
        {"outcome": "answered", "topics": ["Jan de Vries"]},
    ],
)
def test_an_outcome_that_is_none_is_invalid(kiosk: Caller, samira: Caller, body: dict[str, object]) -> None:
    kiosk.post(TICKETS, wish())
    visit = samira.post(CALL_NEXT, {"desk": "1"}).get_json()["id"]
    samira.post(f"/api/v1/visits/{visit}/start")
    assert_problem(samira.post(f"/api/v1/visits/{visit}/finish", body), 422, "invalid")


def test_an_outcome_that_the_region_does_not_have_is_refused(kiosk: Caller, samira: Caller) -> None:
    kiosk.post(TICKETS, wish())
    visit = samira.post(CALL_NEXT, {"desk": "1"}).get_json()["id"]
    samira.post(f"/api/v1/visits/{visit}/start")
    assert_problem(
        samira.post(f"/api/v1/visits/{visit}/finish", {"outcome": "perfect"}), 422, "unknown_outcome"
    )


def test_an_oversized_body_is_refused_before_it_is_read(site: Site, kiosk: Caller) -> None:
    before = state_of(site.world)
    assert_problem(send(kiosk, '{"question_type": "' + "w" * 70_000 + '"}'), 413, "too_large")
    assert state_of(site.world) == before


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/html"],
)
def test_another_content_type_than_json_is_refused(site: Site, kiosk: Caller, content_type: str) -> None:
    before = state_of(site.world)
    assert_problem(send(kiosk, GOOD, content_type), 415, "unsupported_media_type")
    assert state_of(site.world) == before


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "application/merge-patch+json", ""]
)
def test_json_by_its_other_names_and_without_a_name_is_taken(kiosk: Caller, content_type: str) -> None:
    assert send(kiosk, GOOD, content_type).status_code == 201


@pytest.mark.parametrize("key", ["tab\there", "caf\u00e9\u0080", "\u00ad"])
def test_a_key_that_cannot_be_printed_is_malformed(site: Site, kiosk: Caller, key: str) -> None:
    before = state_of(site.world)
    assert_problem(kiosk.post(TICKETS, wish(), key=key), 400, "malformed")
    assert state_of(site.world) == before


def test_an_unknown_location_is_a_problem(kiosk: Caller, coordinator: Caller) -> None:
    assert_problem(coordinator.post("/api/v1/locations/nergens/tickets", wish()), 404, "unknown_location")
    assert_problem(kiosk.post("/api/v1/locations/nergens/tickets", wish()), 403, "forbidden")
