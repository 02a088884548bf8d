"""Push services that are slow, dead, busy or have forgotten a browser, and several processes: told once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from models.push import wish as wishing
from models.push.address import Browser
from models.refusal import Code, Refusal
from models.tables import Ticket
from tests.cast import World
from tests.web.push.service import Phone, PushService, push_service, until, wishes
from tests.web.site import CALL_NEXT, Caller, Site, open_site
from web.push import house as push_house
from web.push.house import PushHouse
from web.push.outbox import ATTEMPTS, Message, Outbox


@pytest.fixture
def running(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The same with its threads, which look more often than a server's."""
    monkeypatch.setattr(push_house, "LOOK_EVERY_SECONDS", 0.02)
    site.inloop.services.push.start()
    yield site
    site.inloop.services.push.stop()


def wish(site: Site, ticket: Ticket, phone: Phone) -> None:
    answer = site.anonymous().post(f"/api/v1/tickets/{ticket.token}/push", phone.body)
    assert answer.status_code == 204


def called(phone: Phone) -> list[str]:
    return [m["tag"] for m in phone.got if "kom nu" in m["title"]]


def test_a_service_that_does_not_answer_holds_up_no_command_and_no_other_visitor(
    running: Site, service: PushService, samira: Caller, bram: Caller
) -> None:
    phones = [service.phone(), service.phone()]
    tickets = [running.world.issue() for _ in phones]
    for ticket, phone in zip(tickets, phones, strict=True):
        wish(running, ticket, phone)
    service.free.clear()
    assert samira.post(CALL_NEXT, {"desk": "1"}).status_code == 200
    until(lambda: phones[0].asked, "the service is asked, and silent")
    # The command after it is answered, and its message leaves, while the first one still hangs.
    assert bram.post(CALL_NEXT, {"desk": "2"}).status_code == 200
    until(lambda: phones[1].asked, "the second message is on its way")
    assert phones[0].got == []
    service.free.set()
    until(lambda: all(map(called, phones)), "both are told in the end")


def test_a_dead_service_loses_nothing_of_the_others(
    sqlite_world: World, tmp_path: Path, service: PushService
) -> None:
    with push_service() as dead:
        lost = dead.phone()
    site = open_site(sqlite_world, tmp_path, push=f"{service.url} {dead.url}")
    phone, tickets = service.phone(), [site.world.issue(), site.world.issue()]
    for ticket, each in zip(tickets, [lost, phone], strict=True):
        wish(site, ticket, each)
    house = site.inloop.services.push
    site.world.call_next()
    assert house.turn() == 2  # the first is called, the second comes next
    house.send_one()
    house.send_one()
    assert [m["tag"] for m in phone.got] == ["A02"]
    assert (lost.asked, wishes(site.world)) == (0, 2)
    assert not house.outbox.empty  # and it is tried again


def test_a_message_that_may_have_been_taken_is_not_sent_again(
    site: Site, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, ticket, house = service.phone(), site.world.issue(), site.inloop.services.push
    wish(site, ticket, phone)
    site.world.call_next()
    house.turn()
    monkeypatch.setattr(push_house, "PATIENCE_SECONDS", 0.5)
    service.free.clear()
    house.send_one()
    service.free.set()
    until(lambda: called(phone) == ["A01"], "the service had taken it after all")
    assert house.outbox.empty
    assert (phone.asked, house.turn()) == (1, 0)


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(site: Site, service: PushService, status: int) -> None:
    phone, ticket = service.phone(status), site.world.issue()
    wish(site, ticket, phone)
    site.world.call_next()
    site.inloop.services.push.turn()
    site.inloop.services.push.send_one()
    assert (phone.asked, wishes(site.world)) == (1, 0)
    assert site.inloop.services.push.outbox.empty


def test_a_browser_that_is_gone_does_not_take_the_newer_one_along(site: Site, service: PushService) -> None:
    old, new, ticket = service.phone(410), service.phone(), site.world.issue()
    wish(site, ticket, old)
    site.world.call_next()
    site.inloop.services.push.turn()
    service.free.clear()
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(site.inloop.services.push.send_one)
        until(lambda: old.asked, "the old browser's service is asked")
        wish(site, ticket, new)
        service.free.set()
        sent.result()
    assert wishes(site.world) == 1


@pytest.mark.parametrize(
    "first", [(429, {"Retry-After": "3"}), (503, dict[str, str]()), (500, {"Retry-After": "soon"})]
)
def test_a_busy_service_is_asked_again_as_late_as_it_says(
    site: Site, service: PushService, first: tuple[int, dict[str, str]]
) -> None:
    phone, ticket, house = service.phone(first), site.world.issue(), site.inloop.services.push
    seconds = _held_clock(house)
    wish(site, ticket, phone)
    site.world.call_next()
    house.turn()
    house.send_one()
    assert (phone.asked, phone.got, wishes(site.world)) == (1, [], 1)
    (waiting,) = house.outbox._waiting
    assert waiting.due == seconds[0] + (3 if first[0] == 429 else 2)
    seconds[0] = waiting.due
    house.send_one()
    assert called(phone) == ["A01"]
    assert int(phone.heads[0]["TTL"]) < 120


def test_nothing_is_tried_for_ever_or_after_it_is_worth_nothing(site: Site, service: PushService) -> None:
    patient, late = service.phone(*[503] * 9), service.phone((429, {"Retry-After": "3600"}))
    house, tickets = site.inloop.services.push, [site.world.issue(), site.world.issue("plein", "leren")]
    seconds = _held_clock(house)
    for ticket, phone in zip(tickets, [patient, late], strict=True):
        wish(site, ticket, phone)
    site.world.call_next()
    site.world.call_next("Bram", "2")
    assert house.turn() == 2
    for _ in range(2):
        house.send_one()
    for _ in range(ATTEMPTS - 1):
        seconds[0] = house.outbox._waiting[0].due
        house.send_one()
    assert (patient.asked, late.asked) == (ATTEMPTS, 1)
    assert house.outbox.empty


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 413])
def test_an_answer_that_is_no_success_is_not_followed_nor_repeated(
    site: Site, service: PushService, status: int
) -> None:
    elsewhere = service.phone()
    phone, ticket = service.phone((status, {"Location": elsewhere.endpoint})), site.world.issue()
    wish(site, ticket, phone)
    site.world.call_next()
    site.inloop.services.push.turn()
    site.inloop.services.push.send_one()
    assert (phone.asked, elsewhere.asked, wishes(site.world)) == (1, 0, 1)
    assert site.inloop.services.push.outbox.empty


