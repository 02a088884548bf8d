"""A new screen shows a code that somebody confirms: once, in time, at its own location."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.access.device import find_device
from models.access.device_setting import DeviceSetting
from models.access.pairing import (
    ALPHABET,
    GOOD_FOR,
    LENGTH,
    MOST_OPEN,
    Asked,
    Opened,
    Progress,
    as_shown,
    check_pairing,
    confirm_pairing,
    forget_old_pairings,
    open_pairing,
    pairing_at,
)
from models.access.principal import Role
from models.log import FactKind
from models.refusal import Code, Refusal
from models.tables import Location, Pairing
from tests.cast import World

SECRET = "s" * 32
WISH = DeviceSetting("Bij de ingang", 546, 600)


def opened(world: World, secret: str = SECRET, location: str = "plein", kind: Role = Role.KIOSK) -> Opened:
    now = world.clock.now()
    return world.database.run(lambda session: open_pairing(session, kind, location, secret, now))


def confirm(world: World, code: str, location: str = "plein", wish: DeviceSetting = WISH) -> int:
    return world.turn(location, lambda turn: confirm_pairing(turn, code, wish), "Coen").id


def progress(world: World, secret: str = SECRET) -> Asked:
    return check_pairing(world.database, secret, world.clock.now())


def count(world: World) -> int:
    with world.database.read() as session:
        return session.execute(select(func.count()).select_from(Pairing)).scalar_one()


def why(world: World, code: str, location: str = "plein") -> Code:
    """Why the code cannot be confirmed."""
    with pytest.raises(Refusal) as refused:
        confirm(world, code, location)
    return refused.value.code


def test_a_confirmed_screen_is_a_device_with_the_secret_it_made(world: World) -> None:
    code = opened(world).code
    assert progress(world).progress is Progress.WAITING
    assert find_device(world.database, SECRET) is None
    device = confirm(world, code)
    assert progress(world) == Asked(Progress.PAIRED, "kiosk", "plein")
    found = find_device(world.database, SECRET)
    assert found is not None
    assert (found.id, found.role, found.location) == (device, Role.KIOSK, "plein")
    fact = world.facts()[-1]
    assert (fact.kind, fact.actor, fact.data) == (FactKind.DEVICE_PAIRED, "Coen", {"device": device})


def test_the_secret_is_stored_nowhere(world: World) -> None:
    opened(world)
    with world.database.read() as session:
        (row,) = session.execute(select(Pairing)).scalars()
        assert SECRET not in [str(value) for value in vars(row).values()]
        assert len(row.secret_hash) == 64


def test_a_code_is_short_and_without_what_looks_alike(world: World) -> None:
    codes = {opened(world, f"{number:032}").code for number in range(20)}
    assert len(codes) == 20
    assert {len(code) for code in codes} == {LENGTH}
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set(ALPHABET) & set("AEIOU0125B8GSZ")
    assert len(ALPHABET) ** LENGTH > 100_000_000


def test_a_code_counts_however_it_is_typed(world: World) -> None:
    code = opened(world).code
    assert as_shown(f" {code[:3].lower()}-{code[3:]} ") == code
    assert confirm(world, f"{code[:3].lower()} {code[3:].lower()}")


def test_a_code_confirms_once(world: World) -> None:
    code = opened(world).code
    confirm(world, code)
    assert why(world, code) is Code.ALREADY_PAIRED


def test_a_code_that_nobody_shows_or_that_is_shown_elsewhere_is_unknown(world: World) -> None:
    code = opened(world).code
    assert why(world, "CDFHJK" if code != "CDFHJK" else "KJHFDC") is Code.UNKNOWN_PAIRING
    assert why(world, code, "altijd") is Code.UNKNOWN_PAIRING
    assert progress(world).progress is Progress.WAITING


def test_a_code_is_over_after_ten_minutes_for_both_sides(world: World) -> None:
    code = opened(world).code
    world.clock.advance(seconds=GOOD_FOR.total_seconds() - 1)
    assert progress(world).progress is Progress.WAITING
    world.clock.advance(seconds=1)
    assert progress(world).progress is Progress.GONE
    assert why(world, code) is Code.UNKNOWN_PAIRING
    assert timedelta(minutes=10) == GOOD_FOR


def test_the_same_screen_that_asks_again_gets_the_same_code_until_it_is_over(world: World) -> None:
    first = opened(world)
    world.clock.advance(minutes=9)
    assert opened(world) == first
    world.clock.advance(minutes=2)
    second = opened(world)
    assert second.expires_at == world.clock.now() + GOOD_FOR
    assert count(world) == 1


def test_a_secret_is_good_for_one_screen(world: World) -> None:
    code = opened(world).code
    for location, kind in (("altijd", Role.KIOSK), ("plein", Role.DISPLAY)):
        with pytest.raises(Refusal) as other:
            opened(world, location=location, kind=kind)
        assert other.value.code is Code.KEY_REUSED
    confirm(world, code)
    world.clock.advance(minutes=11)
    with pytest.raises(Refusal) as token:
        opened(world)
    assert token.value.code is Code.KEY_REUSED


def test_there_is_an_end_to_how_many_screens_show_a_code(world: World) -> None:
    for number in range(MOST_OPEN):
        opened(world, f"{number:032}")
    with pytest.raises(Refusal) as refused:
        opened(world)
    assert refused.value.code is Code.TOO_MANY_PAIRINGS
    world.clock.advance(minutes=11)
    assert opened(world).code
    assert count(world) == 1


def test_old_codes_are_forgotten(world: World) -> None:
    opened(world)
    world.clock.advance(minutes=5)
    opened(world, "t" * 32)
    world.clock.advance(minutes=6)
    now = world.clock.now()
    world.database.run(lambda session: forget_old_pairings(session, now))
    assert count(world) == 1


def test_an_unknown_location_shows_no_code(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        opened(world, location="nergens")
    assert refused.value.code is Code.UNKNOWN_LOCATION


def test_staff_see_what_the_screen_wants_to_be_before_they_say_yes(world: World) -> None:
    code = opened(world, kind=Role.DISPLAY).code
    with world.database.read() as session:
        assert pairing_at(session, "plein", code, world.clock.now()).kind == "display"


def test_a_kiosk_with_a_printer_of_its_own_counts_as_configuration(world: World) -> None:
    confirm(world, opened(world).code)
    with world.database.read() as session:
        before = session.get_one(Location, "plein").config_rev
    assert before < world.rev()
    confirm(world, opened(world, "t" * 32).code, wish=DeviceSetting("Zuil 2", printer="main"))
    with world.database.read() as session:
        assert session.get_one(Location, "plein").config_rev == world.rev()
