"""What happens because time passes: doors open and close, devices are lost and found, old answers go."""

import pytest
from sqlalchemy import update

from models import learning
from models.access.device import Report, add_device, devices_to_mark, find_device
from models.access.principal import Role
from models.log import FactKind
from models.tables import Device
from models.views.head import head_of
from realtime.contract import Space
from tests.cast import World
from tests.realtime.studio import Studio, other_process, retire, states


def kinds(world: World, location: str = "plein") -> list[str]:
    return [fact.kind for fact in world.facts(location)]


def add(world: World, location: str = "plein") -> int:
    """The id of a new display."""
    now = world.clock.now()
    token = world.database.run(lambda session: add_device(session, Role.DISPLAY, location, "Hal", now))
    found = find_device(world.database, token)
    assert found
    return found.id


def report(studio: Studio, device: int, rev: int = 1) -> None:
    studio.screens.report(device, Report(studio.world.clock.now(), rev))


def shown(studio: Studio) -> list[tuple[bool, int | None]]:
    """What the console was last told of the devices."""
    view = states(studio.sent, Space.STAFF)[-1].payload["view"]
    return [(device["online"], device["shown_rev"]) for device in view["devices"]]


def test_the_door_opens_when_the_server_starts_within_opening_hours(studio: Studio) -> None:
    studio.turn()
    assert kinds(studio.world) == [
        FactKind.LOCATION_CONFIGURED,
        FactKind.LOCATION_OPENED,
        FactKind.DAY_STARTED,
    ]


def test_the_hour_alone_ends_the_check_in_closes_and_opens_the_door_and_all_are_told(studio: Studio) -> None:
    studio.listen(Space.KIOSK)
    studio.quiet()
    doors = []
    for minutes in (134, 2, 15, 30):  # 12:14, 12:16, 12:31, 13:01
        studio.world.clock.advance(minutes=minutes)
        doors += [item.payload["view"]["door"] for item in states(studio.turn(1.0))]
    assert doors == ["last", "closed", "open"]
    assert kinds(studio.world)[3:] == [
        FactKind.CHECK_IN_ENDED,
        FactKind.LOCATION_CLOSED,
        FactKind.LOCATION_OPENED,
    ]


def test_two_processes_write_down_the_opening_once(studio: Studio) -> None:
    other = Studio(other_process(studio.world))
    studio.turn()
    other.turn()
    other.world.database.close()
    assert kinds(studio.world).count(FactKind.LOCATION_OPENED) == 1


def test_the_log_names_the_clock_as_the_one_who_opened(studio: Studio) -> None:
    studio.turn()
    assert studio.world.facts()[-1].actor == "clock"


def test_a_new_day_abandons_who_still_waited_and_tells_all(studio: Studio) -> None:
    studio.listen(Space.DISPLAY, "altijd")
    studio.world.issue("altijd")
    studio.quiet()
    studio.world.clock.advance(hours=14)
    told = states(studio.turn(1.0))
    assert [item.payload["view"]["waiting"] for item in told] == [0]
    assert kinds(studio.world, "altijd")[-2:] == [FactKind.ABANDONED, FactKind.DAY_STARTED]


def test_a_clock_that_jumped_over_a_closing_and_an_opening_is_told(studio: Studio) -> None:
    studio.listen(Space.KIOSK)
    studio.quiet()
    studio.world.clock.advance(hours=4)
    told = states(studio.turn(1.0))
    assert [item.payload["view"]["closes_at"] for item in told] == ["2026-11-23T16:00:00.000Z"]


def test_a_device_that_reports_is_found_and_the_console_sees_what_it_shows(studio: Studio) -> None:
    studio.listen(Space.STAFF)
    studio.quiet()
    report(studio, add(studio.world), rev=7)
    studio.turn(6.0)
    assert kinds(studio.world)[-1] == FactKind.DEVICE_FOUND
    assert shown(studio) == [(True, 7)]


def test_staff_see_at_once_that_a_display_fell_silent_though_the_log_does_not_know(studio: Studio) -> None:
    studio.listen(Space.STAFF)
    device = add(studio.world)
    heard = []
    for sound in ("on", "on", "off", "off", "quiet"):
        studio.screens.report(device, Report(studio.world.clock.now(), 1, sound=sound))
        told = states(studio.turn(6.0), Space.STAFF)
        heard.append([item.payload["view"]["devices"][0]["sound"] for item in told])
    assert heard == [["on"], [], ["off"], [], ["quiet"]]


def test_a_device_that_misses_three_reports_is_lost_and_found_again(studio: Studio) -> None:
    studio.listen(Space.STAFF)
    device = add(studio.world)
    report(studio, device)
    studio.turn()
    for _ in range(16):
        studio.turn(1.0)
    assert kinds(studio.world)[-1] == FactKind.DEVICE_LOST
    assert shown(studio) == [(False, 1)]
    report(studio, device)
    for _ in range(6):
        studio.turn(1.0)
    assert kinds(studio.world)[-1] == FactKind.DEVICE_FOUND
    assert shown(studio) == [(True, 1)]


def test_a_device_that_goes_on_reporting_leaves_nothing_in_the_log(studio: Studio) -> None:
    device = add(studio.world)
    report(studio, device)
    studio.turn()
    before = kinds(studio.world)
    for _ in range(20):
        studio.turn(2.0)
        report(studio, device)
    assert kinds(studio.world) == before


def test_a_lost_device_at_a_retired_location_stops_nothing(studio: Studio) -> None:
    studio.listen(Space.DISPLAY)
    device = add(studio.world, "altijd")
    report(studio, device)
    studio.turn()
    retire(studio.world, "altijd")
    for _ in range(20):
        studio.turn(1.0)
    with studio.world.database.read() as session:
        assert devices_to_mark(session, studio.world.clock.now()) == []
    studio.issue()
    assert [item.room for item in states(studio.turn(0.3))] == ["location:plein"]


def test_a_revoked_device_is_no_longer_missed(studio: Studio) -> None:
    device = add(studio.world)
    report(studio, device)
    studio.turn()
    now = studio.world.clock.now()
    studio.world.database.run(
        lambda session: session.execute(update(Device).where(Device.id == device).values(revoked_at=now))
    )
    studio.turn(60.0)
    assert kinds(studio.world)[-1] == FactKind.DEVICE_FOUND


def test_after_a_start_the_logs_are_read_on_without_anybody_looking(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = studio.world.clock.now()
    for _ in range(30):
        studio.world.turn("plein", lambda turn: turn.record(FactKind.HELP_CALLED))
    with studio.world.database.read() as session:
        head = head_of(session, "plein", now)
    monkeypatch.setattr(learning, "_AT_ONCE", 5)
    read = []
    for _ in range(6):
        studio.turn(1.0)
        known = learning._known.get("plein")
        read.append(known.rev if known is not None and known.epoch == head.epoch else 0)
    assert read == sorted(read)
    assert read[0] < head.rev <= read[-1]
