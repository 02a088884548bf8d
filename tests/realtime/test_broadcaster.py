"""Who is told what, and when."""

import pytest

from models import outlook
from models.views.state import Audience, location_state
from realtime.contract import LOCATION_SPACES, Space
from tests.realtime.studio import Studio, beats, other_process, retire, states


def test_a_change_is_told_to_every_kind_of_screen_of_that_location_at_once(studio: Studio) -> None:
    for space in LOCATION_SPACES:
        studio.listen(space)
        studio.listen(space, "altijd")
    studio.quiet()
    studio.issue()
    told = states(studio.turn())
    assert [(item.space, item.room) for item in told] == [
        (space, "location:plein") for space in LOCATION_SPACES
    ]


def test_what_is_told_is_the_whole_view_as_anybody_would_get_it_now(studio: Studio) -> None:
    studio.listen(Space.STAFF)
    studio.quiet()
    studio.issue()
    told = states(studio.turn())[0].payload
    with studio.world.database.read() as session:
        assert told == location_state(session, Audience.STAFF, "plein", studio.world.clock.now())


def test_where_nobody_listens_nothing_is_told(studio: Studio) -> None:
    studio.listen(Space.DISPLAY)
    studio.listen(Space.TICKET, ticket=studio.world.issue().id)
    studio.leave(Space.DISPLAY)
    studio.leave(Space.TICKET, ticket=1)
    studio.quiet()
    studio.issue()
    assert studio.turn(5.0) == []


def test_a_rush_is_told_five_times_a_second_and_ends_with_the_newest(studio: Studio) -> None:
    studio.listen(Space.DISPLAY, "altijd")
    studio.quiet()
    told = []
    for _ in range(50):
        studio.issue("altijd")
        told += states(studio.turn(0.02))
    assert len(told) <= 6  # five in the second, and the one at its beginning
    told += states(studio.turn(0.2))
    assert told[-1].payload["rev"] == studio.world.rev("altijd")
    assert told[-1].payload["view"]["waiting"] == 50


def test_a_rush_at_one_location_does_not_hold_up_another(studio: Studio) -> None:
    studio.listen(Space.DISPLAY)
    studio.listen(Space.DISPLAY, "altijd")
    studio.quiet()
    studio.issue("altijd")
    studio.turn(0.25)
    studio.issue("altijd")
    studio.issue("plein")
    assert [item.room for item in states(studio.turn(0.01))] == ["location:plein"]


def test_what_another_process_committed_is_told_within_a_second(studio: Studio) -> None:
    studio.listen(Space.DISPLAY)
    studio.quiet()
    other = other_process(studio.world)
    other.issue()
    other.database.close()
    told = [item for _ in range(5) for item in states(studio.turn(0.2))]
    assert [item.payload["rev"] for item in told] == [studio.world.rev()]


def test_without_a_change_nobody_is_told_anything_but_the_heartbeat(studio: Studio) -> None:
    studio.listen(Space.DISPLAY)
    studio.quiet()
    assert states([item for _ in range(20) for item in studio.turn(0.5)]) == []


def test_the_heart_beats_every_three_seconds_for_whoever_listens(studio: Studio) -> None:
    studio.listen(Space.KIOSK)
    for _ in range(3):
        studio.listen(Space.TICKET, ticket=studio.world.issue().id)
    studio.quiet()
    counted = [len(beats(studio.turn(0.5))) for _ in range(24)]
    assert sum(counted) == 8
    assert [place % 6 for place, count in enumerate(counted) if count] == [counted.index(2)] * 4
    rooms = {(item.space, item.room) for item in beats(studio.sent)}
    assert rooms == {(Space.KIOSK, "location:plein"), (Space.TICKET, "location:plein")}


def test_a_heartbeat_says_where_the_log_is(studio: Studio) -> None:
    studio.listen(Space.DISPLAY)
    studio.quiet()
    beat = beats(studio.turn(4.0))[0].payload
    with studio.world.database.read() as session:
        state = location_state(session, Audience.DISPLAY, "plein", studio.world.clock.now())
    assert beat == {name: state[name] for name in ("epoch", "rev", "now")}


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_wall_clock_that_jumps_neither_stops_nor_doubles_the_heartbeat(studio: Studio, hours: int) -> None:
    studio.listen(Space.DISPLAY, "altijd")
    studio.quiet()
    studio.world.clock.advance(hours=hours)
    assert [len(beats(studio.turn(1.0))) for _ in range(9)].count(1) == 3


def test_a_phone_is_told_of_its_own_ticket_and_of_no_other(studio: Studio) -> None:
    first, second = studio.world.issue(), studio.world.issue()
    for ticket in (first, second):
        studio.listen(Space.TICKET, ticket=ticket.id)
    studio.quiet()
    studio.world.call_next()
    studio.broadcaster.mark("plein")
    told = {item.room: item.payload["view"] for item in states(studio.turn())}
    assert (told[f"ticket:{first.id}"]["state"], told[f"ticket:{first.id}"]["guide"]) == ("called", None)
    assert (told[f"ticket:{second.id}"]["state"], told[f"ticket:{second.id}"]["ahead"]) == ("waiting", 0)


def test_a_location_that_was_retired_meanwhile_stops_nothing(studio: Studio) -> None:
    studio.listen(Space.DISPLAY, "altijd")
    studio.listen(Space.DISPLAY)
    studio.quiet()
    studio.issue("altijd")
    studio.issue("plein")
    retire(studio.world, "altijd")
    assert [item.room for item in states(studio.turn(0.01))] == ["location:plein"]


def test_a_new_configuration_is_told(studio: Studio) -> None:
    studio.listen(Space.KIOSK)
    studio.quiet()
    retire(studio.world, "altijd")
    told = states(studio.turn(1.0))
    assert [item.payload["view"]["config_rev"] for item in told] == [studio.world.rev()]


def test_when_time_alone_changes_the_wait_the_same_revision_is_told_again_but_seldom(studio: Studio) -> None:
    studio.listen(Space.DISPLAY, "altijd")
    studio.world.issue("altijd")
    studio.world.call_next(location="altijd")
    for _ in range(6):
        studio.world.issue("altijd")
    studio.quiet()
    told = [item for _ in range(240) for item in states(studio.turn(10.0))]
    waits = [item.payload["view"]["wait"]["high"] for item in told]
    assert {item.payload["rev"] for item in told} == {studio.world.rev("altijd")}
    assert len(waits) <= 80
    assert len(set(waits)) > 1


def test_where_nobody_looks_the_wait_is_not_worked_out(studio: Studio) -> None:
    studio.quiet()
    outlook.forget()
    studio.turn(40.0)
    assert outlook.told_lately("plein", "", studio.world.clock.now().date(), studio.world.clock.now()) == (
        outlook.UNKNOWN
    )
