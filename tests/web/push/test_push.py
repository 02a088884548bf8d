"""Being told of the call while the page is closed: from the API to a push service, and once."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from models.actions.visit import later
from models.push.wish import over
from models.tables import Ticket
from tests.cast import SAMIRA, World
from tests.web.push.service import Phone, PushService, wishes
from tests.web.site import Caller, Site, open_site

PLACE, NAME = "\u2066{}\u2069", "\u2068{}\u2069"


def told(site: Site) -> None:
    """A round of push, until all is sent."""
    house = site.inloop.services.push
    for _ in range(house.turn()):
        house.send_one()
    assert house.outbox.empty


def wish(site: Site, ticket: Ticket, phone: Phone, **more: str) -> int:
    return site.anonymous().post(f"/api/v1/tickets/{ticket.token}/push", phone.body | more).status_code


def in_line(site: Site, language: str = "nl") -> Ticket:
    """A visitor with one other before them."""
    site.world.issue()
    return site.world.issue(language=language)


def test_a_closed_page_is_told_of_the_call_in_its_visitors_language_and_at_each_recall(
    site: Site, service: PushService, samira: Caller
) -> None:
    phones = {language: service.phone() for language in ("nl", "ar")}
    tickets = {language: site.world.issue(language=language) for language in phones}
    for language, phone in phones.items():
        assert wish(site, tickets[language], phone) == 204
    for _ in range(2):
        answer = samira.post("/api/v1/locations/plein/call-next", {"desk": "2"})
        told(site)
        told(site)
        site.world.clock.advance(seconds=30)
        assert samira.post(f"/api/v1/visits/{answer.get_json()['id']}/recall").status_code == 200
        told(site)
        assert samira.post(f"/api/v1/visits/{answer.get_json()['id']}/no-show").status_code == 200
    calls = {language: [m for m in phone.got if PLACE[0] in m["title"]] for language, phone in phones.items()}
    assert [m["title"] for m in calls["nl"]] == [
        f"{PLACE.format('A01')}: kom nu, {NAME.format('Plek 2')}"
    ] * 2
    assert [m["title"] for m in calls["ar"]] == [
        f"{PLACE.format('A02')}: تعال الآن، {NAME.format('Plek 2')}"
    ] * 2
    assert {(m["tag"], m["lang"], m["dir"], m["body"]) for m in calls["ar"]} == {("A02", "ar", "rtl", "")}
    assert calls["nl"][0]["page"] == f"{tickets['nl'].token}?lang=nl"
    assert {head["TTL"] for head in phones["nl"].heads} == {"120"}


def test_a_message_says_number_and_place_and_nothing_of_the_visitor_or_staff(
    site: Site, service: PushService
) -> None:
    phone, ticket = service.phone(), site.world.issue()
    wish(site, ticket, phone)
    site.world.call_next()
    told(site)
    assert set(phone.got[0]) == {"title", "body", "tag", "page", "lang", "dir"}
    assert SAMIRA not in str(phone.got)
    assert "werk" not in str(phone.got).lower()
    assert str(ticket.token) not in str(phone.heads)


def test_that_the_turn_comes_next_is_told_once(site: Site, service: PushService) -> None:
    phone, ticket = service.phone(), in_line(site, "en")
    wish(site, ticket, phone)
    told(site)
    assert phone.got == []
    first = site.world.call_next()
    told(site)
    told(site)
    assert [(m["title"], m["body"]) for m in phone.got] == [
        ("You are next", f"Come to the waiting room. We will call {PLACE.format('A02')} soon.")
    ]
    assert int(phone.heads[0]["TTL"]) == 300
    site.world.return_to_line(first)
    site.world.call_next()
    told(site)
    assert len(phone.got) == 1


def test_who_asked_for_a_moment_is_not_told_that_the_turn_comes_next(
    site: Site, service: PushService
) -> None:
    phone, ticket = service.phone(), in_line(site)
    wish(site, ticket, phone)
    site.world.turn("plein", lambda turn: later(turn, ticket.id))
    site.world.call_next()
    told(site)
    assert phone.got == []


def test_what_the_page_shows_already_is_not_told_again(site: Site, service: PushService) -> None:
    near, called = service.phone(), service.phone()
    one, two = site.world.issue(), site.world.issue()
    site.world.call_next()
    assert [wish(site, one, called), wish(site, two, near)] == [204, 204]
    told(site)
    assert called.got == near.got == []


def test_the_language_that_the_page_was_read_in_counts(site: Site, service: PushService) -> None:
    phone, ticket = service.phone(), site.world.issue(language="nl")
    wish(site, ticket, phone, language="ti")
    site.world.call_next()
    told(site)
    assert (phone.got[0]["lang"], phone.got[0]["dir"]) == ("ti", "ltr")


def test_a_call_of_longer_ago_is_not_told(site: Site, service: PushService) -> None:
    phone, ticket = service.phone(), site.world.issue()
    wish(site, ticket, phone)
    site.world.call_next()
    site.world.clock.advance(seconds=121)
    told(site)
    assert phone.asked == 0


def test_the_service_is_told_how_long_a_call_is_still_worth(site: Site, service: PushService) -> None:
    phone, ticket = service.phone(), site.world.issue()
    wish(site, ticket, phone)
    site.world.call_next()
    site.world.clock.advance(seconds=50)
    told(site)
    assert 60 < int(phone.heads[0]["TTL"]) <= 70


@pytest.mark.parametrize("end", ["finish", "leave", "night"])
def test_the_wish_goes_with_the_visit(site: Site, service: PushService, end: str) -> None:
    phone, ticket = service.phone(), site.world.issue()
    wish(site, ticket, phone)
    if end == "finish":
        site.world.serve()
    elif end == "leave":
        assert site.anonymous().post(f"/api/v1/tickets/{ticket.token}/leave").status_code == 200
    else:
        site.world.clock.advance(hours=24)
        site.inloop.services.broadcaster.turn()
    told(site)
    assert wishes(site.world) == 0
    assert phone.got == []


def test_a_wish_that_is_left_when_push_is_switched_off_goes_all_the_same(
    site: Site, service: PushService
) -> None:
    wish(site, site.world.issue(), service.phone())
    site.world.serve()
    assert wishes(site.world) == 1
    site.inloop.services.broadcaster.turn()
    with site.world.database.read() as session:
        assert not over(session)


def test_a_visit_that_is_over_or_of_another_day_takes_no_wish(site: Site, service: PushService) -> None:
    ticket = site.world.issue()
    site.world.serve()
    path, body = f"/api/v1/tickets/{ticket.token}/push", service.phone().body
    answer = site.anonymous().post(path, body)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "not_open")
    site.world.clock.advance(hours=24)
    site.inloop.services.broadcaster.turn()
    answer = site.anonymous().post(path, body)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_ticket")
    assert site.anonymous().post("/api/v1/tickets/nothing/push", body).status_code == 404
    assert wishes(site.world) == 0


def test_a_wish_can_be_taken_back_also_twice(site: Site, service: PushService) -> None:
    phone, ticket = service.phone(), site.world.issue()
    wish(site, ticket, phone)
    path = f"/api/v1/tickets/{ticket.token}/push"
    assert [site.anonymous().ask("DELETE", path).status_code for _ in range(2)] == [204, 204]
    site.world.call_next()
    told(site)
    assert phone.asked == 0


def test_a_ticket_has_one_browser_the_newest(site: Site, service: PushService) -> None:
    old, new, ticket = service.phone(), service.phone(), site.world.issue()
    assert [wish(site, ticket, phone) for phone in (old, new)] == [204, 204]
    site.world.call_next()
    told(site)
    assert (len(old.got), len(new.got)) == (0, 1)


@pytest.mark.parametrize(
    ("endpoint", "code"),
    [
        ("https://evil.test/x", "bad_push"),
        ("https://fcm.googleapis.com:8443/x", "bad_push"),
        ("http://127.0.0.1:1/x", "bad_push"),
        ("https://web.push.apple.com/".ljust(501, "x"), "invalid"),
        ("", "invalid"),
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(
    site: Site, service: PushService, endpoint: str, code: str
) -> None:
    body = service.phone().body | {"endpoint": endpoint}
    answer = site.anonymous().post(f"/api/v1/tickets/{site.world.issue().token}/push", body)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)
    assert wishes(site.world) == 0


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("key", "B" + "A" * 86, "bad_push"),
        ("key", "BA", "invalid"),
        ("auth", "A" * 21, "invalid"),
        ("auth", "!" * 22, "invalid"),
    ],
)
def test_keys_that_are_none_are_refused(
    site: Site, service: PushService, name: str, value: str, code: str
) -> None:
    body = service.phone().body | {name: value}
    answer = site.anonymous().post(f"/api/v1/tickets/{site.world.issue().token}/push", body)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)


def test_another_site_cannot_wish_or_take_back(site: Site, service: PushService) -> None:
    path = f"/api/v1/tickets/{site.world.issue().token}/push"
    foreign = {"Origin": "http://evil.test"}
    assert site.anonymous().post(path, service.phone().body, headers=foreign).get_json()["code"] == "csrf"
    assert site.anonymous().ask("DELETE", path, headers=foreign).get_json()["code"] == "csrf"


def test_whoever_tries_too_often_waits_and_others_do_not(site: Site, service: PushService) -> None:
    ticket, phone = site.world.issue(), service.phone()
    assert [wish(site, ticket, phone) for _ in range(31)] == [204] * 30 + [429]
    other = site.anonymous("192.168.1.99").post(f"/api/v1/tickets/{ticket.token}/push", phone.body)
    assert other.status_code == 204


def test_the_page_offers_it_with_our_key_and_knows_what_was_wished(site: Site, service: PushService) -> None:
    ticket = site.world.issue()
    before = site.anonymous().get(f"/t/{ticket.token}").text
    wish(site, ticket, service.phone())
    after = site.anonymous().get(f"/t/{ticket.token}").text
    public = site.inloop.services.push.signer
    assert public is not None
    for html, wished in ((before, "false"), (after, "true")):
        assert re.search(rf'"push": ?{{"key": ?"{public.public}", ?"wished": ?{wished}}}', html)
        assert 'id="push-offer"' in html
    worker = site.anonymous().get("/t/push.js")
    assert (worker.status_code, worker.mimetype) == (200, "text/javascript")
    assert worker.headers["Cache-Control"] == "no-cache"


def test_where_it_is_off_there_is_nothing_of_it(
    sqlite_world: World, tmp_path: Path, service: PushService
) -> None:
    site = open_site(sqlite_world, tmp_path)
    ticket, phone = site.world.issue(), service.phone()
    html = site.anonymous().get(f"/t/{ticket.token}").text
    assert "push" not in html.lower()
    path = f"/api/v1/tickets/{ticket.token}/push"
    answers = [
        site.anonymous().post(path, phone.body),
        site.anonymous().post(path, {"wrong": True}),
        site.anonymous().ask("DELETE", path),
        site.anonymous().get("/t/push.js"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert wishes(site.world) == 0
    house = site.inloop.services.push
    house.start()
    site.world.call_next()
    assert house._threads == []
    assert not (tmp_path / "push-key").exists()


def test_what_seals_and_signs_and_asks_others_is_not_loaded_where_it_is_off(
    sqlite_world: World, tmp_path: Path
) -> None:
    """The offer must cost nothing to who does not use it: no library, no file."""
    code = (
        "import sys; from commands.composition import compose; from config.settings import Settings; "
        "from models.database import Database; from pathlib import Path; "
        f"compose(Settings(data_dir=Path({str(tmp_path)!r})), Database({str(sqlite_world.database.url)!r})); "
        "print(*{'authlib', 'requests', 'web.push.seal', 'web.push.signature'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == ""


def test_the_clock_does_not_make_a_call_last_longer(site: Site, service: PushService) -> None:
    phone, ticket = service.phone(), site.world.issue()
    wish(site, ticket, phone)
    site.world.call_next()
    site.world.clock.advance(hours=-2)
    told(site)
    assert int(phone.heads[0]["TTL"]) <= 120
