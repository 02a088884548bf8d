"""A device that was taken out of use is sent away within a second, in every process, and stays away."""

import pytest

from models.access.device import find_device
from models.access.device_setting import revoke_device
from models.access.principal import Role
from realtime.contract import Space
from tests.realtime.screen import Screen
from tests.realtime.studio import Studio, other_process
from tests.web.site import Site


def come_in(site: Site, space: Space, token: str) -> Screen:
    return Screen(site.inloop, space, {"token": token, "location": "plein"})


def revoke(site: Site, token: str) -> int:
    """Take the device with this token out of use, as another process does: nobody tells this one."""
    found = find_device(site.world.database, token)
    assert found
    world = other_process(site.world)
    world.turn("plein", lambda turn: revoke_device(turn, found.id))
    world.database.close()
    return found.id


def is_there(site: Site, screen: Screen) -> bool:
    return bool(screen._client.is_connected(str(screen.space)))


@pytest.mark.parametrize(("kind", "space"), [(Role.KIOSK, Space.KIOSK), (Role.DISPLAY, Space.DISPLAY)])
def test_the_sockets_of_a_revoked_device_are_dropped_and_others_stay(
    site: Site, kind: Role, space: Space
) -> None:
    token = site.device(kind)
    gone, second, stays = (come_in(site, space, key) for key in (token, token, site.device(kind)))
    site.inloop.services.broadcaster.turn()
    assert [is_there(site, screen) for screen in (gone, second, stays)] == [True, True, True]
    revoke(site, token)
    seconds = site.inloop.services.broadcaster._polled_at + 1.0
    site.inloop.services.broadcaster._monotonic = lambda: seconds
    site.inloop.services.broadcaster.turn()
    assert [is_there(site, screen) for screen in (gone, second, stays)] == [False, False, True]
    assert site.inloop.services.screens.count() == 1


def test_it_does_not_come_in_again(site: Site) -> None:
    token = site.device(Role.KIOSK)
    revoke(site, token)
    refused = come_in(site, Space.KIOSK, token).refused
    assert isinstance(refused, dict)
    assert refused["data"]["code"] == "unauthorised"


def test_what_a_revoked_device_told_last_brings_it_not_back(site: Site) -> None:
    token = site.device(Role.KIOSK)
    screen = come_in(site, Space.KIOSK, token)
    screen.emit("shown", {"rev": 1})
    device = revoke(site, token)
    site.inloop.services.broadcaster.turn()
    assert not is_there(site, screen)
    assert site.inloop.services.screens.take_reports().get(device) is None
    assert [fact.kind for fact in site.world.facts()].count("device_found") == 0


def test_a_process_without_that_screen_has_nothing_to_drop(studio: Studio) -> None:
    studio.quiet()
    studio.screens.drop(7)
    assert studio.screens.devices() == set()
