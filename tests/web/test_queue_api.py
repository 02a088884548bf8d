"""The endpoints of the whole queue, each with something good and with what may be wrong."""

import json

import pytest

from tests.web.site import CALL_NEXT, TICKETS, Caller, Site, wish

PLEIN = "/api/v1/locations/plein"
Json = dict[str, object]
GOOD: dict[str, tuple[str, Json, Json]] = {
    "call": ("waiting", {"desk": "1", "reason": "kan niet staan"}, {"state": "called", "desk": "1"}),
    "cancel": ("waiting", {"reason": "moet weg"}, {"state": "left"}),
    "change": ("waiting", {"question_type": "leren", "language": "en"}, {"question_type": "leren"}),
    "later": ("waiting", {}, {"state": "waiting", "later_until": "2026-11-23T09:10:00.000Z"}),
    "back": ("waiting", {}, {"state": "waiting", "ahead": 0}),
    "note": ("waiting", {"text": "spreekt ook Frans"}, {"state": "waiting"}),
    "reprint": ("waiting", {}, {"state": "waiting"}),
    "hold": ("talking", {"minutes": 5, "note": "vult in"}, {"held_until": "2026-11-23T09:05:00.000Z"}),
    "transfer": ("talking", {"question_type": "leren"}, {"state": "waiting", "service": 2, "guide": None}),
    "service": ("talking", {"question_type": "leren"}, {"state": "in_conversation", "service": 2}),
    "take-over": ("talking", {"desk": "2"}, {"state": "in_conversation", "desk": "2"}),
    "undo": ("talking", {}, {"state": "called", "started_at": None}),
}
HOUSE: dict[str, Json] = {
    "walk-direct": {"desk": "1", "question_type": "werk", "language": "nl"},
    "paper-roll": {"next": 7},
    "close": {"reason": "staff", "helping": True},
    "open": {"until": "2026-11-23T20:00:00+01:00"},
    "away": {"minutes": 20},
    "messages": {"text": "Koffie staat klaar"},
    "help": {},
    "guides": {"guide": "Samira", "own": ["werk"], "also": ["leren"], "languages": ["nl"]},
}
TEXTS = {
    "too long": "w" * 161,
    "a control character": "dag\u0007",
    "a direction override": "dag\u202e",
    "a lone surrogate": "dag\ud800",
    "a NUL": "dag\0",
}
WITH_TEXT = {
    "call": {"desk": "1", "reason": ""},
    "cancel": {"reason": ""},
    "note": {"text": ""},
    "hold": {"note": ""},
    "transfer": {"desk": "1", "note": ""},
    "finish": {"outcome": "answered", "note": ""},
}


def visit_in(state: str, kiosk: Caller, guide: Caller) -> str:
    """The address of a visit that waits or is in conversation."""
    ticket = kiosk.post(TICKETS, wish(printed=False)).get_json()
    address = f"/api/v1/visits/{ticket['id']}"
    if state == "talking":
        guide.post(CALL_NEXT, {"desk": "1"})
        guide.post(f"{address}/start")
    return address


@pytest.mark.parametrize("act", GOOD)
def test_each_command_on_a_visit_answers_with_the_ticket_as_it_became(
    site: Site, kiosk: Caller, samira: Caller, act: str
) -> None:
    state, body, became = GOOD[act]
    address = visit_in(state, kiosk, samira)
    answer = samira.post(f"{address}/{act}", body)
    assert answer.status_code == 200
    ticket = answer.get_json()
    assert ticket | became == ticket
    assert ticket["rev"] == site.world.rev()
    assert "token" not in ticket


@pytest.mark.parametrize("act", GOOD)
def test_each_command_from_an_old_screen_is_a_409_with_the_ticket_as_it_is(
    site: Site, kiosk: Caller, samira: Caller, act: str
) -> None:
    state, body, _ = GOOD[act]
    address = visit_in(state, kiosk, samira)
    rev = site.world.rev()
    answer = samira.post(f"{address}/{act}", body | {"seen_rev": 1})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "stale")
    assert (answer.get_json()["ticket"]["rev"], site.world.rev()) == (rev, rev)


@pytest.mark.parametrize("act", GOOD)
def test_each_command_on_an_unknown_visit_is_a_404(samira: Caller, act: str) -> None:
    answer = samira.post(f"/api/v1/visits/4711/{act}", GOOD[act][1])
    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_ticket")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("act", WITH_TEXT)
def test_a_text_that_cannot_be_shown_on_one_line_is_invalid(
    site: Site, kiosk: Caller, samira: Caller, act: str, text: str
) -> None:
    address = visit_in("waiting", kiosk, samira)
    rev = site.world.rev()
    body = {name: value or text for name, value in WITH_TEXT[act].items()}
    sent = json.dumps(body)  # which writes a lone surrogate as an escape, as a bad client would
    answer = samira.ask("POST", f"{address}/{act}", data=sent, content_type="application/json")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")
    assert site.world.rev() == rev


