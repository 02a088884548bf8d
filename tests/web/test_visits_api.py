"""What guides do with visits over HTTP, and what they are told when it cannot be."""

import pytest

from tests.web.site import CALL_NEXT, TICKETS, Caller, Site, wish

Json = dict[str, object]


def visit(ticket: Json, act: str) -> str:
    return f"/api/v1/visits/{ticket['id']}/{act}"


def called(kiosk: Caller, guide: Caller, desk: str = "1") -> Json:
    """A visitor comes in and is called at once."""
    kiosk.post(TICKETS, wish())
    ticket: Json = guide.post(CALL_NEXT, {"desk": desk}).get_json()
    return ticket


def test_call_next_answers_with_the_ticket_as_it_became(site: Site, kiosk: Caller, samira: Caller) -> None:
    issued = kiosk.post(TICKETS, wish()).get_json()
    site.world.clock.advance(minutes=3)
    answer = samira.post(CALL_NEXT, {"desk": "2"})
    assert answer.status_code == 200
    assert answer.get_json() == {
        **{name: value for name, value in issued.items() if name not in {"token", "url", "paper"}},
        "state": "called",
        "called_at": "2026-11-23T09:03:00.000Z",
        "desk": "2",
        "guide": "Samira",
        "ahead": None,
        "call_number": 1,
        "rev": site.world.rev(),
    }


def test_nobody_to_call_is_an_empty_204(samira: Caller) -> None:
    answer = samira.post(CALL_NEXT, {"desk": "1"})
    assert (answer.status_code, answer.data) == (204, b"")


def test_a_visit_from_call_to_done(site: Site, kiosk: Caller, samira: Caller) -> None:
    ticket = called(kiosk, samira)
    recalled = samira.post(visit(ticket, "recall")).get_json()
    started = samira.post(visit(ticket, "start")).get_json()
    site.world.clock.advance(minutes=12)
    done = samira.post(visit(ticket, "finish"), {"outcome": "answered", "topics": ["cv"]}).get_json()
    assert (recalled["state"], recalled["call_number"]) == ("called", 2)
    assert (started["state"], started["started_at"]) == ("in_conversation", "2026-11-23T09:00:00.000Z")
    assert (done["state"], done["closed_at"]) == ("done", "2026-11-23T09:12:00.000Z")
    assert [t["rev"] for t in (recalled, started, done)] == sorted(
        t["rev"] for t in (recalled, started, done)
    )
    assert site.world.facts()[-1].data == {"outcome": "answered", "topics": ["cv"]}


def test_a_visitor_who_is_not_there_yet_goes_back_to_the_old_place(kiosk: Caller, samira: Caller) -> None:
    ticket = called(kiosk, samira)
    kiosk.post(TICKETS, wish())
    returned = samira.post(visit(ticket, "return")).get_json()
    assert (returned["state"], returned["ahead"]) == ("waiting", 0)
    assert (returned["desk"], returned["guide"], returned["called_at"], returned["call_number"]) == (
        None,
    ) * 4


def test_a_visitor_who_did_not_come_is_a_no_show(kiosk: Caller, samira: Caller) -> None:
    gone = samira.post(visit(called(kiosk, samira), "no-show"))
    assert (gone.status_code, gone.get_json()["state"]) == (200, "no_show")


@pytest.mark.parametrize("outcome", ["answered", "referred", "follow_up", "other"])
def test_every_outcome_of_the_interface_is_taken(kiosk: Caller, samira: Caller, outcome: str) -> None:
    ticket = called(kiosk, samira)
    samira.post(visit(ticket, "start"))
    assert samira.post(visit(ticket, "finish"), {"outcome": outcome}).status_code == 200


@pytest.mark.parametrize(
    ("act", "body", "code"),
    [
        ("start", {}, "not_called"),
        ("recall", {}, "not_called"),
        ("return", {}, "not_called"),
        ("no-show", {}, "not_called"),
        ("finish", {"outcome": "answered"}, "not_in_conversation"),
    ],
)
def test_what_the_state_does_not_allow_is_a_409_with_the_ticket_as_it_is(
    site: Site, kiosk: Caller, samira: Caller, act: str, body: Json, code: str
) -> None:
    ticket = kiosk.post(TICKETS, wish()).get_json()
    before = site.world.rev()
    answer = samira.post(visit(ticket, act), body)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (409, code)
    assert problem["ticket"]["state"] == "waiting"
    assert problem["ticket"]["ahead"] == 0
    assert site.world.rev() == before


def test_a_command_from_a_stale_screen_is_a_409_with_the_ticket_as_it_is(
    kiosk: Caller, samira: Caller
) -> None:
    seen = called(kiosk, samira)
    recalled = samira.post(visit(seen, "recall")).get_json()
    answer = samira.post(visit(seen, "start"), {"seen_rev": seen["rev"]})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "stale")
    assert answer.get_json()["ticket"] == recalled
    assert samira.post(visit(seen, "start"), {"seen_rev": recalled["rev"]}).status_code == 200


def test_a_stale_screen_is_told_even_when_the_state_would_refuse_too(kiosk: Caller, samira: Caller) -> None:
    seen = called(kiosk, samira)
    samira.post(visit(seen, "no-show"))
    answer = samira.post(visit(seen, "start"), {"seen_rev": seen["rev"]})
    assert (answer.get_json()["code"], answer.get_json()["ticket"]["state"]) == ("stale", "no_show")


def test_a_guide_with_a_visitor_is_busy(kiosk: Caller, samira: Caller) -> None:
    mine = called(kiosk, samira)
    kiosk.post(TICKETS, wish())
    answer = samira.post(CALL_NEXT, {"desk": "1"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "busy")
    assert answer.get_json()["ticket"]["id"] == mine["id"]


def test_a_desk_with_a_colleagues_visitor_is_busy(kiosk: Caller, samira: Caller, bram: Caller) -> None:
    called(kiosk, samira, "1")
    kiosk.post(TICKETS, wish())
    answer = bram.post(CALL_NEXT, {"desk": "1"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "desk_busy")


def test_an_unknown_desk_is_a_422(kiosk: Caller, samira: Caller) -> None:
    kiosk.post(TICKETS, wish())
    answer = samira.post(CALL_NEXT, {"desk": "99"})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "unknown_desk")


def test_a_colleagues_visitor_is_not_yours_but_is_the_coordinators(
    kiosk: Caller, samira: Caller, bram: Caller, coordinator: Caller
) -> None:
    ticket = called(kiosk, samira)
    refused = bram.post(visit(ticket, "start"))
    assert (refused.status_code, refused.get_json()["code"]) == (409, "not_yours")
    assert coordinator.post(visit(ticket, "start")).get_json()["guide"] == "Samira"


def test_a_visit_at_another_location_is_forbidden(
    site: Site, kiosk: Caller, samira: Caller, elsewhere: Caller
) -> None:
    ticket = called(kiosk, samira)
    answer = elsewhere.post(visit(ticket, "start"))
    assert (answer.status_code, answer.get_json()["code"]) == (403, "forbidden")
    assert "ticket" not in answer.get_json()


@pytest.mark.parametrize("act", ["recall", "start", "return", "no-show"])
def test_an_unknown_visit_is_a_404(samira: Caller, act: str) -> None:
    answer = samira.post(f"/api/v1/visits/123456/{act}")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_ticket")


def test_a_visit_number_beyond_every_database_is_a_404(samira: Caller) -> None:
    answer = samira.post(f"/api/v1/visits/{2**70}/start")
    assert answer.status_code == 404
