"""Each rule of the line in one example."""

from dataclasses import replace

from models.policy import Floor, Guide, Reason, Widened, order_for, order_of_all
from tests.models.test_policy import BRAM, SAMIRA, calls, ids, visitor

WERK = Guide("Samira", "1", own=frozenset({"werk"}), also=frozenset({"leren"}))
LEREN = Guide("Bram", "2", own=frozenset({"leren"}))
OPEN_FLOOR = Floor([SAMIRA, BRAM], 2)


def test_an_empty_line_has_nobody_next() -> None:
    assert calls(SAMIRA, [], OPEN_FLOOR) == []


def test_a_guide_who_takes_everything_calls_by_arrival() -> None:
    line = [visitor(3, "leren"), visitor(1, "werk"), visitor(2, "snel")]
    assert calls(SAMIRA, line, OPEN_FLOOR) == [(n, Reason.WAITED_LONGEST) for n in (1, 2, 3)]


def test_a_second_question_waits_until_nobody_has_an_own_one() -> None:
    line = [visitor(1, "leren"), visitor(2, "werk")]
    assert calls(WERK, line, Floor([WERK, LEREN])) == [
        (2, Reason.WAITED_LONGEST),
        (1, Reason.SECOND_QUESTION),
    ]


def test_after_a_long_wait_a_second_question_counts_as_own() -> None:
    line = [replace(visitor(1, "leren"), widened=Widened.SECOND), visitor(2, "werk")]
    assert calls(WERK, line, Floor([WERK, LEREN]))[0] == (1, Reason.WIDENED)


def test_a_question_that_is_neither_own_nor_second_is_not_offered() -> None:
    assert calls(LEREN, [visitor(1, "werk")], Floor([WERK, LEREN])) == []


def test_a_question_of_nobody_at_a_desk_is_everybodys() -> None:
    assert calls(LEREN, [visitor(1, "werk")], Floor([LEREN])) == [(1, Reason.NOBODYS_QUESTION)]


def test_who_was_sent_to_a_guide_is_first_for_them_and_not_offered_to_others() -> None:
    line = [visitor(1), replace(visitor(2), for_guide="Bram")]
    assert calls(BRAM, line, OPEN_FLOOR)[0] == (2, Reason.RETURNS_TO_YOU)
    assert calls(SAMIRA, line, OPEN_FLOOR) == [(1, Reason.WAITED_LONGEST)]


def test_who_was_sent_to_a_desk_is_first_there() -> None:
    line = [visitor(1), replace(visitor(2), for_desk="2")]
    assert calls(BRAM, line, OPEN_FLOOR)[0] == (2, Reason.FOR_YOUR_DESK)


def test_who_waits_for_a_guide_that_went_home_is_for_everybody() -> None:
    line = [replace(visitor(1), for_guide="Bram")]
    assert calls(SAMIRA, line, Floor([SAMIRA])) == [(1, Reason.WAITED_LONGEST)]


def test_a_wait_that_opens_to_anybody_frees_who_was_kept_for_somebody() -> None:
    line = [replace(visitor(1), for_guide="Bram", widened=Widened.ANYBODY)]
    assert ids(list(order_for(SAMIRA, line, OPEN_FLOOR))) == [1]


def test_priority_goes_before_two_times_and_then_the_first_is_next() -> None:
    line = [visitor(1), *(visitor(n, priority=1) for n in (2, 3, 4))]
    places = list(order_of_all(line, OPEN_FLOOR))
    assert ids(places) == [2, 3, 1, 4]
    assert [place.used for place in places] == [1, 2, 0, 0]


def test_without_overtakings_priority_changes_nothing() -> None:
    line = [visitor(1), visitor(2, priority=1)]
    assert ids(list(order_of_all(line, Floor([SAMIRA], 0)))) == [1, 2]


def test_a_lower_class_of_priority_may_still_pass_where_the_highest_may_not() -> None:
    tired = replace(visitor(1, priority=2), overtaken=2)
    line = [tired, visitor(2), visitor(3, priority=1)]
    assert ids(list(order_of_all(line, OPEN_FLOOR))) == [1, 3, 2]


def test_within_a_class_of_priority_the_first_is_first() -> None:
    line = [visitor(1), visitor(3, priority=1), visitor(2, priority=1)]
    assert ids(list(order_of_all(line, OPEN_FLOOR))) == [2, 3, 1]


def test_who_asked_for_a_moment_is_called_by_nobody_and_stands_last() -> None:
    line = [replace(visitor(1), later=True), visitor(2)]
    assert calls(SAMIRA, line, OPEN_FLOOR) == [(2, Reason.WAITED_LONGEST)]
    assert [(p.waiting.id, p.reason) for p in order_of_all(line, OPEN_FLOOR)] == [
        (2, Reason.WAITED_LONGEST),
        (1, Reason.LATER),
    ]


def test_priority_passes_only_who_the_same_guide_could_have_called() -> None:
    line = [visitor(1, "leren"), visitor(2, "werk"), visitor(3, "werk", priority=1)]
    place = next(order_for(WERK, line, Floor([WERK, LEREN], 2)))
    assert (place.waiting.id, [w.id for w in place.passed]) == (3, [2])
