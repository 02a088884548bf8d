"""A question with priority is told the wait of the place that it gets, and refused for no other."""

from models import outlook
from models.configuration import load_region
from models.refusal import Code
from models.region_file import read_region
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import LARGE

MINUTE = 60


def test_a_question_with_priority_is_told_the_wait_of_the_place_that_it_gets(large_house: Play) -> None:
    large_house.talking(SAMIRA, "1")
    line = [large_house.come() for _ in range(10)]
    told = large_house.waits()
    assert told.coming["snel"] == told.tickets[line[0].id]
    assert told.coming["werk"]["high"] >= told.tickets[line[-1].id]["high"]
    assert told.medians["snel"] < told.medians["werk"] / 4
    assert told.anybody == told.coming["werk"]  # a board tells those without priority


def test_a_question_with_priority_stands_behind_whom_nobody_may_overtake_any_more(large_house: Play) -> None:
    large_house.talking(SAMIRA, "1")
    first = large_house.come()
    for _ in range(5):
        large_house.come("snel")
    line = [large_house.come() for _ in range(4)]
    told = large_house.waits()
    assert told.medians["snel"] > 0
    assert told.tickets[first.id]["high"] <= told.coming["snel"]["high"] < told.coming["werk"]["high"]
    assert told.coming["snel"]["high"] <= told.tickets[line[0].id]["high"]


def test_a_question_with_priority_goes_first_with_guides_who_differ(large_house: Play) -> None:
    large_house.takes(SAMIRA, ("werk",), ("snel",))
    large_house.takes(BRAM, ("leren", "snel"))
    large_house.talking(SAMIRA, "1")
    large_house.talking(BRAM, "2", "leren")
    line = [large_house.come(question) for question in ("leren", "werk") * 5]
    told = large_house.waits()
    assert told.coming["snel"] == told.tickets[line[0].id]
    assert told.medians["snel"] < told.medians["leren"] / 3


def test_a_long_line_is_no_longer_for_a_question_with_priority(large_house: Play) -> None:
    large_house.talking(SAMIRA, "1")
    line = [large_house.come() for _ in range(70)]
    told = large_house.waits()
    assert told.coming["snel"] == told.tickets[line[0].id]
    assert told.coming["werk"]["high"] >= told.tickets[line[-1].id]["high"]


def test_a_question_with_priority_is_not_refused_for_those_whom_it_passes(house: Play) -> None:
    text = LARGE.replace('hours = "always"', 'hours = { mon = ["09:00-11:00"] }\nminutes_per_visit = 10', 1)
    now = house.clock.now()  # ten o'clock there
    house.database.run(lambda session: load_region(session, read_region(text), "test", now))
    house.talking(SAMIRA, "1")
    for _ in range(6):
        house.come()
    house.clock.advance(minutes=10)
    assert house.waits().medians["snel"] < 20 * MINUTE
    house.refuses(Code.FULL, house.come)
    house.come("snel")
    outlook.forget()  # and where nobody knows the wait, by the figure
    house.refuses(Code.FULL, house.come)
    house.come("snel")
