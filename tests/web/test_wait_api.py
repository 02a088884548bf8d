"""The public waiting times as JSON: their shape, who may read them, and what many readers cost."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from flask import before_render_template
from sqlalchemy import event
from sqlalchemy.orm import Session

from models.views.head import Head
from models.views.wait import wait_view
from tests.web.site import CALL_NEXT, TICKETS, Caller, Site, wish
from web.waits import FRESH

ONE, ALL = "/api/v1/locations/plein/wait", "/api/v1/wait"
PUBLIC = (ONE, ALL, "/wait", "/wait/plein", "/wait?lang=ar", "/wait/plein?embed=1")


@contextmanager
def counted(site: Site) -> Iterator[dict[str, list[str]]]:
    """The statements that are sent to the database and the pages that are drawn inside the block."""
    seen: dict[str, list[str]] = {"statements": [], "pages": []}

    def asked(statement: str) -> None:
        if statement.startswith("SELECT"):
            seen["statements"].append(statement)

    def listen(connection: Any, *_: object) -> None:
        connection.set_trace_callback(asked)

    def drawn(_sender: object, template: object, **_: object) -> None:
        seen["pages"].append(str(getattr(template, "name", "")))

    reader = site.world.database.reader
    event.listen(reader, "checkout", listen)
    with before_render_template.connected_to(drawn, site.inloop.app):
        yield seen
    event.remove(reader, "checkout", listen)


def test_it_says_how_many_wait_for_the_location_and_for_each_question(
    kiosk: Caller, anonymous: Caller
) -> None:
    for question in ("werk", "werk", "leren"):
        kiosk.post(TICKETS, wish(question))
    assert anonymous.get(ONE).get_json() == {
        "open": True,
        "door": "open",
        "full": False,
        "opens_at": None,
        "closes_at": "2026-11-23T11:30:00.000Z",
        "closing": None,
        "away_until": None,
        "waiting": 3,
        "wait": None,
        "updated_at": "2026-11-23T09:00:00.000Z",
        "question_types": {
            "werk": {"open": True, "waiting": 2, "wait": None},
            "leren": {"open": True, "waiting": 1, "wait": None},
        },
    }


def test_all_locations_tell_the_same_with_their_names_but_for_those_for_practice(
    kiosk: Caller, anonymous: Caller
) -> None:
    kiosk.post(TICKETS, wish())
    found = anonymous.get(ALL).get_json()
    assert [(place["id"], place["name"], place["kind"], place["waiting"]) for place in found] == [
        ("plein", "Op het Plein", "permanent", 1),
        ("nacht", "De Nachtmarkt", "popup", 0),
    ]
    one = anonymous.get(ONE).get_json()
    assert {key: found[0][key] for key in one} == one


def test_where_nobody_gets_a_number_there_is_no_wait_to_tell(
    site: Site, kiosk: Caller, samira: Caller, anonymous: Caller
) -> None:
    def told() -> tuple[bool, list[bool]]:
        found = anonymous.get(ONE).get_json()
        waits = [found["wait"], *(item["wait"] for item in found["question_types"].values())]
        return found["full"], [wait is not None for wait in waits]

    kiosk.post(TICKETS, wish())
    samira.post(CALL_NEXT, {"desk": "1"})
    for _ in range(4):
        kiosk.post(TICKETS, wish())
    site.world.clock.advance(minutes=1)
    assert told() == (False, [True, True, True])
    kiosk.post(TICKETS, wish())
    assert told() == (True, [False, False, False])
    site.world.clock.advance(minutes=140)
    assert told() == (False, [False, False, False])


def test_what_happens_is_told_at_once(kiosk: Caller, anonymous: Caller) -> None:
    told = []
    for _ in range(3):
        told.append([anonymous.get(path).get_json() for path in (ONE, ALL)])
        kiosk.post(TICKETS, wish())
    assert [(one["waiting"], places[0]["waiting"]) for one, places in told] == [(0, 0), (1, 1), (2, 2)]


def test_the_clock_alone_changes_what_is_told(site: Site, anonymous: Caller) -> None:
    assert anonymous.get(ONE).get_json()["door"] == "open"
    site.world.clock.advance(minutes=140)
    assert anonymous.get(ONE).get_json()["door"] == "last"


def test_a_clock_that_is_set_back_makes_nothing_young(site: Site, anonymous: Caller) -> None:
    site.world.clock.advance(minutes=140)
    assert anonymous.get(ONE).get_json()["door"] == "last"
    site.world.clock.advance(minutes=-140)
    assert anonymous.get(ONE).get_json()["door"] == "open"


@pytest.mark.parametrize("path", [ONE, ALL])
def test_any_site_may_read_it_and_nothing_else(anonymous: Caller, path: str) -> None:
    answer = anonymous.get(path, headers={"Origin": "https://elsewhere.test"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    tag = answer.headers["ETag"]
    again = anonymous.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["Access-Control-Allow-Origin"]) == (304, "*")
    for other in ("/api/v1/locations", "/api/v1/locations/plein/board", "/wait/plein", "/wait"):
        assert "Access-Control-Allow-Origin" not in anonymous.get(other).headers


@pytest.mark.parametrize("path", PUBLIC)
def test_it_may_be_kept_for_some_seconds_and_asked_for_again_by_its_tag(
    site: Site, kiosk: Caller, anonymous: Caller, path: str
) -> None:
    answer = anonymous.get(path)
    assert answer.cache_control.max_age == FRESH.total_seconds()
    assert answer.cache_control.public
    tag = {"If-None-Match": answer.headers["ETag"]}
    site.world.clock.advance(seconds=6)
    again = anonymous.get(path, headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    kiosk.post(TICKETS, wish())
    assert anonymous.get(path, headers=tag).status_code == 200


def test_the_tag_follows_the_minute_so_that_nobody_takes_an_old_moment_for_now(
    site: Site, anonymous: Caller
) -> None:
    tag = {"If-None-Match": anonymous.get(ONE).headers["ETag"]}
    site.world.clock.advance(seconds=61)
    answer = anonymous.get(ONE, headers=tag)
    assert (answer.status_code, answer.get_json()["updated_at"]) == (200, "2026-11-23T09:01:01.000Z")


@pytest.mark.parametrize("path", PUBLIC)
def test_a_thousand_readers_cost_one_small_question_each_and_one_page(
    site: Site, anonymous: Caller, path: str
) -> None:
    anonymous.get(path)
    site.world.clock.advance(seconds=10)
    with counted(site) as first:
        anonymous.get(path)
    with counted(site) as many:
        answers = [anonymous.get(path) for _ in range(1000)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(many["statements"]) == 1000
    assert len({*many["statements"]}) == 1
    assert many["pages"] == []
    assert len(first["statements"]) > 1


def test_languages_and_frames_that_are_made_up_are_not_kept(site: Site, anonymous: Caller) -> None:
    for number in range(50):
        anonymous.get(f"/wait/plein?lang=x{number}&embed={number + 2}&more={number}")
    told = site.inloop.services.waits.at("plein")
    assert len(told.answers) == 1


def test_who_asks_while_it_is_worked_out_anew_gets_what_there_is(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = site.inloop.services.waits
    before = waits.at("plein")
    site.world.clock.advance(seconds=10)
    begun, go_on = threading.Event(), threading.Event()

    def takes_long(session: Session, head: Head) -> dict[str, Any]:
        begun.set()
        assert go_on.wait(30)
        return wait_view(session, head)

    monkeypatch.setattr("web.waits.wait_view", takes_long)
    with ThreadPoolExecutor(1) as pool:
        anew = pool.submit(waits.at, "plein")
        assert begun.wait(30)
        assert waits.at("plein") is before
        go_on.set()
        assert anew.result(30).made == site.world.clock.now()
    assert waits.at("plein") is anew.result()
