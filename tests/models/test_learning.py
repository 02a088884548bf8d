"""What is learned from the log of a real house, and how it is read."""

from datetime import timedelta

import pytest

from models import learning
from models.actions.conversation import Ending, begin_service, finish
from models.actions.question import Change, change
from models.actions.undo import undo
from models.estimate.draw import DRAWS
from models.estimate.floor import Floor
from models.estimate.happening import Kind
from models.history import public_facts
from models.learning import known_at
from models.outlook import Waits
from models.views.head import head_of
from tests.cast import SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE

HOUR = timedelta(hours=1)


def floor(house: Play) -> Floor:
    with house.database.read() as session:
        known = known_at(session, head_of(session, HERE, house.clock.now()))
    assert known is not None
    return known.floor


def test_while_the_log_is_read_each_look_takes_in_the_next_piece(
    house: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.talking(SAMIRA, "1")
    for _ in range(4):
        house.come()
    with house.database.read() as session:
        newest = head_of(session, HERE, house.clock.now()).rev
    monkeypatch.setattr(learning, "_AT_ONCE", 2)
    looks = [house.waits() == Waits() for _ in range(newest // 2 + 1)]
    assert looks[:2] == [True, True]
    assert not looks[-1]


def test_a_call_that_was_taken_back_is_not_learned_as_a_no_show_and_outside_it_is_a_return(
    house: Play,
) -> None:
    ticket = house.come()
    for _ in range(5):
        house.next()
        house.do(undo, ticket)
    seen = floor(house)
    assert seen.learned.missing == Floor().learned.missing
    assert len(seen.learned.misses) == 0
    now = house.clock.now()
    with house.database.read() as session:
        public = [kind for _, kind in public_facts(session, now - HOUR, now + HOUR)]
    assert public.count(Kind.CALLED) == public.count(Kind.RETURNED) == 5
    assert set(public) <= set(Kind)


def test_a_question_put_right_or_followed_by_another_is_learned_as_it_should_be(house: Play) -> None:
    for _ in range(6):
        corrected = house.talking()
        house.on(change, corrected, Change(question_type="leren"))
        house.clock.advance(minutes=50)
        house.do(finish, corrected, Ending())
        followed = house.talking()
        house.clock.advance(minutes=1)
        house.do(begin_service, followed, "leren", Ending())
        house.clock.advance(minutes=1)
        house.do(finish, followed, Ending())
    learned = floor(house).learned.conversations
    short, long = (learned.points(question, 0, 0)[DRAWS // 2] for question in ("werk", "leren"))
    assert short < 5 * 60
    assert long > 20 * 60
