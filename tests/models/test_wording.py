"""A region's own texts in the database: kept, given back, and in force at every location at once."""

from models.correction import save_wording
from models.log import FactKind
from models.views.head import head_of
from models.wording import AS_DELIVERED, NOTHING, Forms, Wording, changes_of, wording_of
from tests.cast import SAMIRA, World


def _save(world: World, language: str, **texts: Forms | None) -> tuple[str, ...]:
    now = world.clock.now()
    return world.database.run(lambda session: save_wording(session, language, texts, SAMIRA, now))


def _in_force(world: World, location: str = "plein") -> Wording:
    with world.database.read() as session:
        return head_of(session, location, world.clock.now()).setup.wording


def test_without_corrections_everything_is_as_delivered(world: World) -> None:
    assert _in_force(world) is AS_DELIVERED
    assert AS_DELIVERED.of("nl") is NOTHING


def test_a_text_counts_at_every_location_at_once(world: World) -> None:
    assert set(_save(world, "nl", Welcome=("Hallo",))) == {"plein", "altijd", "nacht"}

    for location in ("plein", "altijd", "nacht"):
        assert _in_force(world, location).of("nl").texts == {"Welcome": ("Hallo",)}
        assert world.facts(location)[-1].kind == FactKind.LOCATION_CONFIGURED
        assert world.facts(location)[-1].actor == SAMIRA


def test_all_forms_of_a_text_are_kept_in_their_order(world: World) -> None:
    forms = tuple(f"form {number}" for number in range(6))

    _save(world, "ar", waiting=forms)

    assert _in_force(world).of("ar").texts == {"waiting": forms}


def test_the_same_text_again_changes_nothing(world: World) -> None:
    _save(world, "nl", Welcome=("Hallo",))
    before = world.rev()

    assert _save(world, "nl", Welcome=("Hallo",)) == ()
    assert _save(world, "nl", Back=None) == ()
    assert world.rev() == before


def test_fewer_forms_leave_nothing_of_the_earlier_ones(world: World) -> None:
    _save(world, "ro", waiting=("a", "b", "c"))
    _save(world, "ro", waiting=("d",))

    assert _in_force(world).of("ro").texts == {"waiting": ("d",)}


def test_a_text_that_is_given_back_is_gone(world: World) -> None:
    _save(world, "nl", Welcome=("Hallo",), Back=("Vorige",))
    _save(world, "nl", Welcome=None)

    assert _in_force(world).of("nl").texts == {"Back": ("Vorige",)}


def test_who_changed_a_text_and_when_is_kept(world: World) -> None:
    _save(world, "nl", Welcome=("Hallo",))

    with world.database.read() as session:
        change = changes_of(session, "nl")["Welcome"]
        assert (change.by, change.at) == (SAMIRA, world.clock.now())
        assert changes_of(session, "en") == {}


def test_an_unchanged_wording_is_the_same_object_so_that_what_was_made_with_it_is_kept(world: World) -> None:
    _save(world, "nl", Welcome=("Hallo",))

    with world.database.read() as session:
        assert wording_of(session) is wording_of(session)
    assert _in_force(world, "plein") is _in_force(world, "altijd")
