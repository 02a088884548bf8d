"""What a location's code is told of a region file that says something about calling."""

from models.configuration import load_region
from models.region_file import Calling, read_region
from models.setup import Setup, setup_of
from models.tables import Location
from tests.cast import World
from tests.models.region_file.sample import FULL, spoilt

OF_PROEF = spoilt('"noord"', '"proef"', FULL)


def _setup(world: World, text: str | None = None, location: str = "plein") -> Setup:
    """The setup of a location, after loading a text when there is one."""
    if text is not None:
        document, now = read_region(text), world.clock.now()
        world.database.run(lambda session: load_region(session, document, "test", now))
    with world.database.read() as session:
        row = session.get_one(Location, location)
        return setup_of(session, row.id, row.epoch, row.config_rev)


def test_a_region_that_says_nothing_about_calling_has_the_usual_rules_and_nothing_to_choose(
    world: World,
) -> None:
    setup = _setup(world)

    assert setup.calling == Calling()
    assert (setup.priorities, setup.outcomes, setup.topics) == ({}, {}, {})


def test_priorities_are_found_by_number_and_choices_by_id_in_their_order(world: World) -> None:
    setup = _setup(world, OF_PROEF)

    assert [(number, item.name["nl"]) for number, item in setup.priorities.items()] == [
        (1, "Kan niet lang wachten"),
        (2, "Met een klein kind"),
    ]
    assert {key: item.name["nl"] for key, item in setup.outcomes.items()} == {"cursus": "Cursus"}
    assert [(key, item.id) for key, item in setup.topics.items()] == [
        ("vacatures", "vacatures"),
        ("scholing", "scholing"),
    ]


def test_a_changed_rule_of_the_line_counts_at_once(world: World) -> None:
    before = _setup(world, OF_PROEF).calling.max_recalls
    after = _setup(world, spoilt("max_recalls = 0", "max_recalls = 7", OF_PROEF)).calling.max_recalls

    assert (before, after) == (0, 7)
