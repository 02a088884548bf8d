"""The code of a ticket opens nothing any more once its visit is closed and its day is over."""

from pathlib import Path

import pytest

from realtime.contract import Space
from tests.cast import World
from tests.realtime.screen import Screen
from tests.web.site import Site, open_site

BODIES = {
    "/api/v1/tickets/<token>/fetch": {"wished": True},
    "/api/v1/tickets/<token>/push": {
        "endpoint": "https://fcm.googleapis.com/fcm/send/abc",
        "key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    },
}


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with all that can be switched on."""
    return open_site(sqlite_world, tmp_path, push="")


def ways(site: Site) -> list[tuple[str, str]]:
    """Every route that takes the code of a ticket, with each of its methods."""
    return sorted(
        (rule.rule, method)
        for rule in site.inloop.app.url_map.iter_rules()
        if "token" in rule.arguments
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )


def test_there_are_such_routes(site: Site) -> None:
    assert {"/t/<token>", "/api/v1/tickets/<token>", "/api/v1/tickets/<token>/leave"} <= {
        rule for rule, _ in ways(site)
    }


def test_no_route_and_no_socket_knows_a_ticket_of_yesterday(site: Site) -> None:
    ticket = site.world.issue()
    site.world.call_next()
    site.world.no_show(ticket)
    alive, caller = str(ticket.token), site.anonymous()
    assert caller.get(f"/api/v1/tickets/{alive}").status_code == 200
    assert Screen(site.inloop, Space.TICKET, {"token": alive}).connected
    site.world.clock.advance(days=1)
    with_body = {rule: BODIES.get(rule, {}) for rule, _ in ways(site)}
    for rule, method in ways(site):
        address = rule.replace("<token>", alive)
        answer = caller.get(address) if method == "GET" else caller.post(address, with_body[rule])
        assert answer.status_code in {404, 410}, (rule, method, answer.status_code, answer.text)
    assert not Screen(site.inloop, Space.TICKET, {"token": alive}).connected


def test_a_visit_that_goes_on_over_midnight_keeps_its_code(site: Site) -> None:
    ticket = site.world.issue()
    site.world.clock.advance(days=1)
    assert site.anonymous().get(f"/api/v1/tickets/{ticket.token}").status_code == 200
