"""However many wait, a view stays small."""

import json
from collections.abc import Mapping

from sqlalchemy import update

from models.access.device import add_device
from models.access.principal import Role
from models.actions.guide import call_help
from models.actions.hold import hold
from models.actions.remark import note, show_message
from models.tables import Device
from models.views.state import Audience, location_state, ticket_state
from tests.models.acts import Play
from tests.models.house import HERE

MOST_BYTES = 8192
NOTE = "Vult het formulier in, spreekt ook Frans en wacht op een tolk"
MESSAGE = "De koffie staat klaar, neem gerust een stoel bij het raam"
GUIDE = "Samira {}"


def size(state: Mapping[str, object]) -> int:
    return len(json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode())


def crowd(house: Play, talking: int, held: int) -> None:
    """Three hundred wait; notes, messages, a call for help, ten devices."""
    for number in range(1, talking + 1):
        name = GUIDE.format(number)
        if number <= held:
            house.do(hold, house.talking(name, str(number)), 60, NOTE, by=name)
        house.talking(name, str(number))
    house.at(call_help, GUIDE.format(1))
    for number in range(300):
        ticket = house.come(("werk", "leren", "snel")[number % 3])
        if number < 20:
            house.on(note, ticket, NOTE)
    for _ in range(5):
        house.at(show_message, MESSAGE, house.clock.now().replace(hour=22))
    now = house.clock.now()
    with house.database.write() as session:
        for number in range(10):
            add_device(session, Role.DISPLAY, HERE, f"Scherm {number}", now)
        session.execute(update(Device).values(seen_at=now))


def sizes(house: Play) -> dict[str, int]:
    with house.database.read() as session:
        now = house.clock.now()
        ticket = ticket_state(session, house.all_tickets(session)[-1], now)
        return {who: size(location_state(session, who, HERE, now)) for who in Audience} | {
            "phone": size(ticket)
        }


def test_every_view_of_a_busy_house_is_small(large_house: Play) -> None:
    crowd(large_house, talking=4, held=3)
    staff = large_house.queue()
    assert (len(staff["in_conversation"]), len(staff["on_hold"]), len(staff["devices"])) == (4, 3, 10)
    assert len(staff["waiting"]) + staff["more"] == 300
    assert {who: found for who, found in sizes(large_house).items() if found >= MOST_BYTES} == {}


def test_with_eight_desks_the_line_gives_way_to_who_is_with_a_guide(
    large_house: Play,
) -> None:
    crowd(large_house, talking=8, held=6)
    staff = large_house.queue()
    assert (len(staff["in_conversation"]), len(staff["on_hold"]), len(staff["messages"])) == (8, 5, 5)
    assert (len(staff["waiting"]), staff["more"]) == (2, 298)
    found = sizes(large_house)
    assert found.pop(Audience.STAFF) < MOST_BYTES
    assert max(found.values()) < 3072


def test_even_forty_on_hold_fit_and_the_rest_are_counted(large_house: Play) -> None:
    for _ in range(40):
        large_house.do(hold, large_house.talking(), 30, NOTE)
    staff = large_house.queue()
    assert len(staff["on_hold"]) + staff["more_on_hold"] == 40
    assert sizes(large_house)[Audience.STAFF] < MOST_BYTES
