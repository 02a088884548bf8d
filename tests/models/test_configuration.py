"""The region file into the database and out of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.access.device import add_device
from models.access.principal import Role
from models.actions.assistance import ask, come
from models.actions.guide import call_help
from models.actions.remark import show_message
from models.configuration import Loaded, OtherRegion, dump_region, load_region
from models.log import FactKind
from models.refusal import Code, Refusal
from models.region_file import read_region
from models.tables import Assistance, Device, HelpCall, Remark
from models.views.place import location_heads
from tests.cast import REGION, SAMIRA, World


def _load(world: World, text: str) -> Loaded:
    document, now = read_region(text), world.clock.now()
    return world.database.run(lambda session: load_region(session, document, "test", now))


def test_loading_the_same_file_again_changes_nothing(world: World) -> None:
    before = world.rev()
    loaded = _load(world, REGION)
    assert not loaded.anything
    assert world.rev() == before


def test_what_was_loaded_is_dumped_and_loads_to_the_same(world: World) -> None:
    with world.database.read() as session:
        dumped = dump_region(session)
    assert dumped is not None
    assert read_region(dumped) == read_region(REGION)
    assert not _load(world, dumped).anything


def test_a_changed_file_counts_at_once_and_is_in_every_log(world: World) -> None:
    _load(world, REGION.replace("max_waiting = 5", "max_waiting = 1"))
    assert world.facts()[-1].kind == FactKind.LOCATION_CONFIGURED
    world.issue()
    with pytest.raises(Refusal) as refused:
        world.issue()
    assert refused.value.code is Code.FULL


def test_a_location_that_is_no_longer_named_is_retired_and_keeps_its_log(world: World) -> None:
    world.issue("altijd")
    head, rest = REGION.split('[[location]]\nid = "altijd"')
    loaded = _load(world, head + rest[rest.index("[[location]]") :])
    assert loaded.retired == ("altijd",)
    with world.database.read() as session:
        assert "altijd" not in [found.setup.id for found in location_heads(session, world.clock.now())]
    assert FactKind.ISSUED in [fact.kind for fact in world.facts("altijd")]
    with pytest.raises(Refusal) as refused:
        world.issue("altijd")
    assert refused.value.code is Code.UNKNOWN_LOCATION


def test_a_retired_location_comes_back_when_it_is_named_again(world: World) -> None:
    head, rest = REGION.split('[[location]]\nid = "altijd"')
    _load(world, head + rest[rest.index("[[location]]") :])
    _load(world, REGION)
    assert world.issue("altijd").label == "A01"


def test_a_desk_that_is_taken_away_loses_its_guide(world: World) -> None:
    world.issue()
    world.serve(SAMIRA, "3")
    _load(world, REGION.replace(', { id = "3", name = "Plek 3" }', ""))
    world.issue()
    with pytest.raises(Refusal) as refused:
        world.call_next(SAMIRA, "3")
    assert refused.value.code is Code.UNKNOWN_DESK


def test_another_regions_file_is_refused(world: World) -> None:
    with pytest.raises(OtherRegion, match="proef"):
        _load(world, REGION.replace('id = "proef"', 'id = "elders"'))


def test_retiring_a_location_frees_its_guides_and_closes_its_visits(world: World) -> None:
    world.issue("altijd")
    talking = world.start(world.call_next(SAMIRA, "1", "altijd"))
    head, rest = REGION.split('[[location]]\nid = "altijd"')
    _load(world, head + rest[rest.index("[[location]]") :])
    assert world.ticket(talking).state == "abandoned"
    assert [fact.kind for fact in world.facts("altijd")][-2:] == [FactKind.ABANDONED, FactKind.GUIDE_AWAY]
    world.issue()
    assert world.call_next(SAMIRA, "1").guide == SAMIRA


def test_retiring_a_location_leaves_no_word_and_no_call_with_a_name_behind(world: World) -> None:
    now = world.clock.now()
    world.database.run(lambda session: add_device(session, Role.KIOSK, "altijd", "Ingang", now))
    with world.database.read() as session:
        kiosk = session.execute(select(Device.id)).scalar_one()
    asked = world.turn("altijd", lambda turn: ask(turn, kiosk, "nl"))
    world.turn("altijd", lambda turn: come(turn, asked.id, SAMIRA))
    world.turn("altijd", lambda turn: call_help(turn, SAMIRA), SAMIRA)
    world.turn("altijd", lambda turn: show_message(turn, "Koffie", now + timedelta(hours=1)), SAMIRA)
    head, rest = REGION.split('[[location]]\nid = "altijd"')
    _load(world, head + rest[rest.index("[[location]]") :])
    with world.database.read() as session:
        assert session.execute(select(HelpCall.guide)).all() == []
        assert session.execute(select(Remark.text)).all() == []
        assert session.execute(select(Assistance.ended_at)).scalar_one() == now
