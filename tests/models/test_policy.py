"""Who is next: the order that everything else follows."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from models.policy import Floor, Guide, Place, Reason, Waiting, Widened, order_for, order_of_all
from tests.depth import times

SAMIRA, BRAM = Guide("Samira", "1"), Guide("Bram", "2")
QUESTIONS = ("werk", "leren", "snel")

some = st.frozensets(st.sampled_from(QUESTIONS))
guides = st.lists(
    st.tuples(st.sampled_from("ABC"), st.none() | some, some), max_size=3, unique_by=lambda item: item[0]
).map(lambda items: [Guide(name, str(desk), own, also) for desk, (name, own, also) in enumerate(items)])
floors = st.builds(Floor, guides, st.integers(0, 3))
lines = st.lists(
    st.builds(
        Waiting,
        id=st.integers(1, 999),
        arrived=st.integers(1, 999),
        question_type=st.sampled_from(QUESTIONS),
        priority=st.sampled_from([1, 2, 9, 9]),
        overtaken=st.integers(0, 3),
        widened=st.integers(0, 2),
        for_guide=st.none() | st.sampled_from("ABC"),
        for_desk=st.none() | st.sampled_from("012"),
        later=st.booleans(),
    ),
    max_size=12,
    unique_by=(lambda waiting: waiting.id, lambda waiting: waiting.arrived),
)


def ids(places: Sequence[Place]) -> list[int]:
    return [place.waiting.id for place in places]


def visitor(number: int, question: str = "werk", priority: int = 9) -> Waiting:
    return Waiting(number, number, question, priority)


def calls(guide: Guide, line: Sequence[Waiting], floor: Floor) -> list[tuple[int, str]]:
    return [(place.waiting.id, place.reason) for place in order_for(guide, line, floor)]


@given(lines, floors)
def test_the_order_of_all_has_everybody_once_and_ends_with_who_asked_for_a_moment(
    line: list[Waiting], floor: Floor
) -> None:
    places = list(order_of_all(line, floor))
    assert sorted(ids(places)) == sorted(waiting.id for waiting in line)
    later = [place.waiting.later for place in places]
    assert later == sorted(later)
    assert [place.reason is Reason.LATER for place in places] == later


@given(lines, floors)
def test_a_guide_is_offered_nobody_twice_nobody_who_needs_a_moment_and_nobody_kept_for_another(
    line: list[Waiting], floor: Floor
) -> None:
    for guide in floor.guides:
        offered = [place.waiting for place in order_for(guide, line, floor)]
        assert len({waiting.id for waiting in offered}) == len(offered)
        for waiting in offered:
            assert waiting in line
            assert not waiting.later
            mine = waiting.for_guide == guide.name or waiting.for_desk == guide.desk
            assert mine or not floor.reserved(waiting)


@given(lines, floors)
def test_who_is_left_out_asked_for_a_moment_or_is_for_somebody_else(
    line: list[Waiting], floor: Floor
) -> None:
    for guide in floor.guides:
        offered = set(ids(list(order_for(guide, line, floor))))
        for waiting in (waiting for waiting in line if waiting.id not in offered):
            theirs = not guide.has_own(waiting.question_type) and waiting.question_type not in guide.also
            assert waiting.later or floor.reserved(waiting) or theirs


@given(lines, floors)
def test_who_returns_is_first_own_questions_follow_and_second_ones_come_after(
    line: list[Waiting], floor: Floor
) -> None:
    back, second = {Reason.RETURNS_TO_YOU, Reason.FOR_YOUR_DESK}, {Reason.SECOND_QUESTION}
    for guide in floor.guides:
        places = list(order_for(guide, line, floor))
        mine = [p.waiting.for_guide == guide.name or p.waiting.for_desk == guide.desk for p in places]
        assert mine == sorted(mine, reverse=True)
        assert all((place.reason in back) == is_mine for place, is_mine in zip(places, mine, strict=True))
        kinds = [place.reason in second for place in places if place.reason is not Reason.PRIORITY]
        assert kinds == sorted(kinds)


@given(lines, floors)
def test_without_priorities_each_group_is_in_order_of_arrival(line: list[Waiting], floor: Floor) -> None:
    plain = [replace(waiting, priority=9, later=False) for waiting in line]
    assert [p.waiting.arrived for p in order_of_all(plain, floor)] == sorted(w.arrived for w in plain)
    for guide in floor.guides:
        groups: dict[str, list[int]] = {}
        back = {Reason.RETURNS_TO_YOU, Reason.FOR_YOUR_DESK}
        for place in order_for(guide, plain, floor):
            group = "back" if place.reason in back else "second" * (place.reason is Reason.SECOND_QUESTION)
            groups.setdefault(group, []).append(place.waiting.arrived)
        assert all(arrived == sorted(arrived) for arrived in groups.values())


@given(lines, floors)
def test_who_waits_so_long_that_anybody_may_help_is_offered_to_everybody(
    line: list[Waiting], floor: Floor
) -> None:
    for guide in floor.guides:
        offered = set(ids(list(order_for(guide, line, floor))))
        assert {w.id for w in line if w.widened == Widened.ANYBODY and not w.later} <= offered


@given(lines, floors)
def test_only_priority_passes_somebody_and_never_more_often_than_the_bound(
    line: list[Waiting], floor: Floor
) -> None:
    for places in (order_of_all(line, floor), *(order_for(guide, line, floor) for guide in floor.guides)):
        times = {waiting.id: waiting.overtaken for waiting in line}
        for place in places:
            assert (place.reason is Reason.PRIORITY) == bool(place.passed)
            for passed in place.passed:
                times[passed.id] += 1
                assert passed.arrived < place.waiting.arrived
                assert passed.priority > place.waiting.priority
                assert times[passed.id] <= floor.max_overtakings
            if place.passed:
                assert place.used == max(times[passed.id] for passed in place.passed)


arrivals = st.lists(st.sampled_from([1, 2, 9, 9]), min_size=1, max_size=25)
turns = st.lists(st.sampled_from([0, 1, 2, None]), max_size=60)


@settings(max_examples=times(40, 2000))
@given(arrivals, turns, guides.filter(bool), st.integers(0, 3))
def test_however_guides_call_and_visitors_come_nobody_is_passed_more_often_than_the_bound(
    priorities: list[int], acts: list[int | None], seated: list[Guide], most: int
) -> None:
    floor, line, coming = Floor(seated, most), list[Waiting](), list(enumerate(priorities, start=1))
    for act in acts:
        if act is None and coming:
            number, priority = coming.pop(0)
            line.append(visitor(number, QUESTIONS[number % 3], priority))
        elif act is not None:
            place = next(order_for(seated[act % len(seated)], line, floor), None)
            passed = {w.id for w in place.passed} if place else set()
            gone = place.waiting.id if place else None
            line = [replace(w, overtaken=w.overtaken + (w.id in passed)) for w in line if w.id != gone]
            assert all(w.overtaken <= most for w in line)


@given(st.integers(0, 5), st.integers(1, 6))
def test_however_many_with_priority_keep_coming_everybody_else_is_called_soon(most: int, others: int) -> None:
    line, floor = [visitor(number) for number in range(1, others + 1)], Floor([SAMIRA], most)
    for number in range(most + others):
        line.append(visitor(100 + number, priority=1))
        place = next(order_for(SAMIRA, line, floor))
        passed = {w.id for w in place.passed}
        rest = [waiting for waiting in line if waiting.id != place.waiting.id]
        line = [replace(w, overtaken=w.overtaken + (w.id in passed)) for w in rest]
    assert all(waiting.priority == 1 for waiting in line)
