"""Devices: set up, seen, taken out of use; each change a fact that the screens notice."""

import pytest

from models.access.device import Report, add_another, add_device, find_device, note_reports, was_revoked
from models.access.device_setting import (
    DeviceSetting,
    change_device,
    inches,
    millimetres,
    paired_with,
    revoke_device,
)
from models.access.display_setting import DisplaySetting, Layout, Spoken, as_stored, stored
from models.access.principal import Role
from models.log import FactKind
from models.refusal import Code, Refusal
from models.tables import Device, Location
from models.views.device import devices_in_full
from models.views.device_shape import DeviceInFull
from models.views.head import head_of
from tests.cast import World


def kiosk(world: World, location: str = "plein") -> tuple[int, str]:
    """A new kiosk: its id and its token."""
    now = world.clock.now()
    token = world.database.run(lambda session: add_device(session, Role.KIOSK, location, "Zuil", now))
    found = find_device(world.database, token)
    assert found
    return found.id, token


def seen(world: World) -> list[DeviceInFull]:
    """The devices of `plein`, as their page shows them."""
    with world.database.read() as session:
        return devices_in_full(session, head_of(session, "plein", world.clock.now()))


def configured_at(world: World) -> int:
    """The revision at which the configuration of `plein` last changed."""
    with world.database.read() as session:
        return session.get_one(Location, "plein").config_rev


@pytest.mark.parametrize("diagonal", [5.0, 10.1, 15.6, 21.5, 23.8, 24.0, 31.5, 43.0, 75.0, 119.9])
def test_a_diagonal_is_told_as_it_was_given(diagonal: float) -> None:
    assert inches(millimetres(diagonal)) == diagonal
    assert (inches(None), millimetres(None)) == (None, None)


def test_a_device_is_set_up_and_its_page_knows(world: World) -> None:
    device, token = kiosk(world)
    wanted = DeviceSetting("Bij de ingang", millimetres(21.5), 600, "main")
    world.turn("plein", lambda turn: change_device(turn, device, wanted))
    paired = paired_with(world.database, token)
    assert paired is not None
    assert (paired.id, paired.name, paired.diagonal, paired.distance) == (device, "Bij de ingang", 21.5, 600)
    assert [(d["name"], d["printer"]) for d in seen(world)] == [("Bij de ingang", "main")]


def display(world: World) -> tuple[int, str]:
    """A new display: its id and its token."""
    now = world.clock.now()
    token = world.database.run(lambda session: add_device(session, Role.DISPLAY, "plein", "TV", now))
    found = find_device(world.database, token)
    assert found
    return found.id, token


def test_a_display_that_nobody_set_up_is_as_delivered(world: World) -> None:
    _, token = display(world)
    paired = paired_with(world.database, token)
    assert paired is not None
    assert paired.display == stored(DisplaySetting())


def test_a_display_keeps_its_looks_and_sound_until_somebody_changes_them(world: World) -> None:
    device, token = display(world)
    wanted = DisplaySetting(Layout.SIGN, ("2",), 35, "22:00", "07:30", Spoken.HOUSE)
    world.turn("plein", lambda turn: change_device(turn, device, DeviceSetting("TV", display=wanted)))
    world.turn("plein", lambda turn: change_device(turn, device, DeviceSetting("TV bij het raam")))
    paired = paired_with(world.database, token)
    assert paired is not None
    assert (paired.name, paired.display) == ("TV bij het raam", stored(wanted))
    assert seen(world)[0]["display"] == stored(wanted)


def test_a_display_is_of_desks_that_are_there_and_a_kiosk_of_none(world: World) -> None:
    device, _ = display(world)
    elsewhere = DeviceSetting("TV", display=DisplaySetting(desks=("99",)))
    with pytest.raises(Refusal) as refused:
        world.turn("plein", lambda turn: change_device(turn, device, elsewhere))
    assert refused.value.code == Code.UNKNOWN_DESK
    pillar, token = kiosk(world)
    wanted = DeviceSetting("Zuil", display=DisplaySetting(volume=5))
    world.turn("plein", lambda turn: change_device(turn, pillar, wanted))
    paired = paired_with(world.database, token)
    assert paired is not None
    assert paired.display is None


