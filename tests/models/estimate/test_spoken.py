"""How a range is told: rounded outwards, and quiet."""

import pytest

from models.estimate.calibration import Range, Shares, after
from models.estimate.forward import NEVER
from models.estimate.spoken import HOUR, Memory, Spoken, spoken

MINUTE = 60


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 0, (0, 0)),
        (0, 60, (0, 0)),
        (0, 61, (0, 5)),
        (4.9 * MINUTE, 5.1 * MINUTE, (0, 10)),
        (11 * MINUTE, 19 * MINUTE, (10, 20)),
        (29 * MINUTE, 31 * MINUTE, (25, 40)),
        (34 * MINUTE, 61 * MINUTE, (30, 75)),
        (62 * MINUTE, 80 * MINUTE, (60, 90)),
    ],
)
def test_a_range_is_rounded_outwards_as_people_speak(low: float, high: float, told: tuple[int, int]) -> None:
    found = spoken(Range(low, (low + high) / 2, high))
    assert (found.low // MINUTE, found.high // MINUTE) == told
    assert found == Spoken(0, 0) or found.low <= low <= high <= found.high


def of(low: float, high: float) -> Range:
    return Range(low * MINUTE, (low + high) / 2 * MINUTE, high * MINUTE)


def test_what_is_shown_does_not_jump_to_and_fro() -> None:
    memory = Memory()
    shown = [memory.settle("a", of(9.9 + wobble, 19.9 + wobble)) for wobble in (0, 0.2, 0, 0.3, -0.4, 0.2)]
    assert len(set(shown)) == 1


def test_what_is_shown_follows_when_the_wait_really_changes() -> None:
    memory = Memory()
    assert memory.settle("a", of(11, 19)) == Spoken(10 * MINUTE, 20 * MINUTE)
    assert memory.settle("a", of(16, 28)) == Spoken(15 * MINUTE, 30 * MINUTE)
    assert memory.settle("a", of(2, 9)) == Spoken(0, 10 * MINUTE)
    assert memory.settle("b", of(21, 24)) == Spoken(20 * MINUTE, 25 * MINUTE)


def test_a_range_that_melts_away_minute_by_minute_is_told_in_few_steps_and_only_downwards() -> None:
    memory = Memory()
    shown = [memory.settle("a", of(20 - passed, 30 - passed)) for passed in range(20)]
    highs = [each.high for each in shown]
    assert highs == sorted(highs, reverse=True)
    assert 3 <= len(set(shown)) <= 8
    assert all(each.low <= (20 - passed) * MINUTE + 150 for passed, each in enumerate(shown))


def test_now_is_told_and_taken_back_at_once() -> None:
    memory = Memory()
    assert memory.settle("a", of(0, 4)).high == 5 * MINUTE
    assert memory.settle("a", of(0, 0.5)) == Spoken(0, 0)
    assert memory.settle("a", of(1, 4)).high == 5 * MINUTE


def test_the_memory_is_bounded() -> None:
    memory = Memory()
    for number in range(5000):
        memory.settle(str(number), of(11, 19))
    assert len(memory) <= 2000


def test_a_range_of_which_the_end_is_not_known_is_not_told() -> None:
    assert Shares().cut([10.0] * 50 + [NEVER] * 78) is None
    assert Shares().cut([10.0] * 128) == Range(10, 10, 10)
    assert HOUR == 3600


def test_ranges_that_are_missed_grow_wider_and_ranges_that_are_too_wide_narrower() -> None:
    shares, told = Shares(), Range(100, 200, 300)
    for _ in range(20):
        shares = after(shares, told, 900.0)
    assert shares.high > Shares().high
    assert shares.middle > Shares().middle
    narrow = Shares()
    for _ in range(30):
        narrow = after(narrow, told, 200.0)
    assert Shares().low < narrow.low < narrow.high < Shares().high
    assert after(Shares(), Range(0, 0, 0), 0.0) == Shares()
