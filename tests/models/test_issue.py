"""A visitor gets a number."""

import pytest

from models.refusal import Code, Refusal
from models.views.head import head_of, waiting_count
from tests.cast import World


def _waiting(world: World, location: str = "plein") -> int:
    with world.database.read() as session:
        return waiting_count(session, head_of(session, location, world.clock.now()))


def test_the_first_numbers_of_a_day_count_per_letter(world: World) -> None:
    labels = [world.issue(question=question).label for question in ("werk", "leren", "werk", "werk")]
    assert labels == ["A01", "B01", "A02", "A03"]


def test_the_numbers_of_one_location_do_not_depend_on_another(world: World) -> None:
    world.issue("plein")
    assert world.issue("altijd").label == "A01"


def test_numbers_start_again_on_the_next_business_day(world: World) -> None:
    world.issue("altijd")
    world.clock.advance(days=1)
    assert world.issue("altijd").label == "A01"


def test_numbers_above_ninety_nine_grow_a_digit(world: World) -> None:
    for _ in range(99):
        world.issue("altijd")
    assert world.issue("altijd").label == "A100"


def test_a_newcomer_is_told_how_many_wait_before(world: World) -> None:
    from models.actions.issue import Wish, issue

    ahead = [world.turn("plein", lambda turn: issue(turn, Wish("werk", "nl"))).ahead for _ in range(3)]
    assert ahead == [0, 1, 2]


def test_two_tickets_have_different_secrets_of_128_bits(world: World) -> None:
    first, second = world.issue(), world.issue()
    assert first.token
    assert second.token
    assert first.token != second.token
    assert len(first.token) == 22  # 16 bytes in base64


def test_a_closed_location_gives_no_number_and_changes_nothing(world: World) -> None:
    world.clock.advance(hours=12)
    before = world.rev()
    with pytest.raises(Refusal) as refused:
        world.issue()
    assert refused.value.code is Code.CLOSED
    assert (world.rev(), _waiting(world)) == (before, 0)


def test_after_the_last_check_in_nobody_new_gets_a_number(world: World) -> None:
    world.clock.advance(hours=2, minutes=16)  # 12:16, and the morning ends at 12:30
    with pytest.raises(Refusal) as refused:
        world.issue()
    assert refused.value.code is Code.CLOSED


def test_a_full_location_refuses_and_gives_the_number_to_the_next_who_fits(world: World) -> None:
    for _ in range(5):
        world.issue()
    with pytest.raises(Refusal) as refused:
        world.issue()
    assert refused.value.code is Code.FULL
    world.call_next()
    assert world.issue().label == "A06"


@pytest.mark.parametrize(
    ("question", "language", "code"),
    [
        ("onzin", "nl", Code.UNKNOWN_QUESTION_TYPE),
        ("werkgever", "nl", Code.UNKNOWN_QUESTION_TYPE),  # from 2027 on
        ("werk", "fr", Code.UNKNOWN_LANGUAGE),
        ("werk", "pl", Code.UNKNOWN_LANGUAGE),  # known to Inloop, not offered by this region
    ],
)
def test_what_the_location_does_not_offer_is_refused(
    world: World, question: str, language: str, code: Code
) -> None:
    with pytest.raises(Refusal) as refused:
        world.issue(question=question, language=language)
    assert refused.value.code is code
    assert _waiting(world) == 0


def test_a_question_type_is_offered_from_its_first_day(world: World) -> None:
    world.clock.advance(days=42)  # Monday 4 January 2027
    assert world.issue(question="werkgever").label == "C01"


def test_an_unknown_location_is_refused(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        world.issue("nergens")
    assert refused.value.code is Code.UNKNOWN_LOCATION
