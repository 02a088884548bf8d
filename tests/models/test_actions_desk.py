"""Guides and desks: one desk for each guide, presence, what they take, and help."""

import pytest

from models.actions.desk import PauseReason, Presence, be, leave_desk
from models.actions.guide import Profile, call_help, come_to_help, configure_guide, end_help
from models.log import FactKind
from models.refusal import Code, NobodyWaiting
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE, NEXT_DOOR


def seats(house: Play) -> dict[str, str | None]:
    return {desk["id"]: desk["guide"] for desk in house.queue()["desks"]}


def test_a_guide_has_one_desk_and_leaves_the_other(house: Play) -> None:
    house.sits(SAMIRA, "1")
    house.sits(SAMIRA, "3")
    assert seats(house) == {"1": None, "2": None, "3": SAMIRA}


def test_moving_to_another_location_is_told_in_both_logs(house: Play) -> None:
    house.sits(SAMIRA, "1")
    house.sits(SAMIRA, "1", NEXT_DOOR)
    assert [(fact.kind, fact.guide, fact.desk) for fact in house.facts(HERE)][-1] == (
        FactKind.GUIDE_AWAY,
        SAMIRA,
        "1",
    )
    assert house.facts(NEXT_DOOR)[-1].kind == FactKind.GUIDE_AVAILABLE
    assert seats(house)["1"] is None


def test_a_pause_keeps_the_desk_and_calling_ends_it(house: Play) -> None:
    house.sits(SAMIRA, "1")
    house.at(be, SAMIRA, Presence.PAUSE, PauseReason.LUNCH, by=SAMIRA)
    desk = house.queue()["desks"][0]
    assert (desk["guide"], desk["state"], desk["why"]) == (SAMIRA, "pause", "lunch")
    house.called()
    assert house.queue()["desks"][0]["state"] == "called"


def test_presence_needs_a_desk_here_and_nobody_at_it(house: Play) -> None:
    house.refuses(Code.NO_DESK, lambda: house.at(be, SAMIRA, Presence.PAUSE))
    house.sits(SAMIRA, "1", NEXT_DOOR)
    house.refuses(Code.NO_DESK, lambda: house.at(be, SAMIRA, Presence.PAUSE))
    house.called(BRAM, "2")
    house.refuses(Code.BUSY, lambda: house.at(be, BRAM, Presence.PAUSE))
    house.refuses(Code.BUSY, lambda: house.at(leave_desk, BRAM))
    house.refuses(Code.BUSY, lambda: house.sits(BRAM, "3"))


def test_own_questions_first_then_second_ones_and_others_never(house: Play) -> None:
    house.takes(SAMIRA, ("werk",), ("leren",))
    house.takes(BRAM, ("leren", "snel"))
    house.sits(SAMIRA, "1")
    house.sits(BRAM, "2")
    learning, work, _ = house.come("leren"), house.come("werk"), house.come("snel")
    assert house.next().id == work.id
    offered = house.queue()["desks"][0]["next"]
    assert offered == {"ticket": learning.id, "label": "B01", "reason": "second_question"}
    house.do_all_done()
    assert house.next().id == learning.id
    house.do_all_done()
    with pytest.raises(NobodyWaiting):
        house.next()


def test_a_question_that_nobody_here_has_is_everybodys(house: Play) -> None:
    house.takes(SAMIRA, ("werk",))
    ticket = house.come("leren")
    assert house.next().id == ticket.id
    assert house.last_fact()[1]["why"] == "nobodys_question"


def test_a_long_wait_opens_a_visitor_to_more_guides(house: Play) -> None:
    house.takes(SAMIRA, ("werk",))
    house.takes(BRAM, ("leren",))
    house.sits(BRAM, "2")
    ticket = house.come("leren")
    house.wait(minutes=19)
    with pytest.raises(NobodyWaiting):
        house.next()
    house.wait(minutes=1)
    assert (house.ticket(ticket).widened, house.next().id) == (2, ticket.id)
    assert house.last_fact()[1]["why"] == "widened"


def test_a_profile_names_what_is_there(house: Play) -> None:
    for guide, profile, code in (
        ("Niemand", Profile(), Code.UNKNOWN_GUIDE),
        (SAMIRA, Profile(own=("nergens",)), Code.UNKNOWN_QUESTION_TYPE),
        (SAMIRA, Profile(also=("nergens",)), Code.UNKNOWN_QUESTION_TYPE),
        (SAMIRA, Profile(languages=("fr",)), Code.UNKNOWN_LANGUAGE),
    ):
        house.refuses(code, lambda guide=guide, profile=profile: house.at(configure_guide, guide, profile))  # type: ignore[misc]


def test_priority_goes_before_two_times_and_then_who_came_first_is_next(house: Play) -> None:
    first = house.come("werk")
    for _ in range(3):
        house.come("snel")
    called = []
    for guide, desk in ((SAMIRA, "1"), (BRAM, "2"), ("Noor", "3")):
        called.append(house.next(guide, desk).label)
    assert called == ["D01", "D02", "A01"]
    assert house.ticket(first).overtaken == 2
    assert [fact.data["passed"] for fact in house.facts(HERE) if fact.kind == FactKind.CALLED] == [1, 1, 0]


def test_a_call_for_help_is_seen_until_it_is_answered(house: Play) -> None:
    house.sits(SAMIRA, "2")
    house.at(call_help, SAMIRA, by=SAMIRA)
    house.clock.advance(minutes=1)
    house.sits(SAMIRA, "3")
    house.at(call_help, SAMIRA, by=SAMIRA)
    house.at(come_to_help, SAMIRA, BRAM)
    assert house.queue()["help"] == [
        {
            "guide": SAMIRA,
            "desk": "3",
            "desk_name": "Plek 3",
            "since": "2026-11-23T09:00:00.000Z",
            "coming": BRAM,
        }
    ]
    house.at(end_help, SAMIRA)
    assert house.queue()["help"] == []
    house.refuses(Code.UNKNOWN_GUIDE, lambda: house.at(end_help, SAMIRA))
