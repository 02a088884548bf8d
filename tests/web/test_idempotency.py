"""One press of a button is one command, however often it arrives."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from models.access.principal import Role
from models.tables import Ticket
from tests.web.site import CALL_NEXT, TICKETS, Caller, Site, wish


def tickets(site: Site) -> int:
    with site.world.database.read() as session:
        return session.execute(select(func.count(Ticket.id))).scalar_one()


def test_the_same_press_gets_the_same_answer_and_one_ticket(site: Site, kiosk: Caller) -> None:
    first = kiosk.post(TICKETS, wish(), key="double tap")
    rev = site.world.rev()
    again = kiosk.post(TICKETS, wish(), key="double tap")
    assert (again.status_code, again.data) == (first.status_code, first.data) == (201, first.data)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert (tickets(site), site.world.rev()) == (1, rev)


def test_two_presses_are_two_tickets(site: Site, kiosk: Caller) -> None:
    labels = {kiosk.post(TICKETS, wish(), key=key).get_json()["label"] for key in ("one", "two")}
    assert labels == {"A01", "A02"}


def test_a_press_that_arrives_many_times_at_once_is_still_one_ticket(any_site: Site) -> None:
    token = any_site.key("Kastje", Role.HOST)
    before = any_site.world.rev()

    def press(_: int) -> tuple[int, bytes]:
        answer = any_site.bearer(token).post(TICKETS, wish(), key="together")
        return answer.status_code, answer.data

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(press, range(16)))
    assert [status for status, _ in answers] == [201]
    assert (tickets(any_site), any_site.world.rev()) == (1, before + 1)


def test_a_press_that_is_refused_many_times_at_once_is_refused_alike(any_site: Site) -> None:
    token = any_site.key("Kastje", Role.HOST)
    any_site.world.clock.advance(hours=10)

    def press(_: int) -> tuple[int, bytes]:
        answer = any_site.bearer(token).post(TICKETS, wish(), key="together")
        return answer.status_code, answer.data

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(press, range(16)))
    assert [status for status, _ in answers] == [409]


def test_the_same_key_with_another_body_is_refused_and_does_nothing(site: Site, kiosk: Caller) -> None:
    kiosk.post(TICKETS, wish(), key="pressed")
    rev = site.world.rev()
    other = kiosk.post(TICKETS, wish("leren"), key="pressed")
    assert (other.status_code, other.get_json()["code"]) == (422, "key_reused")
    assert (tickets(site), site.world.rev()) == (1, rev)


def test_the_same_key_and_body_at_another_address_is_refused(samira: Caller) -> None:
    samira.post("/api/v1/locations/plein/desks/1/take", key="pressed")
    other = samira.post("/api/v1/locations/plein/desks/leave", key="pressed")
    assert (other.status_code, other.get_json()["code"]) == (422, "key_reused")


def test_a_ticket_without_a_key_is_refused(site: Site, kiosk: Caller) -> None:
    answer = kiosk.ask("POST", TICKETS, json=wish())
    assert (answer.status_code, answer.get_json()["code"]) == (400, "key_missing")
    assert tickets(site) == 0


def test_a_key_that_is_too_long_is_refused(site: Site, kiosk: Caller) -> None:
    answers = [kiosk.post(TICKETS, wish(), key="k" * length) for length in (80, 81)]
    assert [answer.status_code for answer in answers] == [201, 400]
    assert answers[1].get_json()["code"] == "malformed"


def test_other_commands_go_without_a_key_too(kiosk: Caller, samira: Caller) -> None:
    kiosk.post(TICKETS, wish())
    assert samira.ask("POST", CALL_NEXT, json={"desk": "1"}).status_code == 200


def test_another_callers_same_key_is_another_press(kiosk: Caller, host: Caller) -> None:
    given = [who.post(TICKETS, wish(), key="pressed").get_json()["label"] for who in (kiosk, host)]
    assert given == ["A01", "A02"]


def test_nobody_to_call_is_answered_again_when_somebody_waits_by_then(kiosk: Caller, samira: Caller) -> None:
    first = samira.post(CALL_NEXT, {"desk": "1"}, key="pressed")
    kiosk.post(TICKETS, wish())
    again = samira.post(CALL_NEXT, {"desk": "1"}, key="pressed")
    assert (first.status_code, again.status_code) == (204, 204)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert samira.post(CALL_NEXT, {"desk": "1"}).status_code == 200


def test_a_call_is_answered_again_although_the_guide_is_busy_by_then(kiosk: Caller, samira: Caller) -> None:
    kiosk.post(TICKETS, wish())
    kiosk.post(TICKETS, wish())
    first = samira.post(CALL_NEXT, {"desk": "1"}, key="pressed")
    again = samira.post(CALL_NEXT, {"desk": "1"}, key="pressed")
    assert (again.status_code, again.data) == (200, first.data)


def test_a_refusal_is_answered_again_although_the_state_has_moved_on(site: Site, kiosk: Caller) -> None:
    site.world.clock.advance(hours=10)
    first = kiosk.post(TICKETS, wish(), key="too late")
    site.world.clock.advance(hours=14)
    again = kiosk.post(TICKETS, wish(), key="too late")
    assert (first.status_code, first.get_json()["code"]) == (409, "closed")
    assert (again.status_code, again.data) == (409, first.data)
    assert again.content_type == "application/problem+json"
    assert kiosk.post(TICKETS, wish()).status_code == 201


def test_a_refusal_with_a_ticket_is_answered_again_with_the_ticket_as_it_was(
    kiosk: Caller, samira: Caller, bram: Caller
) -> None:
    kiosk.post(TICKETS, wish())
    ticket = samira.post(CALL_NEXT, {"desk": "1"}).get_json()
    start = f"/api/v1/visits/{ticket['id']}/start"
    first = bram.post(start, key="pressed")
    samira.post(f"/api/v1/visits/{ticket['id']}/return")
    bram.post(CALL_NEXT, {"desk": "2"})
    again = bram.post(start, key="pressed")
    assert (again.status_code, again.data) == (409, first.data)
    assert again.get_json()["code"] == "not_yours"


def test_a_key_is_forgotten_only_after_two_days(site: Site, kiosk: Caller) -> None:
    first = kiosk.post(TICKETS, wish(), key="pressed")
    site.world.clock.advance(hours=24)
    site.inloop.services.broadcaster.turn()
    again = kiosk.post(TICKETS, wish(), key="pressed")
    assert again.data == first.data
