"""A ticket of yesterday that nobody called, and a guide who forgot to leave."""

import pytest

from models.refusal import NobodyWaiting
from models.views.head import head_of
from models.views.ticket import ahead_of
from tests.cast import BRAM, SAMIRA, World
from tests.models.acts import Play


def test_yesterdays_ticket_has_no_place_in_todays_line(world: World) -> None:
    ticket = world.issue("altijd")
    world.clock.advance(days=1)
    with world.database.read() as session:
        assert ahead_of(session, head_of(session, "altijd", world.clock.now()), ticket) is None


def test_nobody_is_kept_for_a_guide_who_forgot_to_leave_yesterday(any_house: Play) -> None:
    any_house.takes(SAMIRA, ("werk",))
    any_house.takes(BRAM, ("snel",))
    any_house.sits(SAMIRA, "1")
    any_house.wait(days=1)
    any_house.sits(BRAM, "2")
    ticket = any_house.come("werk")
    assert any_house.next(BRAM, "2").id == ticket.id


def test_who_sits_down_again_the_next_day_is_there(any_house: Play) -> None:
    any_house.takes(SAMIRA, ("werk",))
    any_house.takes(BRAM, ("snel",))
    any_house.sits(SAMIRA, "1")
    any_house.wait(days=1)
    any_house.sits(SAMIRA, "1")
    any_house.sits(BRAM, "2")
    any_house.come("werk")
    with pytest.raises(NobodyWaiting):
        any_house.next(BRAM, "2")
