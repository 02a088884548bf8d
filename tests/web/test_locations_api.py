"""Locations, questions, boards and queues over HTTP."""

import pytest

from tests.web.site import CALL_NEXT, QUEUE, TICKETS, Caller, Site, wish

PLEIN = "/api/v1/locations/plein"


def test_all_locations_with_their_hours_in_the_regions_order(anonymous: Caller) -> None:
    answer = anonymous.get("/api/v1/locations")
    locations = answer.get_json()
    assert answer.status_code == 200
    assert [(item["id"], item["kind"], item["open"]) for item in locations] == [
        ("plein", "permanent", True),
        ("altijd", "permanent", True),
        ("nacht", "popup", False),
    ]
    assert locations[0] == {
        "id": "plein",
        "name": "Op het Plein",
        "kind": "permanent",
        "training": False,
        "address": None,
        "open": True,
        "opens_at": None,
        "closes_at": "2026-11-23T11:30:00.000Z",
        "timezone": "Europe/Amsterdam",
        "hours": {
            "mon": ["09:00-12:30", "13:00-17:00"],
            "tue": ["09:00-17:00"],
            **{day: [] for day in ("wed", "thu", "fri", "sat", "sun")},
        },
        "closed": ["2026-12-01"],
    }


def test_a_location_that_is_always_open_says_so_for_every_day(anonymous: Caller) -> None:
    always = anonymous.get("/api/v1/locations").get_json()[1]
    assert list(always["hours"].values()) == [["00:00-24:00"]] * 7


def test_a_closed_location_says_when_it_opens(site: Site, anonymous: Caller) -> None:
    site.world.clock.advance(hours=10)
    plein = anonymous.get("/api/v1/locations").get_json()[0]
    assert (plein["open"], plein["opens_at"]) == (False, "2026-11-24T08:00:00.000Z")


def test_question_types_with_their_names_and_whether_they_can_be_chosen(anonymous: Caller) -> None:
    werk, leren, werkgever = anonymous.get(f"{PLEIN}/question-types").get_json()
    assert werk == {
        "id": "werk",
        "letter": "A",
        "icon": "briefcase",
        "colour": "#0b5cad",
        "names": {"nl": "Werk zoeken", "en": "Finding work", "ar": "البحث عن عمل", "ti": "ስራሕ ምድላይ"},
        "hints": {},
        "open": True,
    }
    assert (leren["open"], werkgever["open"]) == (True, False)


def test_no_question_can_be_chosen_while_the_door_is_closed(site: Site, anonymous: Caller) -> None:
    site.world.clock.advance(hours=10)
    assert not any(item["open"] for item in anonymous.get(f"{PLEIN}/question-types").get_json())


def test_the_board_shows_the_newest_call_first_and_neither_name_nor_question(
    site: Site, kiosk: Caller, samira: Caller, bram: Caller, anonymous: Caller
) -> None:
    for question in ("werk", "leren", "werk"):
        kiosk.post(TICKETS, wish(question, "ar"))
    samira.post(CALL_NEXT, {"desk": "1"})
    site.world.clock.advance(minutes=1)
    bram.post(CALL_NEXT, {"desk": "2"})
    answer = anonymous.get(f"{PLEIN}/board")
    board = answer.get_json()
    assert (board["rev"], board["now"]) == (site.world.rev(), "2026-11-23T09:01:00.000Z")
    assert [call["label"] for call in board["view"]["calls"]] == ["B01", "A01"]
    assert board["view"]["calls"][0] == {
        "label": "B01",
        "desk": "2",
        "desk_name": "Plek 2",
        "call_number": 2,
        "called_at": "2026-11-23T09:01:00.000Z",
        "language": "ar",
        "state": "called",
    }
    assert (board["view"]["waiting"], board["view"]["notices"]) == (1, [])
    assert board["view"]["wait"]["low"] < board["view"]["wait"]["high"] <= 1800
    assert not {"Samira", "Bram", "leren", "werk"} & set(answer.text.replace('"', " ").split())


def test_a_recall_moves_to_the_top_of_the_board_with_its_new_time(
    site: Site, kiosk: Caller, samira: Caller, bram: Caller
) -> None:
    for _ in range(2):
        kiosk.post(TICKETS, wish())
    first = samira.post(CALL_NEXT, {"desk": "1"}).get_json()
    bram.post(CALL_NEXT, {"desk": "2"})
    site.world.clock.advance(minutes=1)
    samira.post(f"/api/v1/visits/{first['id']}/recall")
    top = kiosk.get(f"{PLEIN}/board").get_json()["view"]["calls"][0]
    assert (top["label"], top["call_number"], top["called_at"]) == ("A01", 3, "2026-11-23T09:01:00.000Z")


def test_the_kiosks_view_says_what_can_be_chosen_and_how_busy_it_is(kiosk: Caller) -> None:
    for _ in range(5):
        kiosk.post(TICKETS, wish())
    view = kiosk.get(f"{PLEIN}/kiosk").get_json()["view"]
    assert (view["open"], view["full"], view["waiting"]) == (True, True, 5)
    assert view["question_types"] == ["werk", "leren"]


def test_the_queue_shows_the_line_the_desks_and_the_counts(
    kiosk: Caller, samira: Caller, bram: Caller, host: Caller
) -> None:
    for _ in range(4):
        kiosk.post(TICKETS, wish())
    talking = samira.post(CALL_NEXT, {"desk": "1"}).get_json()
    samira.post(f"/api/v1/visits/{talking['id']}/start")
    bram.post(CALL_NEXT, {"desk": "2"})
    view = host.get(QUEUE).get_json()["view"]
    assert [t["label"] for t in view["in_conversation"]] == ["A01"]
    assert [t["label"] for t in view["called"]] == ["A02"]
    assert [(t["label"], t["ahead"], t["reason"]) for t in view["waiting"]] == [
        ("A03", 0, "waited_longest"),
        ("A04", 1, None),
    ]
    assert view["desks"][0] == {
        "id": "1",
        "name": "Plek 1",
        "guide": "Samira",
        "state": "in_conversation",
        "since": "2026-11-23T09:00:00.000Z",
        "why": None,
        "languages": [],
        "next": {"ticket": view["waiting"][0]["id"], "label": "A03", "reason": "waited_longest"},
    }
    assert view["counts"] == {"waiting": 2, "issued": 4, "done": 0, "no_show": 0, "left": 0, "abandoned": 0}
    assert not any("token" in t for part in ("waiting", "called", "in_conversation") for t in view[part])


@pytest.mark.parametrize("part", ["question-types", "board", "kiosk", "queue", "wait"])
def test_an_unknown_location_is_a_404(coordinator: Caller, part: str) -> None:
    answer = coordinator.get(f"/api/v1/locations/nergens/{part}")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_location")


@pytest.mark.parametrize("part", ["board", "kiosk", "queue"])
def test_a_state_says_at_which_revision_of_which_epoch_it_was_made(coordinator: Caller, part: str) -> None:
    state = coordinator.get(f"{PLEIN}/{part}").get_json()
    assert set(state) == {"epoch", "rev", "now", "view"}
    assert state["view"]["location"] == "plein"