@pytest.mark.parametrize(
    ("act", "body", "code"),
    [
        ("call", {"desk": "9", "reason": "haast"}, "unknown_desk"),
        ("call", {"desk": "1", "reason": " \n "}, "invalid"),
        ("change", {}, "nothing_asked"),
        ("change", {"question_type": "nergens"}, "unknown_question_type"),
        ("change", {"language": "fr"}, "unknown_language"),
        ("change", {"priority": 1}, "unknown_priority"),
        ("change", {"priority": 10}, "invalid"),
        ("merge", {"into": 4711}, "unknown_ticket"),
        ("merge", {"into": "4711"}, "invalid"),
        ("note", {}, "invalid"),
        ("note", {"text": None}, "invalid"),
    ],
)
def test_what_a_waiting_visit_cannot_have_done_is_told_and_changes_nothing(
    site: Site, kiosk: Caller, samira: Caller, act: str, body: Json, code: str
) -> None:
    address = visit_in("waiting", kiosk, samira)
    rev = site.world.rev()
    answer = samira.post(f"{address}/{act}", body)
    assert answer.get_json()["code"] == code
    assert answer.status_code == (404 if code == "unknown_ticket" else 422)
    assert site.world.rev() == rev


@pytest.mark.parametrize(
    ("act", "body", "code"),
    [
        ("hold", {"minutes": 0}, "invalid"),
        ("hold", {"minutes": 61}, "out_of_range"),
        ("transfer", {}, "nothing_asked"),
        ("transfer", {"guide": "Bram"}, "guide_not_here"),
        ("transfer", {"desk": "9"}, "unknown_desk"),
        ("service", {"question_type": "nergens"}, "unknown_question_type"),
        ("service", {"question_type": "werk", "outcome": "fine"}, "unknown_outcome"),
    ],
)
def test_what_a_conversation_cannot_become_is_told_and_changes_nothing(
    site: Site, kiosk: Caller, samira: Caller, act: str, body: Json, code: str
) -> None:
    address = visit_in("talking", kiosk, samira)
    rev = site.world.rev()
    answer = samira.post(f"{address}/{act}", body)
    assert answer.get_json()["code"] == code
    assert answer.status_code == (409 if code == "guide_not_here" else 422)
    assert site.world.rev() == rev


@pytest.mark.parametrize("act", HOUSE)
def test_each_command_about_the_house_is_done(
    site: Site, coordinator: Caller, samira: Caller, act: str
) -> None:
    samira.post(f"{PLEIN}/desks/1/take")
    rev = site.world.rev()
    answer = coordinator.post(f"{PLEIN}/{act}", HOUSE[act])
    assert answer.status_code in {200, 201}
    assert site.world.rev() > rev


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("walk-direct", {"desk": "1", "question_type": "werk"}),
        ("paper-roll", {"next": 1000}),
        ("paper-roll", {"next": 1, "last": 8}),
        ("paper-roll", {}),
        ("close", {"reason": "zomaar", "helping": True}),
        ("close", {"reason": "staff"}),
        ("close", {"reason": "staff", "helping": True, "until": "2026-11-23T20:00:00"}),
        ("open", {"until": "morgen"}),
        ("away", {"minutes": 0}),
        ("away", {"minutes": 241}),
        ("messages", {"text": "w" * 121}),
        ("messages", {"text": " "}),
        ("messages", {"text": "dag\u0007"}),
        ("messages", {"text": "dag", "minutes": 601}),
        ("presence", {"presence": "slapen"}),
        ("guides", {"guide": ""}),
        ("guides", {"guide": "Samira", "own": "werk"}),
    ],
)
def test_a_body_about_the_house_that_is_not_right_is_invalid(
    site: Site, administrator: Caller, act: str, body: Json
) -> None:
    rev = site.world.rev()
    answer = administrator.post(f"{PLEIN}/{act}", body)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")
    assert site.world.rev() == rev


def test_the_holder_of_a_ticket_waits_a_moment_comes_back_and_leaves(
    kiosk: Caller, anonymous: Caller
) -> None:
    token = kiosk.post(TICKETS, wish(printed=False)).get_json()["token"]
    asked, back, left, again = (
        anonymous.post(f"/api/v1/tickets/{token}/{act}") for act in ("later", "back", "leave", "leave")
    )
    assert asked.get_json()["later_until"] == "2026-11-23T09:10:00.000Z"
    assert "later_until" not in back.get_json()
    assert left.get_json()["state"] == "left"
    assert (again.status_code, again.get_json()["code"]) == (409, "not_waiting")
    assert again.get_json()["ticket"]["guide"] is None
