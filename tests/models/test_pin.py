"""A PIN works at the desk where its person signed in fully that day, and nowhere and never else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access.device import add_device, find_device
from models.access.device_setting import revoke_device
from models.access.person import add_person
from models.access.pin import (
    MOST_WRONG,
    check_pin,
    colleagues_at,
    count_pin_try,
    pin_was_right,
    set_pin,
    signed_in_at_desk,
)
from models.access.principal import Place, Principal, Proof, Role
from models.access.session import Terms, begin_session, find_session
from models.access.staffing import change_places, leave
from models.refusal import Refusal
from tests.cast import World

REGION = Principal(Proof.KEY, "Ada", Role.ADMINISTRATOR, None, 0)


class Desk:
    """A shared desk at `plein`, and Sam who has a PIN."""

    def __init__(self, world: World) -> None:
        self.world, now = world, world.clock.now()
        run = world.database.run
        self.token = run(lambda session: add_device(session, Role.DESK, "plein", "Balie", now))
        found = find_device(world.database, self.token)
        assert found
        self.id = found.id
        self.sam = run(lambda session: add_person(session, "Sam", Role.GUIDE, "plein", "hash", now)).id
        run(lambda session: set_pin(session, self.sam, "pin hash"))

    def full_sign_in(self) -> None:
        now = self.world.clock.now()
        self.world.database.run(lambda session: signed_in_at_desk(session, self.sam, self.id, now))

    def here(self) -> list[str]:
        with self.world.database.read() as session:
            return [one.name for one in colleagues_at(session, self.id, self.world.clock.now())]

    def tries(self) -> bool:
        now = self.world.clock.now()
        hashed = self.world.database.run(lambda session: count_pin_try(session, self.sam, self.id, now))
        assert hashed in {None, "pin hash"}
        return hashed is not None


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def test_only_who_signed_in_fully_there_today_may_come_back(desk: Desk) -> None:
    assert (desk.here(), desk.tries()) == ([], False)
    desk.full_sign_in()
    assert (desk.here(), desk.tries()) == (["Sam"], True)
    desk.world.clock.advance(hours=24)
    assert (desk.here(), desk.tries()) == ([], False)


def test_after_five_wrong_ones_it_takes_a_full_sign_in(desk: Desk) -> None:
    desk.full_sign_in()
    assert [desk.tries() for _ in range(MOST_WRONG + 2)] == [True] * MOST_WRONG + [False] * 2
    assert desk.here() == []
    desk.full_sign_in()
    assert desk.tries()


def test_a_right_one_forgets_the_wrong_ones_before(desk: Desk) -> None:
    desk.full_sign_in()
    for _ in range(3):
        assert all(desk.tries() for _ in range(MOST_WRONG - 1))
        desk.world.database.run(lambda session: pin_was_right(session, desk.sam))


def test_a_new_pin_counts_from_the_next_full_sign_in(desk: Desk) -> None:
    desk.full_sign_in()
    desk.world.database.run(lambda session: set_pin(session, desk.sam, "pin hash"))
    assert not desk.tries()


@pytest.mark.parametrize("end", ["leave", "place", "no pin"])
def test_who_left_or_works_elsewhere_now_has_no_pin_there(desk: Desk, end: str) -> None:
    run, now, sam = desk.world.database.run, desk.world.clock.now(), desk.sam
    desk.full_sign_in()
    if end == "leave":
        run(lambda session: leave(session, REGION, sam, now))
    elif end == "place":
        run(lambda session: change_places(session, REGION, sam, [Place(Role.GUIDE, "altijd")], None))
    else:
        run(lambda session: set_pin(session, sam, None))
    assert (desk.here(), desk.tries()) == ([], False)


def test_a_session_by_pin_opens_nothing_without_its_desk(desk: Desk) -> None:
    now, terms = desk.world.clock.now(), Terms(device_id=desk.id)
    secret = desk.world.database.run(lambda session: begin_session(session, desk.sam, now, terms))

    def opens(token: str) -> bool:
        with desk.world.database.read() as session:
            return find_session(session, secret, now, desk=token) is not None

    other = desk.world.database.run(lambda session: add_device(session, Role.DESK, "plein", "Ander", now))
    assert [opens(token) for token in (desk.token, other, "", "x")] == [True, False, False, False]
    desk.world.turn("plein", lambda turn: revoke_device(turn, desk.id))
    assert not opens(desk.token)


@pytest.mark.parametrize(
    "pin",
    [
        *("", "12345", "1234567890123", "123456", "654321", "13579135", "111111", "121212", "123123"),
        *("112233", "123321", "000001", "１２３４５６", "12345a", "-12345", "246802", "890123"),
    ],
)
def test_what_others_guess_first_is_refused(pin: str) -> None:
    with pytest.raises(Refusal):
        check_pin(pin)


@given(st.text(max_size=14))
def test_whatever_is_typed_only_six_to_twelve_digits_pass(pin: str) -> None:
    try:
        check_pin(pin)
    except Refusal:
        return
    assert 6 <= len(pin) <= 12
    assert set(pin) <= set("0123456789")
    assert len(set(pin)) >= 3


def test_few_pins_are_refused_so_that_the_rest_is_hard_to_guess() -> None:
    refused = 0
    for number in range(0, 1_000_000, 7):
        try:
            check_pin(f"{number:06}")
        except Refusal:
            refused += 1
    assert refused / (1_000_000 / 7) < 0.01
