"""Guessing: what it costs for each secret there is, and how many guesses of a day are looked at at all.

The day is simulated: whoever guesses does it at every second at which they may, from as many sources as help.
"""

import itertools
import math
import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher

from models.access.device import find_device
from models.access.pairing import ALPHABET, LENGTH, MOST_OPEN, open_pairing
from models.access.person import hash_password, hash_short, new_password
from models.access.pin import set_pin, signed_in_at_desk
from models.access.principal import Role
from models.access.second_factor import begin_factor, confirm_factor, new_recovery_codes
from models.access.secret import new_secret
from models.access.session import Pending, Terms
from models.actions.join import make_poster
from tests.cast import World
from tests.depth import times
from tests.web.signing import PASSWORD, sign_in
from tests.web.site import Site, open_site
from web.limits import Limits

pytestmark = pytest.mark.stress

HOURS = times(4, 24)
A_DAY = timedelta(hours=24)
ASKED_A_DAY = 2000 * 86_400
"""More requests than this server answers in a day."""
HOUSES = 10_000
"""Secrets of a kind that may count at one moment."""


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An Inloop whose limits go by the clock of the test, and whose argon2 is quick."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("models.access.person._hasher", hasher)
    nobody = hasher.hash("nobody's password")
    monkeypatch.setattr("models.access.person._nobodys_hash", lambda: nobody)
    opened = open_site(sqlite_world, tmp_path)
    opened.inloop.services.limits = Limits(lambda: sqlite_world.clock.now().timestamp())
    return opened


class Judged:
    """How often something was really compared, and with what."""

    def __init__(self, judge: Callable[..., bool]) -> None:
        self._judge = judge
        self.seen: list[object] = []

    def __call__(self, *given: object) -> bool:
        """Judge, and count."""
        self.seen.append(given[0])
        return self._judge(*given)


def guesses(site: Site, guess: Callable[[int], tuple[int, float]], span: timedelta = A_DAY) -> int:
    """Guess whenever one may; how many guesses were not turned away.

    Args:
        site: whose clock moves.
        guess: the guess of that number; its status, and how long to wait.
        span: for how long.
    """
    end, taken = site.world.clock.now() + span, 0
    for number in itertools.count():
        if site.world.clock.now() >= end:
            return taken
        status, wait = guess(number)
        assert status in {401, 403, 404, 422, 429}, status
        if status == 429:
            site.world.clock.advance(seconds=max(1.0, wait))
        else:
            taken += 1
    raise AssertionError("a day has an end")


def _address(number: int) -> str:
    return f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"


