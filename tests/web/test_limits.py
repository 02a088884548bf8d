"""Who is held back, and who is not for what others do: by poster, by address, by ticket."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.actions.join import make_poster
from models.configuration import load_region
from models.region_file import read_region
from models.tables import Answer
from tests.cast import REGION, World
from tests.web.site import TICKETS, Caller, Site, open_site, wish
from web.limits import Limits

JOIN = "/api/v1/locations/plein/join"
NIGHT = "/api/v1/locations/nacht/join"


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop where the night market has a poster too, and room for everybody."""
    text = REGION.replace("max_waiting = 5", "max_waiting = 99")
    market = 'name = "De Nachtmarkt"'
    document = read_region(text.replace(market, f"{market}\njoin_by_phone = true"))
    now = sqlite_world.clock.now()
    sqlite_world.database.run(lambda session: load_region(session, document, "test", now))
    opened = open_site(sqlite_world, tmp_path)
    opened.inloop.services.limits = Limits(lambda: 0.0)
    return opened


@pytest.fixture
def poster(site: Site) -> str:
    """The key of the poster at `plein`."""
    return site.world.turn("plein", make_poster)


def _join(caller: Caller, key: str, via: str | None = None, *, press: str | None = None) -> int:
    headers = {} if via is None else {"X-Forwarded-For": via}
    answer = caller.post(JOIN, {"key": key, **wish()}, key=press, headers=headers)
    return answer.status_code


def _answers(world: World) -> int:
    with world.database.read() as session:
        return session.query(Answer).count()


def test_wrong_keys_hold_up_nobody_who_has_read_the_poster(site: Site, poster: str) -> None:
    phone = site.anonymous()
    assert Counter(_join(phone, poster[::-1]) for _ in range(31)) == {404: 30, 429: 1}
    assert _join(phone, poster) == 201
    assert phone.post("/api/v1/locations/nergens/join", {"key": "x", **wish()}).status_code == 429


def test_a_wrong_key_costs_no_turn_and_leaves_nothing_behind(site: Site, poster: str) -> None:
    phone, before = site.anonymous(), (site.world.rev(), _answers(site.world))
    answers = [_join(phone, poster[::-1], press="always the same") for _ in range(40)]
    assert Counter(answers) == {404: 30, 429: 10}
    assert (site.world.rev(), _answers(site.world)) == before


def test_another_location_has_tries_of_its_own(site: Site, poster: str) -> None:
    phone, night = site.anonymous(), site.world.turn("nacht", make_poster)
    assert Counter(_join(phone, poster) for _ in range(13)) == {201: 12, 429: 1}
    elsewhere = phone.post(NIGHT, {"key": night, "question_type": "werk", "language": "nl"})
    assert elsewhere.get_json()["code"] == "closed"


def test_tries_at_one_moment_count_as_tries_one_after_another(site: Site, poster: str) -> None:
    with ThreadPoolExecutor(16) as phones:
        answers = list(phones.map(lambda _: _join(site.anonymous(), poster), range(48)))
    assert Counter(answers) == {201: 12, 429: 36}


def test_a_press_that_arrives_again_is_answered_again_and_not_counted(site: Site, poster: str) -> None:
    phone, before = site.anonymous(), site.world.rev()
    assert {_join(phone, poster, press="tap") for _ in range(30)} == {201}
    assert site.world.rev() == before + 1
    assert Counter(_join(phone, poster) for _ in range(12)) == {201: 11, 429: 1}
    assert _join(phone, poster, press="tap") == 201


def test_a_press_that_says_something_else_is_a_try(site: Site, poster: str) -> None:
    phone = site.anonymous()
    _join(phone, poster, press="tap")
    other = {"key": poster, "question_type": "leren", "language": "nl"}
    assert Counter(phone.post(JOIN, other, key="tap").status_code for _ in range(12)) == {422: 11, 429: 1}


def test_the_press_of_yesterday_gives_a_number_of_today(site: Site, poster: str) -> None:
    phone = site.anonymous()
    body = {"key": poster, "question_type": "werk", "language": "nl"}
    old = phone.post(JOIN, body, key="tap").get_json()
    site.world.clock.advance(days=1)
    new = phone.post(JOIN, body, key="tap")
    assert (new.status_code, "Idempotent-Replayed" in new.headers) == (201, False)
    assert new.get_json()["token"] != old["token"]


def test_whoever_lost_the_answer_gets_it_although_the_poster_is_another_by_now(
    site: Site, poster: str
) -> None:
    phone = site.anonymous()
    assert _join(phone, poster, press="tap") == 201
    site.world.turn("plein", make_poster)
    assert (_join(phone, poster, press="tap"), _join(phone, poster)) == (201, 404)


@pytest.mark.parametrize(
    ("peer", "one", "other", "same"),
    [
        ("127.0.0.1", "10.0.0.1", "10.0.0.2", False),
        ("::1", "10.0.0.1", "10.0.0.2", False),
        ("::ffff:127.0.0.1", "10.0.0.1", "10.0.0.2", False),
        ("127.0.0.1", "1.2.3.4, 10.0.0.1", "5.6.7.8, 10.0.0.1", True),
        ("127.0.0.1", "::ffff:10.0.0.1", "10.0.0.1", True),
        ("127.0.0.1", "2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("127.0.0.1", "2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("127.0.0.1", "nobody", "unknown", True),
        ("192.168.1.20", "10.0.0.1", "10.0.0.2", True),
    ],
)
def test_a_source_is_what_our_own_proxy_says_and_nobody_elses_word(
    site: Site, poster: str, peer: str, one: str, other: str, same: bool
) -> None:
    phone = site.anonymous(peer)
    assert [_join(phone, poster, one) for _ in range(13)][-1] == 429
    assert _join(phone, poster, other) == (429 if same else 201)


def test_the_holder_of_a_ticket_commands_twenty_times_a_minute_and_others_are_not_held_back(
    site: Site, kiosk: Caller
) -> None:
    tokens = [kiosk.post(TICKETS, wish()).get_json()["token"] for _ in range(2)]
    phone = site.anonymous()

    def press(number: int, token: str = tokens[0]) -> int:
        path = f"/api/v1/tickets/{token}"
        if number % 2:
            return phone.post(f"{path}/back").status_code
        return phone.post(f"{path}/fetch", {"wished": number % 4 == 0}).status_code

    assert Counter(press(number) for number in range(25)) == {200: 20, 429: 5}
    refused = phone.post(f"/api/v1/tickets/{tokens[0]}/leave")
    assert (refused.get_json()["code"], refused.headers["Retry-After"]) == ("too_many", "60")
    assert phone.post(f"/api/v1/tickets/{tokens[0]}/later").status_code == 429
    assert phone.get(f"/api/v1/tickets/{tokens[0]}").status_code == 200
    assert press(0, tokens[1]) == 200