def test_what_is_not_so_any_more_is_not_sent_late(site: Site, service: PushService) -> None:
    house = site.inloop.services.push
    seconds = _held_clock(house)
    other, second = service.phone(503), site.world.issue()
    wish(site, second, other)
    visit = site.world.call_next()
    assert house.turn() == 1
    house.send_one()
    site.world.start(visit)
    seconds[0] = house.outbox._waiting[0].due
    house.send_one()
    assert (other.asked, other.got) == (1, [])
    assert house.outbox.empty


def test_what_does_not_fit_waits_in_the_database_and_is_told_later(
    site: Site, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = site.inloop.services.push
    monkeypatch.setattr(house, "outbox", Outbox(1))
    phones = [service.phone(), service.phone()]
    for phone in phones:
        wish(site, site.world.issue(), phone)
    site.world.call_next()
    site.world.call_next("Bram", "2")
    assert [house.turn(), house.turn()] == [1, 0]
    house.send_one()
    assert house.turn() == 1
    house.send_one()
    assert [called(phone) for phone in phones] == [["A01"], ["A02"]]


@pytest.mark.parametrize("kind", ["sqlite_world", "postgres_world"])
def test_of_several_processes_that_look_at_once_one_tells(
    request: pytest.FixtureRequest, tmp_path: Path, service: PushService, kind: str
) -> None:
    world: World = request.getfixturevalue(kind)
    site = open_site(world, tmp_path, push=service.url)
    other = PushHouse(site.inloop.services.settings, world.database, world.clock)
    houses = [site.inloop.services.push, other]
    phones = [service.phone() for _ in range(4)]
    tickets = [world.issue("altijd") for _ in phones]
    for ticket, phone in zip(tickets, phones, strict=True):
        wish(site, ticket, phone)
    world.call_next("Samira", "1", "altijd")
    world.call_next("Bram", "2", "altijd")
    together = threading.Barrier(2)

    def look(house: PushHouse) -> int:
        together.wait()
        return house.turn()

    with ThreadPoolExecutor(2) as pool:
        claimed = list(pool.map(look, houses))
    assert sum(claimed) == 3  # two are called, one comes next
    for house, number in zip(houses, claimed, strict=True):
        for _ in range(number):
            house.send_one()
    assert [len(phone.got) for phone in phones] == [1, 1, 1, 0]


def test_a_wish_and_the_end_of_a_visit_at_the_same_moment_leave_nothing_behind(
    request: pytest.FixtureRequest, tmp_path: Path, service: PushService
) -> None:
    world: World = request.getfixturevalue("postgres_world")
    site = open_site(world, tmp_path, push=service.url)
    for _ in range(5):
        ticket, phone, together = world.issue("altijd"), service.phone(), threading.Barrier(2)
        visit = world.start(world.call_next(location="altijd"))

        def end(visit: Ticket = visit, together: threading.Barrier = together) -> Any:
            together.wait()
            return world.finish(visit)

        def want(
            ticket: Ticket = ticket, phone: Phone = phone, together: threading.Barrier = together
        ) -> int:
            together.wait()
            return site.anonymous().post(f"/api/v1/tickets/{ticket.token}/push", phone.body).status_code

        with ThreadPoolExecutor(2) as pool:
            ended, wished = pool.submit(end), pool.submit(want)
            ended.result()
            assert wished.result() in {204, 409}
        site.inloop.services.push.turn()
        assert wishes(site.world) == 0


def test_a_wish_after_the_end_is_refused_by_the_row_itself(site: Site, service: PushService) -> None:
    ticket = site.world.issue()
    site.world.serve()
    with pytest.raises(Refusal) as refused:
        site.world.database.run(
            lambda session: wishing.wish(
                session, ticket.id, Browser("", "", ""), None, site.world.clock.now()
            )
        )
    assert refused.value.code is Code.NOT_OPEN


def _held_clock(house: PushHouse) -> list[float]:
    """Lets a test move the time by which messages are tried again."""
    seconds = [1000.0]
    house.outbox.now = lambda: seconds[0]
    return seconds


def _message(ticket: int, call: int) -> Message:
    return Message(ticket, call, "", b"", "", until=2000.0, due=1000.0)


def test_a_visitors_messages_go_one_after_another_and_the_newest_counts() -> None:
    box = Outbox(8, lambda: 1000.0)
    box.put(_message(1, 1))
    box.put(_message(1, 2))
    box.put(_message(2, 3))
    first = box.take()
    assert first is not None
    assert first.call == 2
    box.put(_message(1, 4))
    other = box.take()
    assert other is not None
    assert other.ticket == 2  # the newer one of the first visitor waits until the older has gone
    assert not box.again(first, None)
    last = box.take()
    assert last is not None
    assert last.call == 4