def test_one_password_from_everywhere(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.person("Yusuf", Role.GUIDE, password_hash=hash_password(PASSWORD))
    judged = Judged(lambda *_: False)
    monkeypatch.setattr("web.sign_in.verify", judged)

    def guess(number: int) -> tuple[int, float]:
        answer = sign_in(site.anonymous(_address(number // 3)), "Yusuf", f"verkeerd {number}")
        return answer.status_code, float(answer.headers.get("Retry-After", 0))

    taken = guesses(site, guess, timedelta(hours=HOURS))
    assert taken == len(judged.seen)
    assert 20 < taken <= 30 + 60 * HOURS, "of a whole day fewer than 1500"


def test_writing_a_name_in_another_way_gives_no_tries_more(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = hash_password(PASSWORD)
    site.person("Yusuf", Role.GUIDE, password_hash=hashed)
    judged = Judged(lambda *_: False)
    monkeypatch.setattr("web.sign_in.verify", judged)
    ways = ("Yusuf", " Yusuf", "Yusuf  ", "Yu\0suf", "\tYusuf\n", "yusuf", "YUSUF", "Ｙusuf", "Yusuf\u200b")
    for number in range(200):
        sign_in(site.anonymous(_address(number)), ways[number % len(ways)], "verkeerd, verkeerd")
    assert judged.seen.count(hashed) <= 20


def test_many_names_from_one_source(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = Judged(lambda *_: False)
    monkeypatch.setattr("web.sign_in.verify", judged)

    def guess(number: int) -> tuple[int, float]:
        answer = sign_in(site.anonymous(), f"Gids {number}", "Welkom01!Welkom01!")
        return answer.status_code, float(answer.headers.get("Retry-After", 0))

    taken = guesses(site, guess)
    assert taken == len(judged.seen)
    assert 30 < taken <= 140


@pytest.mark.parametrize("address", ["2001:db8:1:2::{:x}", "2001:db8:1:2:{:x}::1"])
def test_one_household_with_addresses_without_end_is_one_source(
    site: Site, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    judged = Judged(lambda *_: False)
    monkeypatch.setattr("web.sign_in.verify", judged)
    for number in range(200):
        sign_in(site.anonymous(address.format(number + 1)), f"Gids {number}", "Welkom01!Welkom01!")
    assert len(judged.seen) <= 30


def _with_factor(site: Site, name: str) -> int:
    person, vault, now = (
        site.person(name, Role.ADMINISTRATOR),
        site.inloop.services.vault,
        site.world.clock.now(),
    )
    offer = site.world.database.run(lambda session: begin_factor(session, vault, person, name))
    code = pyotp.TOTP(offer.secret).at(int(now.timestamp()))
    site.world.database.run(lambda session: confirm_factor(session, vault, person, code, now))
    return person


@pytest.mark.parametrize("code", ["000000", "abcd-efgh-jkmn"])
def test_codes_of_the_second_step_from_everywhere_with_the_right_password(
    site: Site, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    person = _with_factor(site, "Ada")
    judged = Judged(lambda *_: False)
    monkeypatch.setattr("web.second_step.check_code", judged)

    def guess(number: int) -> tuple[int, float]:
        caller = site.signed_in(person, Terms(pending=Pending.CODE))
        caller.address = _address(number // 3)
        answer = caller.ask(
            "POST", "/staff/code", data={"code": code, "csrf": caller.headers["X-CSRF-Token"]}
        )
        return answer.status_code, float(answer.headers.get("Retry-After", 0))

    taken = guesses(site, guess)
    assert taken == len(judged.seen)
    assert 10 < taken <= 120
    assert 120 * 3 / 10**6 < 4e-4, "of six digits three are right at a moment, for who has the password"
    assert 120 * 10 / 31**12 < 1e-12, "of the recovery codes ten"


def test_pins_at_a_shared_desk_on_one_day(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    person, now, database = site.person("Yusuf", Role.GUIDE), site.world.clock.now(), site.world.database
    token = site.device(Role.DESK)
    desk = find_device(database, token)
    assert desk
    database.run(lambda session: set_pin(session, person, hash_short("592713")))
    database.run(lambda session: signed_in_at_desk(session, person, desk.id, now))
    judged = Judged(lambda *_: False)
    monkeypatch.setattr("web.desk.verify", judged)
    for number in range(400):
        browser = site.anonymous(_address(number))
        browser.client.set_cookie("inloop_desk", token)
        form = {"person": str(person), "pin": f"{number:06d}"}
        assert browser.ask("POST", "/staff/switch", data=form).status_code == 401
        site.world.clock.advance(minutes=1)
    assert len(judged.seen) == 5


def test_without_a_paired_desk_no_pin_is_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    person = site.person("Yusuf", Role.GUIDE)
    site.world.database.run(lambda session: set_pin(session, person, hash_short("592713")))
    judged = Judged(lambda *_: True)
    monkeypatch.setattr("web.desk.verify", judged)
    for token in ("", "raad", site.device(Role.KIOSK), site.device(Role.DESK)):
        browser = site.anonymous()
        browser.client.set_cookie("inloop_desk", token)
        browser.ask("POST", "/staff/switch", data={"person": str(person), "pin": "592713"})
    assert judged.seen == []


def test_a_sign_in_that_counts_nothing_is_found(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.sign_in.count_try", lambda *_: None)
    judged = Judged(lambda *_: False)
    monkeypatch.setattr("web.sign_in.verify", judged)
    for number in range(200):
        sign_in(site.anonymous(_address(number)), "Yusuf", "verkeerd")
    assert len(judged.seen) == 200


def bits(make: Callable[[], str]) -> float:
    """How many bits a secret seems to have, from many of them: no more than their letters differ by place."""
    made = [make() for _ in range(200)]
    assert len(set(made)) == len(made)
    shortest = min(map(len, made))
    return sum(math.log2(len({secret[place] for secret in made})) for place in range(shortest))


def test_what_counts_up_or_repeats_is_found_to_have_no_bits() -> None:
    counting = itertools.count(1000)
    assert bits(lambda: f"ticket-{next(counting)}") < 10
    assert 20 < bits(lambda: secrets.token_hex(4)) < 33


def test_no_secret_can_be_guessed_in_a_day_by_asking_without_end(site: Site) -> None:
    world, vault = site.world, site.inloop.services.vault
    person = site.person("Ada", Role.ADMINISTRATOR)
    recovery = itertools.chain.from_iterable(
        world.database.run(lambda session: new_recovery_codes(session, vault, person)) for _ in range(30)
    )
    names = itertools.count(1)

    def ticket() -> str:
        token = world.issue("altijd").token
        world.clock.advance(seconds=1)
        assert token
        return token

    kinds: dict[str, Callable[[], str]] = {
        "session, device, key, invitation": new_secret,
        "device": lambda: site.device(Role.KIOSK),
        "key": lambda: site.key(f"Sleutel {next(names)}", Role.GUIDE),
        "ticket": ticket,
        "poster": lambda: world.turn("plein", make_poster),
    }
    chances = {name: ASKED_A_DAY * HOUSES / 2 ** bits(make) for name, make in kinds.items()}
    chances["recovery code"] = 120 * 10 / 2 ** (bits(lambda: next(recovery).replace("-", "")))
    chances["one-time password"] = 1500 / 2 ** bits(new_password)
    assert {name: chance for name, chance in chances.items() if chance >= 1e-6} == {}


def test_the_code_of_a_new_screen_is_nothing_that_a_stranger_can_even_try(site: Site) -> None:
    now = site.world.clock.now()
    code = site.world.database.run(
        lambda session: open_pairing(session, Role.KIOSK, "plein", "s" * 32, now).code
    )
    path = f"/api/v1/locations/plein/pairings/{code}"
    elsewhere = site.bearer(site.key("Elders", Role.COORDINATOR, "altijd"))
    for caller in (site.anonymous(), elsewhere, site.bearer(site.key("Gids", Role.GUIDE))):
        assert caller.get(path).status_code in {401, 403}
        assert caller.post(path, {"name": "Kwaad"}).status_code in {401, 403}
    assert MOST_OPEN / len(ALPHABET) ** LENGTH < 1e-6, "that a slip of the finger names another's screen"


def test_a_coordinator_guesses_codes_of_screens_five_times_a_minute(site: Site) -> None:
    caller = site.bearer(site.key("Coen", Role.COORDINATOR))
    letters = itertools.product(ALPHABET, repeat=LENGTH)

    def guess(number: int) -> tuple[int, float]:
        code = "".join(next(letters))
        path = f"/api/v1/locations/plein/pairings/{code}"
        answer = caller.post(path, {"name": "x"}) if number % 2 else caller.get(path)
        return answer.status_code, float(answer.headers.get("Retry-After", 0))

    begun = site.world.clock.now()
    taken = 0
    while site.world.clock.now() < begun + timedelta(minutes=30):
        status, wait = guess(taken)
        taken += status != 429
        site.world.clock.advance(seconds=wait)
    assert taken <= 5 * 31


def test_a_secret_of_another_and_one_of_nobody_get_the_same_answer(site: Site) -> None:
    world = site.world
    old = world.turn("plein", make_poster)
    world.turn("plein", make_poster)
    revoked = site.device(Role.DISPLAY)
    found = find_device(world.database, revoked)
    assert found
    admin = site.bearer(site.key("Ada", Role.ADMINISTRATOR))
    admin.post(f"/api/v1/locations/plein/devices/{found.id}/revoke")
    used = admin.post("/api/v1/people", {"name": "Gast", "places": [{"role": "guide"}]}).get_json()
    admin.post(f"/api/v1/people/{used['person']['id']}/invite")
    nobody, stranger = new_secret(), site.anonymous()
    pairs = [
        (
            stranger.get(f"/staff/invitation/{used['path'].rpartition('/')[2]}"),
            stranger.get(f"/staff/invitation/{nobody}"),
        ),
        (stranger.get(f"/join/plein/{old}"), stranger.get(f"/join/plein/{nobody[: len(old)]}")),
        (
            site.bearer(revoked).get("/api/v1/locations/plein/queue"),
            site.bearer(nobody).get("/api/v1/locations/plein/queue"),
        ),
    ]
    for one, other in pairs:
        assert one.status_code == other.status_code
        assert one.text.replace(old, "").replace(used["path"], "") == other.text.replace(
            nobody[: len(old)], ""
        ).replace(f"/staff/invitation/{nobody}", "").replace(nobody, "")


def test_a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has(
    sqlite_world: World, tmp_path: Path
) -> None:
    """With argon2 as it is in production; the shortest of some, because other things take time too."""
    site = open_site(sqlite_world, tmp_path)
    site.person("Yusuf", Role.GUIDE, password_hash=hash_password(PASSWORD))
    site.person("Leeg", Role.GUIDE, password_hash="")
    took: dict[str, list[float]] = {"Yusuf": [], "Niemand": [], "Leeg": []}
    sign_in(site.anonymous("10.9.9.9"), "Warm", "verkeerd, verkeerd")
    for number in range(3):
        for name, seconds in took.items():
            begun = time.perf_counter()
            assert sign_in(site.anonymous(_address(number)), name, "verkeerd, verkeerd").status_code == 401
            seconds.append(time.perf_counter() - begun)
    shortest = {name: min(seconds) for name, seconds in took.items()}
    assert max(shortest.values()) < 2 * min(shortest.values()), shortest


def test_every_step_of_signing_in_gives_a_new_session_and_takes_none_that_was_planted(site: Site) -> None:
    person = _with_factor(site, "Ada")
    site.world.clock.advance(minutes=5)
    planted = "A" * 32
    steps = [site.anonymous(), site.signed_in(person, Terms(pending=Pending.CODE))]
    site.person("Yusuf", Role.GUIDE, password_hash=hash_password(PASSWORD))
    browser = steps[0]
    browser.client.set_cookie("inloop_session", planted)
    assert sign_in(browser).status_code == 303
    cookie = browser.client.get_cookie("inloop_session")
    assert cookie
    assert cookie.value != planted
    before = steps[1].client.get_cookie("inloop_session")
    vault, now = site.inloop.services.vault, site.world.clock.now()
    codes = site.world.database.run(lambda session: new_recovery_codes(session, vault, person))
    assert now
    given = {"code": codes[0], "csrf": steps[1].headers["X-CSRF-Token"]}
    assert steps[1].ask("POST", "/staff/code", data=given).status_code == 303
    after = steps[1].client.get_cookie("inloop_session")
    assert before
    assert after
    assert before.value != after.value
    stolen = site.anonymous()
    for worthless in (planted, before.value):
        stolen.client.set_cookie("inloop_session", worthless)
        assert stolen.get("/api/v1/people").status_code == 401
