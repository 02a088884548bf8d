"""A visitor at a kiosk asks for a person, on both databases."""

import pytest
from sqlalchemy import func, select

from models.access.device import add_device
from models.access.principal import Role
from models.actions.assistance import ask, come, end, end_at
from models.log import FactKind
from models.refusal import Code, Refusal
from models.tables import Assistance, Device
from models.views.assistance import kiosk_assistance, staff_assistance
from models.views.head import head_of
from models.views.shape import AssistanceView, KioskHelpView
from tests.cast import SAMIRA, World
from tests.models.house import pass_duties

HERE = "altijd"


def kiosk(world: World) -> int:
    now = world.clock.now()
    world.database.run(lambda session: add_device(session, Role.KIOSK, HERE, "Ingang", now))
    with world.database.read() as session:
        return session.execute(select(func.max(Device.id))).scalar_one()


def asked(world: World, device: int, language: str = "ti") -> Assistance:
    return world.turn(HERE, lambda turn: ask(turn, device, language))


def told(world: World) -> tuple[list[KioskHelpView], list[AssistanceView]]:
    with world.database.read() as session:
        head = head_of(session, HERE, world.clock.now())
        return kiosk_assistance(session, head), staff_assistance(session, head)


def test_staff_read_at_which_kiosk_and_in_which_language_somebody_asks(world: World) -> None:
    device = kiosk(world)
    row = asked(world, device)

    at_kiosk, at_console = told(world)

    assert at_kiosk == [{"device": device, "state": "asked", "by": None}]
    assert [(item["id"], item["name"], item["language"], item["coming"]) for item in at_console] == [
        (row.id, "Ingang", "ti", None)
    ]


def test_the_kiosk_reads_who_is_coming(world: World) -> None:
    device = kiosk(world)
    row = asked(world, device)

    world.turn(HERE, lambda turn: come(turn, row.id, SAMIRA), SAMIRA)

    assert told(world)[0] == [{"device": device, "state": "coming", "by": SAMIRA}]
    assert world.facts(HERE)[-1].kind == FactKind.ASSISTANCE_COMING


def test_asking_twice_is_one_question_and_the_newest_language_counts(world: World) -> None:
    device = kiosk(world)
    first = asked(world, device)

    again = asked(world, device, "ar")

    assert again.id == first.id
    assert [item["language"] for item in told(world)[1]] == ["ar"]


def test_it_is_over_when_staff_say_so_and_when_the_visitor_does(world: World) -> None:
    device = kiosk(world)
    row = asked(world, device)
    world.turn(HERE, lambda turn: end(turn, row.id))
    assert told(world) == ([], [])

    asked(world, device)
    world.turn(HERE, lambda turn: end_at(turn, device))

    assert told(world) == ([], [])
    assert [fact.data["by"] for fact in world.facts(HERE) if fact.kind == FactKind.ASSISTANCE_ENDED] == [
        "staff",
        "visitor",
    ]


def test_what_is_over_cannot_be_answered(world: World) -> None:
    device = kiosk(world)
    row = asked(world, device)
    world.turn(HERE, lambda turn: end(turn, row.id))
    rev = world.rev(HERE)

    for act in (
        lambda turn: come(turn, row.id, SAMIRA),
        lambda turn: end(turn, row.id),
        lambda turn: end_at(turn, device),
    ):
        with pytest.raises(Refusal) as refused:
            world.turn(HERE, act)
        assert refused.value.code == Code.UNKNOWN_ASSISTANCE
    assert world.rev(HERE) == rev


def test_who_asked_yesterday_has_left(world: World) -> None:
    asked(world, kiosk(world))

    world.clock.advance(days=1)
    pass_duties(world.database, world.clock.now())

    assert told(world) == ([], [])
