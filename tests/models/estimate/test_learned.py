"""What is learned from the facts, and how little a few of them, or a wrong one, count."""

import math
import statistics
from random import Random

import pytest

from models.estimate.conversation import Conversations, what_is_left
from models.estimate.draw import DRAWS, at_share, column, order_of
from models.estimate.presence import Presence
from models.estimate.sample import Sample
from models.estimate.skill import Skills

HOUR, DAY = 3600.0, 86_400.0


def taught(lengths: list[float], question: str = "werk", begin: float = 0.0) -> Conversations:
    learned = Conversations()
    for number, seconds in enumerate(lengths):
        teach(learned, question, seconds, begin + number * 600)
    return learned


def teach(learned: Conversations, question: str, seconds: float, at: float) -> None:
    learned.add(question, seconds, at, int(at // DAY), int(at % DAY // HOUR))


def median(learned: Conversations, question: str = "werk", day: int = 99) -> float:
    return statistics.median(learned.points(question, day, 23))


def test_before_anything_was_seen_a_conversation_lasts_some_ten_minutes() -> None:
    assert 500 < median(Conversations()) < 700
    assert Conversations().doubt(1) > 0.4


def test_what_is_seen_often_is_believed_and_once_is_not() -> None:
    assert median(taught([1800.0])) < 1450
    assert median(taught([1800.0] * 40)) == pytest.approx(1800, rel=0.1)
    assert taught([1800.0] * 40).doubt(99) < taught([1800.0]).doubt(99)


def test_a_question_that_nobody_asked_yet_lasts_as_long_as_the_others_do() -> None:
    learned = taught([1500.0] * 30)
    assert median(learned, "leren") == pytest.approx(1500, rel=0.1)


def test_each_question_has_its_own_length() -> None:
    learned = taught([300.0] * 30)
    for number in range(30):
        teach(learned, "leren", 1800.0, 20_000 + number * 600)
    assert median(learned, "werk") < 400
    assert median(learned, "leren") > 1400


def test_a_forgotten_conversation_hardly_counts() -> None:
    random = Random(1)
    usual = [random.lognormvariate(math.log(600), 0.4) for _ in range(60)]
    before, after = median(taught(usual)), median(taught([*usual, 3.9 * HOUR, 3.9 * HOUR]))
    assert abs(after - before) < 0.1 * before


@pytest.mark.parametrize("seconds", [0.0, 2.0, 9 * HOUR])
def test_what_cannot_have_been_a_conversation_is_passed_over(seconds: float) -> None:
    assert median(taught([seconds] * 50)) == median(Conversations())


def test_the_old_fades() -> None:
    learned = taught([300.0] * 40)
    for number in range(20):
        teach(learned, "werk", 1200.0, 150 * DAY + number * 600)
    assert median(learned) > 900


def test_a_day_on_which_all_is_slow_is_noticed_once_days_have_differed() -> None:
    learned, random = Conversations(), Random(2)
    for day in range(12):
        slow = 0.6 if day % 2 else 1.5
        for number in range(25):
            teach(
                learned, "werk", slow * random.lognormvariate(6.4, 0.3), day * DAY + 9 * HOUR + number * 600
            )
    for number in range(8):
        teach(learned, "werk", 1.5 * 600, 12 * DAY + 9 * HOUR + number * 600)
    assert median(learned, day=12) > 1.15 * median(learned, day=99)


def test_conversations_that_go_on_and_on_tell_that_all_last_longer() -> None:
    learned = taught([600.0] * 3)
    usual = learned.points("werk", 99, 23)
    assert statistics.median(learned.points("werk", 99, 23, [2400.0, 2700.0])) > statistics.median(usual)


def test_the_longer_a_conversation_lasts_the_more_is_certain_to_have_passed() -> None:
    points = taught([600.0] * 20).points("werk", 99, 23)
    fresh, old, very_old = (what_is_left(points, elapsed) for elapsed in (0.0, 600.0, 20_000.0))
    assert [len(each) for each in (fresh, old, very_old)] == [DRAWS] * 3
    assert statistics.median(old) < statistics.median(fresh)
    assert min(very_old) >= 0
    assert statistics.median(very_old) > 30


def test_a_guide_is_known_by_whom_they_pass_over() -> None:
    skills = Skills()
    assert skills.rank("g1", "leren") == 1
    for _ in range(4):
        skills.took("g1", "werk", passed=["leren"])
    assert skills.rank("g1", "leren") is None
    assert skills.rank("g1", "werk") == 1
    assert skills.rank("g2", "leren") == 1


def test_who_takes_a_question_only_when_nobody_else_waits_has_it_as_second_one() -> None:
    skills = Skills()
    for _ in range(6):
        skills.took("g1", "werk", passed=["leren"])
        skills.took("g1", "leren", passed=[])
    assert skills.rank("g1", "leren") == 2


def test_a_guide_who_goes_for_lunch_each_day_is_expected_to() -> None:
    presence = Presence()
    for day in range(4):
        for guide in ("anna", "bas"):
            presence.came(guide, day, 9 * HOUR)
        presence.went("anna", day, 12 * HOUR)
        presence.came("anna", day, 13 * HOUR)
        for guide in ("anna", "bas"):
            presence.called(guide, day, 16 * HOUR)
            presence.went(guide, day, 17 * HOUR)
    presence.came("anna", 4, 9 * HOUR)
    shifts = presence.shifts("anna", 4, 11.5 * HOUR, there=True)
    assert set(shifts) == {((0.5 * HOUR, 1.5 * HOUR),)}
    assert set(presence.shifts("anna", 4, 12.5 * HOUR, there=False)) == {((0.0, 0.5 * HOUR),)}
    assert presence.shifts("bas", 4, 11.5 * HOUR, there=True) == ()


def test_who_leaves_when_everybody_does_would_have_stayed_for_the_line() -> None:
    presence = Presence()
    for day in range(3):
        presence.called("anna", day, 9 * HOUR)
        presence.went("anna", day, 17 * HOUR)
    assert presence.shifts("anna", 3, 16 * HOUR, there=True) == ()


def test_a_sample_forgets_what_is_old_and_refuses_what_cannot_be() -> None:
    sample = Sample(longest=100)
    sample.add(101)
    assert len(sample) == 0
    for seconds in [90.0] * 200 + [10.0] * 200:
        sample.add(seconds)
    assert set(sample.points()) == {10.0}
    assert set(sample.what_may_be_left(4)) == {6.0}
    assert set(sample.what_may_be_left(11)) == {0.0}
    assert max(sample.what_is_left(60)) <= 30


def test_the_draws_of_a_name_are_always_the_same_and_cover_everything_once() -> None:
    assert order_of("ticket 1") == order_of("ticket 1") != order_of("ticket 2")
    assert sorted(column([float(place) for place in range(DRAWS)], "x")) == [*map(float, range(DRAWS))]
    assert at_share([1.0, 2.0, 3.0, 4.0], 0.5) == 2.5