def test_what_an_older_inloop_stored_is_completed_and_what_it_does_not_know_is_passed_over() -> None:
    assert as_stored({"volume": 5, "smell": "roses"}) == stored(DisplaySetting(volume=5))


def test_setting_up_and_revoking_are_facts_that_count_as_configuration(world: World) -> None:
    device, _ = kiosk(world)
    world.turn("plein", lambda turn: change_device(turn, device, DeviceSetting("Zuil")))
    assert configured_at(world) == world.rev()
    world.turn("plein", lambda turn: revoke_device(turn, device))
    assert configured_at(world) == world.rev()
    facts = [(fact.kind, fact.data["device"]) for fact in world.facts()[-2:]]
    assert facts == [(FactKind.DEVICE_CHANGED, device), (FactKind.DEVICE_REVOKED, device)]


def test_a_revoked_device_is_nobody_any_more(world: World) -> None:
    device, token = kiosk(world)
    assert not was_revoked(world.database, token)
    world.turn("plein", lambda turn: revoke_device(turn, device))
    assert find_device(world.database, token) is None
    assert paired_with(world.database, token) is None
    assert was_revoked(world.database, token)
    assert seen(world) == []


def test_a_device_is_revoked_once_and_by_its_own_location_only(world: World) -> None:
    device, token = kiosk(world)
    with pytest.raises(Refusal) as elsewhere:
        world.turn("altijd", lambda turn: revoke_device(turn, device))
    assert find_device(world.database, token) is not None
    world.turn("plein", lambda turn: revoke_device(turn, device))
    with pytest.raises(Refusal) as again:
        world.turn("plein", lambda turn: revoke_device(turn, device))
    assert {elsewhere.value.code, again.value.code} == {Code.UNKNOWN_DEVICE}


def test_a_printer_that_is_not_there_is_refused_and_a_display_gets_none(world: World) -> None:
    device, _ = kiosk(world)
    with pytest.raises(Refusal) as refused:
        world.turn("plein", lambda turn: change_device(turn, device, DeviceSetting("Zuil", printer="weg")))
    assert refused.value.code == Code.UNKNOWN_PRINTER
    now = world.clock.now()
    token = world.database.run(lambda session: add_device(session, Role.DISPLAY, "plein", "TV", now))
    display = find_device(world.database, token)
    assert display
    world.turn("plein", lambda turn: change_device(turn, display.id, DeviceSetting("TV", printer="main")))
    assert [d["printer"] for d in seen(world)] == [None, None]


def test_what_a_device_told_of_its_battery_stays_when_it_only_comes_in_again(world: World) -> None:
    device, _ = kiosk(world)
    now = world.clock.now()
    told = Report(now, 3, battery=18, charging=False, secure=False)
    world.database.run(lambda session: note_reports(session, {device: told}))
    world.database.run(lambda session: note_reports(session, {device: Report(now, None)}))
    (view,) = seen(world)
    assert (view["shown_rev"], view["battery"], view["charging"], view["secure"]) == (None, 18, False, False)
    world.database.run(lambda session: note_reports(session, {device: Report(now, 4)}))
    (view,) = seen(world)
    assert not {"battery", "charging", "secure"} & set(view)


def test_a_browser_that_paired_itself_stands_in_the_log_by_its_own_name(world: World) -> None:
    token = world.turn("plein", lambda turn: add_another(turn, Role.KIOSK, "Kiosk"), actor="")
    found = find_device(world.database, token)
    assert found
    assert (world.facts()[-1].kind, world.facts()[-1].actor) == (FactKind.DEVICE_PAIRED, f"kiosk:{found.id}")


def test_a_browser_that_was_only_put_away_is_as_new_and_not_turned_away(world: World) -> None:
    first = world.turn("plein", lambda turn: add_another(turn, Role.KIOSK, "Kiosk"))
    world.clock.advance(hours=1)
    second = world.turn("plein", lambda turn: add_another(turn, Role.KIOSK, "Kiosk"))
    assert find_device(world.database, first) is None
    assert not was_revoked(world.database, first)
    assert find_device(world.database, second) is not None
    with world.database.read() as session:
        assert [row.name for row in session.query(Device).order_by(Device.id)] == ["Kiosk 1", "Kiosk 2"]
