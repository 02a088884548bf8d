"""A ticket of yesterday that nobody called."""

from models.views.head import head_of
from models.views.ticket import ahead_of
from tests.cast import World


def test_yesterdays_ticket_has_no_place_in_todays_line(world: World) -> None:
    ticket = world.issue("altijd")
    world.clock.advance(days=1)
    with world.database.read() as session:
        assert ahead_of(session, head_of(session, "altijd", world.clock.now()), ticket) is None
