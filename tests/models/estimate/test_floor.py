"""What the facts of a location tell of its floor, slips and corrections among them."""

import pytest

from models.estimate.floor import Floor
from models.estimate.happening import Happening, Inner, Kind


def step(
    at: float,
    kind: Kind | Inner,
    ticket: str | None = None,
    guide: str | None = None,
    question: str | None = "werk",
) -> Happening:
    asked = None if ticket is None else question
    return Happening(1000.0 + at, 36_000.0 + at, 5, kind, ticket, asked, guide)


def followed(*steps: Happening) -> Floor:
    floor = Floor()
    for each in steps:
        floor.see(each)
    return floor


def test_a_call_that_was_taken_back_is_no_visitor_who_did_not_come() -> None:
    begin = [step(0, Kind.GUIDE_AVAILABLE, guide="g1"), step(1, Kind.ISSUED, "1"), step(1, Kind.ISSUED, "2")]
    slips = [
        each
        for at in range(600, 605)
        for each in (step(at, Kind.CALLED, "1", "g1"), step(at + 0.5, Inner.CALL_UNDONE, "1"))
    ]
    floor = followed(*begin, *slips)
    assert floor.learned.missing == Floor().learned.missing
    assert len(floor.learned.misses) == 0
    moment = floor.moment(step(700, Kind.ISSUED, "3"))
    assert [standing.ticket for standing in moment.line] == ["1", "2"]
    assert [(helper.there, helper.visitor, helper.free_since) for helper in moment.guides] == [
        (True, None, None)
    ]


def test_after_a_call_that_was_taken_back_the_pause_goes_on_from_the_visit_before() -> None:
    floor = followed(
        step(0, Kind.ISSUED, "1"),
        step(0, Kind.ISSUED, "2"),
        step(0, Kind.CALLED, "1", "g1"),
        step(300, Kind.FINISHED, "1", "g1"),
        step(330, Kind.CALLED, "2", "g1"),
        step(332, Inner.CALL_UNDONE, "2"),
        step(350, Kind.CALLED, "2", "g1"),
    )
    assert min(floor.learned.pauses.points()) == 30
    assert max(floor.learned.pauses.points()) == 50


def lengths(floor: Floor, question: str) -> float:
    points = floor.learned.conversations.points(question, 6, 10)
    return points[len(points) // 2]


@pytest.mark.parametrize("corrected_by", [Kind.CALLED, Inner.CHANGED, Kind.STARTED, Kind.FINISHED])
def test_a_conversation_counts_for_the_question_as_it_was_put_right(corrected_by: Kind | Inner) -> None:
    kinds: tuple[Kind | Inner, ...] = (Kind.ISSUED, Kind.CALLED, Inner.CHANGED, Kind.STARTED, Kind.FINISHED)
    steps = [
        step(
            4000 * number + (3000 if kind is Kind.FINISHED else 0),
            kind,
            f"{number}",
            "g1",
            "werk" if place < kinds.index(corrected_by) else "leren",
        )
        for number in range(6)
        for place, kind in enumerate(kinds)
    ]
    short = [
        step(40_000 + 100 * number + offset, kind, f"s{number}", "g1")
        for number in range(9)
        for offset, kind in ((0, Kind.ISSUED), (0, Kind.CALLED), (60, Kind.FINISHED))
    ]
    floor = followed(*steps, *short)
    assert lengths(floor, "werk") < 200
    assert lengths(floor, "leren") > 1200


def test_where_no_later_fact_tells_the_question_that_of_the_number_counts() -> None:
    floor = followed(
        *(
            step(4000 * number + offset, kind, f"{number}", "g1", asked)
            for number in range(9)
            for offset, kind, asked in (
                (0, Kind.ISSUED, "leren"),
                (0, Kind.CALLED, None),
                (60, Kind.FINISHED, None),
            )
        ),
        *(
            step(50_000 + 4000 * number + offset, kind, f"l{number}", "g1")
            for number in range(9)
            for offset, kind in ((0, Kind.ISSUED), (0, Kind.CALLED), (3000, Kind.FINISHED))
        ),
    )
    assert lengths(floor, "leren") < 200
    assert lengths(floor, "werk") > 1200


def test_a_correction_counts_at_once_for_who_still_waits() -> None:
    floor = followed(step(0, Kind.ISSUED, "1"), step(5, Inner.CHANGED, "1", question="leren"))
    assert [each.question_type for each in floor.moment(step(9, Kind.ISSUED, "2")).line] == ["leren"]


def test_a_visit_counts_for_the_question_that_was_called_when_it_is_sent_on_or_another_begins() -> None:
    floor = followed(
        *(
            step(4000 * number + offset, kind, f"{number}", "g1", asked)
            for number in range(9)
            for offset, kind, asked in (
                (0, Kind.ISSUED, "leren"),
                (0, Kind.CALLED, "leren"),
                (1500, Inner.SERVICE_BEGUN, "werk"),
                (3000, Kind.FINISHED if number % 2 else Kind.TRANSFERRED, "werk"),
                (3001, Kind.LEFT, "werk"),
            )
        ),
        *(
            step(50_000 + 100 * number + offset, kind, f"w{number}", "g1")
            for number in range(9)
            for offset, kind in ((0, Kind.ISSUED), (0, Kind.CALLED), (60, Kind.FINISHED))
        ),
    )
    assert lengths(floor, "werk") < 200
    assert lengths(floor, "leren") > 1200
