"""Tickets over HTTP: given, refused, and shown to who holds one."""

from pathlib import Path

import pytest

from models.outlook import Waits, tell
from models.views.head import head_of
from models.views.shape import WaitRange
from tests.web.site import BASE_URL, CALL_NEXT, TICKETS, Caller, Site, wish

FIELDS = {
    "id",
    "label",
    "state",
    "question_type",
    "language",
    "location",
    "issued_at",
    "called_at",
    "started_at",
    "closed_at",
    "desk",
    "guide",
    "ahead",
    "wait",
    "call_number",
    "rev",
    "token",
    "url",
}


def token_of(kiosk: Caller) -> str:
    token: str = kiosk.post(TICKETS, wish()).get_json()["token"]
    return token


def test_a_kiosk_gives_a_ticket_with_everything_in_it(site: Site, kiosk: Caller) -> None:
    answer = kiosk.post(TICKETS, wish("leren", "ar"))
    ticket = answer.get_json()
    assert answer.status_code == 201
    assert answer.content_type == "application/json"
    assert ticket == {
        "id": ticket["id"],
        "label": "B01",
        "state": "waiting",
        "question_type": "leren",
        "language": "ar",
        "location": "plein",
        "issued_at": "2026-11-23T09:00:00.000Z",
        "called_at": None,
        "started_at": None,
        "closed_at": None,
        "desk": None,
        "guide": None,
        "ahead": 0,
        "wait": None,
        "call_number": None,
        "rev": site.world.rev(),
        "token": ticket["token"],
        "url": f"{BASE_URL}/t/{ticket['token']}",
        "paper": "coming",
    }


def test_each_next_visitor_has_one_more_before_them(kiosk: Caller) -> None:
    given = [kiosk.post(TICKETS, wish(question)).get_json() for question in ("werk", "leren", "werk")]
    assert [(t["label"], t["ahead"]) for t in given] == [("A01", 0), ("B01", 1), ("A02", 2)]


def test_the_token_cannot_be_guessed_from_another(kiosk: Caller) -> None:
    tokens = {token_of(kiosk) for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) >= 22 for token in tokens)


def test_a_host_a_guide_and_a_coordinator_give_tickets_too(
    host: Caller, samira: Caller, coordinator: Caller
) -> None:
    assert [who.post(TICKETS, wish()).status_code for who in (host, samira, coordinator)] == [201] * 3


def test_paper_is_asked_for_once_and_only_when_wanted(site: Site, kiosk: Caller, tmp_path: Path) -> None:
    for asked in (wish(printed=False), wish(), wish()):
        kiosk.post(TICKETS, asked, key=f"printed {asked.get('printed')}")
    site.inloop.services.printers.work_off()
    assert len(list(tmp_path.rglob("*.png"))) == 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (wish("bestaat-niet"), "unknown_question_type"),
        (wish("werkgever"), "unknown_question_type"),
        (wish(language="pl"), "unknown_language"),
        (wish(language="zz"), "unknown_language"),
    ],
)
def test_an_unknown_question_or_language_changes_nothing(
    site: Site, kiosk: Caller, asked: dict[str, object], code: str
) -> None:
    before = site.world.rev()
    answer = kiosk.post(TICKETS, asked)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)
    assert site.world.rev() == before


def test_a_closed_location_gives_no_ticket(site: Site, kiosk: Caller) -> None:
    site.world.clock.advance(hours=10)
    answer = kiosk.post(TICKETS, wish())
    assert (answer.status_code, answer.get_json()["code"]) == (409, "closed")


def test_after_the_last_check_in_no_more_tickets_are_given(site: Site, kiosk: Caller) -> None:
    site.world.clock.advance(hours=2, minutes=16)
    assert kiosk.post(TICKETS, wish()).get_json()["code"] == "closed"


def test_a_full_location_gives_no_ticket_until_somebody_is_called(kiosk: Caller, samira: Caller) -> None:
    given = [kiosk.post(TICKETS, wish()).status_code for _ in range(5)]
    full = kiosk.post(TICKETS, wish())
    samira.post(CALL_NEXT, {"desk": "1"})
    assert given == [201] * 5
    assert (full.status_code, full.get_json()["code"]) == (409, "full")
    assert kiosk.post(TICKETS, wish()).get_json()["label"] == "A06"


def test_who_holds_the_token_sees_the_ticket(site: Site, kiosk: Caller, anonymous: Caller) -> None:
    issued = kiosk.post(TICKETS, wish()).get_json()
    answer = anonymous.get(f"/api/v1/tickets/{issued['token']}")
    assert answer.status_code == 200
    assert issued.pop("paper") == "coming"
    assert answer.get_json() == issued | {
        "desk_name": None,
        "open": True,
        "closing": None,
        "away_until": None,
        "can_later": True,
        "poll_after": 4,
    }
    assert set(issued) == FIELDS


def test_the_visitors_ticket_tells_the_desk_and_never_the_guide(
    kiosk: Caller, samira: Caller, anonymous: Caller
) -> None:
    token = token_of(kiosk)
    samira.post(CALL_NEXT, {"desk": "2"})
    seen = anonymous.get(f"/api/v1/tickets/{token}")
    ticket = seen.get_json()
    assert (ticket["state"], ticket["desk"], ticket["desk_name"]) == ("called", "2", "Plek 2")
    assert ticket["guide"] is None
    assert "Samira" not in seen.text


def test_who_is_near_asks_again_sooner(site: Site, kiosk: Caller, anonymous: Caller) -> None:
    tokens = [token_of(kiosk) for _ in range(5)]
    waits = [anonymous.get(f"/api/v1/tickets/{token}").get_json()["poll_after"] for token in tokens]
    assert waits == [4, 4, 4, 4, 6]


def test_a_ticket_that_did_not_change_is_answered_with_304(kiosk: Caller, anonymous: Caller) -> None:
    path = f"/api/v1/tickets/{token_of(kiosk)}"
    tag = anonymous.get(path).headers["ETag"]
    again = anonymous.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag


def test_a_ticket_that_changed_is_answered_anew(kiosk: Caller, samira: Caller, anonymous: Caller) -> None:
    path = f"/api/v1/tickets/{token_of(kiosk)}"
    tag = anonymous.get(path).headers["ETag"]
    samira.post(CALL_NEXT, {"desk": "1"})
    again = anonymous.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.get_json()["state"]) == (200, "called")
    assert again.headers["ETag"] != tag


def test_the_visitors_ticket_may_be_kept_by_their_own_browser_only(kiosk: Caller, anonymous: Caller) -> None:
    answer = anonymous.get(f"/api/v1/tickets/{token_of(kiosk)}")
    assert {"no-cache", "private"} <= set(answer.headers["Cache-Control"].split(", "))


def test_an_unknown_token_is_a_404(anonymous: Caller) -> None:
    answer = anonymous.get("/api/v1/tickets/raad-maar")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_ticket")


def test_a_visitor_who_asks_for_a_moment_still_hears_how_long_it_takes(site: Site, kiosk: Caller) -> None:
    ticket = kiosk.post(TICKETS, wish()).get_json()
    with site.world.database.read() as session:
        head = head_of(session, "plein", site.world.clock.now())
    wait: WaitRange = {"low": 300, "high": 900}
    told = Waits(tickets={ticket["id"]: wait})
    tell("plein", (head.epoch, head.rev, head.day, 0), head.now, told)
    phone = site.anonymous()
    for step in ("later", "back"):
        assert phone.post(f"/api/v1/tickets/{ticket['token']}/{step}").get_json()["wait"] == wait, step
