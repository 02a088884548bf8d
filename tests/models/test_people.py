"""People come, change their work and leave; who may do what to whom; and what ends with it."""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from models.access.membership import may_give, places_of, weakens
from models.access.organisation import Known, admit, shut_out
from models.access.person import add_person, candidate
from models.access.principal import Place, Principal, Proof, Role
from models.access.secret import hash_secret
from models.access.session import Terms, begin_session, end_one, find_session, in_force, sessions_of
from models.access.staffing import (
    INVITED_FOR,
    accept,
    change_places,
    come_back,
    invite,
    invite_again,
    invited,
    leave,
    recover,
)
from models.audit.proof import check_chain
from models.refusal import Code, Refusal
from models.retention.run import Run
from models.tables import Person
from tests.cast import World

REGION = Principal(Proof.KEY, "Ada", Role.ADMINISTRATOR, None, 0)
PLEIN = Principal(Proof.KEY, "Coen", Role.COORDINATOR, "plein", 0)
GUIDE = Place(Role.GUIDE, "plein")
EVERYWHERE = Place(Role.ADMINISTRATOR, None)


def person(world: World, name: str, *places: Place) -> int:
    """Somebody with these roles, who can sign in."""
    now = world.clock.now()

    def work(session: object) -> int:
        made = add_person(session, name, places[0].role, places[0].location, "hash", now, False)  # type: ignore[arg-type]
        return made.id

    found = world.database.run(work)
    if len(places) > 1:
        change(world, REGION, found, places)
    return found


def change(
    world: World, who: Principal, person_id: int, places: Sequence[Place], seen: int | None = None
) -> Person:
    return world.database.run(lambda session: change_places(session, who, person_id, places, seen))


def go(world: World, who: Principal, person_id: int) -> Person:
    return world.database.run(lambda session: leave(session, who, person_id, world.clock.now()))


def refused(act: Callable[[], object]) -> Code:
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code


def signed_in(world: World, person_id: int, terms: Terms | None = None) -> str:
    now = world.clock.now()
    return world.database.run(lambda session: begin_session(session, person_id, now, terms or Terms()))


def is_in(world: World, secret: str) -> bool:
    with world.database.read() as session:
        found = find_session(session, secret, world.clock.now())
        there = in_force(session, [hash_secret(secret)], world.clock.now())
    assert (found is not None) == (len(there) == 1)
    return found is not None


def test_who_is_invited_chooses_a_password_once_and_in_time(world: World) -> None:
    now = world.clock.now()
    made, secret = world.database.run(lambda session: invite(session, REGION, "Sam", [GUIDE], now))
    with world.database.read() as session:
        assert invited(session, secret, now + INVITED_FOR - timedelta(seconds=1)).id == made.id
        assert candidate(session, "Sam").person_id is None
        assert refused(lambda: invited(session, secret, now + INVITED_FOR)) is Code.UNKNOWN_INVITATION
        assert refused(lambda: invited(session, secret + "x", now)) is Code.UNKNOWN_INVITATION
    world.database.run(lambda session: accept(session, secret, "hash", now))
    with world.database.read() as session:
        assert candidate(session, "Sam").person_id == made.id
    assert (
        refused(lambda: world.database.run(lambda session: accept(session, secret, "other", now)))
        is Code.UNKNOWN_INVITATION
    )


def test_of_many_who_use_one_link_at_one_moment_one_is_let_in(world: World) -> None:
    now, let_in = world.clock.now(), []
    _, secret = world.database.run(lambda session: invite(session, REGION, "Sam", [GUIDE], now))

    def use(number: int) -> None:
        try:
            world.database.run(lambda session: accept(session, secret, f"hash {number}", now))
            let_in.append(number)
        except Refusal:
            pass

    _together([lambda n=n: use(n) for n in range(6)])  # type: ignore[misc]
    assert len(let_in) == 1


def test_a_new_link_makes_the_old_one_the_password_and_every_session_worthless(world: World) -> None:
    now, sam = world.clock.now(), person(world, "Sam", GUIDE)
    session_id = signed_in(world, sam)
    _, first = world.database.run(lambda s: invite_again(s, REGION, sam, now, factor_too=False))
    _, second = world.database.run(lambda s: invite_again(s, REGION, sam, now, factor_too=False))
    assert not is_in(world, session_id)
    with world.database.read() as session:
        assert refused(lambda: invited(session, first, now)) is Code.UNKNOWN_INVITATION
        assert invited(session, second, now).id == sam
        assert candidate(session, "Sam").person_id is None


@pytest.mark.parametrize(
    ("place", "by_region", "by_plein"),
    [
        (Place(Role.GUIDE, "plein"), True, True),
        (Place(Role.HOST, "plein"), True, True),
        (Place(Role.GUIDE, "altijd"), True, False),
        (Place(Role.GUIDE, None), True, False),
        (Place(Role.COORDINATOR, "plein"), True, False),
        (Place(Role.ANALYST, "plein"), True, False),
        (Place(Role.ADMINISTRATOR, "plein"), True, False),
        (Place(Role.ADMINISTRATOR, None), True, False),
    ],
)
def test_who_gives_which_role_where(place: Place, by_region: bool, by_plein: bool) -> None:
    assert (may_give(REGION, place), may_give(PLEIN, place)) == (by_region, by_plein)
    for role in (Role.GUIDE, Role.HOST, Role.ANALYST):
        assert not may_give(Principal(Proof.KEY, "Iemand", role, None, 0), place)


def test_a_coordinator_changes_only_what_is_theirs_to_give(world: World) -> None:
    both = person(world, "Sam", GUIDE, Place(Role.GUIDE, "altijd"))
    chief = person(world, "Chef", Place(Role.COORDINATOR, "plein"))
    away = Place(Role.GUIDE, "altijd")
    change(world, PLEIN, both, [Place(Role.HOST, "plein"), away])
    for wanted in ([GUIDE], [EVERYWHERE, away], [GUIDE, Place(Role.HOST, "altijd")]):
        assert refused(lambda wanted=wanted: change(world, PLEIN, both, wanted)) is Code.NOT_YOURS_TO_GIVE  # type: ignore[misc]
    for act in (
        lambda: go(world, PLEIN, both),
        lambda: go(world, PLEIN, chief),
        lambda: change(world, PLEIN, chief, [GUIDE]),
    ):
        assert refused(act) is Code.NOT_YOURS_TO_GIVE
    change(world, PLEIN, both, [away])


def test_who_is_without_any_role_is_taken_back_by_the_region_only(world: World) -> None:
    now, known = world.clock.now(), Known("https://org.test", "7", "Rik")
    rik = world.database.run(lambda session: admit(session, known, [EVERYWHERE], now)).person_id
    world.database.run(lambda session: shut_out(session, known, now))
    person(world, "Ada", EVERYWHERE)
    for act in (
        lambda: world.database.run(lambda session: invite_again(session, PLEIN, rik, now, factor_too=True)),
        lambda: go(world, PLEIN, rik),
        lambda: change(world, PLEIN, rik, [GUIDE]),
    ):
        assert refused(act) is Code.NOT_YOURS_TO_GIVE
    change(world, REGION, rik, [GUIDE])


def test_a_coordinator_elsewhere_learns_nothing_of_somebody_who_is_not_theirs(world: World) -> None:
    there = Place(Role.GUIDE, "altijd")
    far, gone = person(world, "Ver", there), person(world, "Weg", there)
    go(world, REGION, gone)
    for somebody, wanted, seen in (
        (far, [there], None),
        (far, [GUIDE], 99),
        (gone, [GUIDE], None),
    ):
        with pytest.raises(Refusal) as no:
            change(world, PLEIN, somebody, wanted, seen)
        assert no.value.code is Code.NOT_YOURS_TO_GIVE
        assert "Ver" not in no.value.detail
        assert "Weg" not in no.value.detail


def test_nobody_is_without_a_role_and_nobody_has_two_at_one_place(world: World) -> None:
    sam = person(world, "Sam", GUIDE)
    for places in ([], [GUIDE, Place(Role.HOST, "plein")], [Place(Role.KIOSK, "plein")]):
        assert refused(lambda places=places: change(world, REGION, sam, places)) is Code.NO_ROLE  # type: ignore[misc]
    assert (
        refused(lambda: change(world, REGION, sam, [Place(Role.GUIDE, "nergens")])) is Code.UNKNOWN_LOCATION
    )
    with world.database.read() as session:
        assert places_of(session, sam) == (GUIDE,)


def test_a_change_by_a_colleague_meanwhile_is_told(world: World) -> None:
    sam = person(world, "Sam", GUIDE)
    change(world, REGION, sam, [GUIDE, Place(Role.GUIDE, "altijd")], seen=0)
    assert refused(lambda: change(world, REGION, sam, [GUIDE], seen=0)) is Code.STALE


@pytest.mark.parametrize(
    ("after", "ends"),
    [
        ([GUIDE], False),
        ([GUIDE, Place(Role.HOST, "altijd")], False),
        ([Place(Role.HOST, "plein")], True),
        ([Place(Role.GUIDE, "altijd")], True),
        ([GUIDE, Place(Role.COORDINATOR, "altijd")], True),
    ],
)
def test_who_loses_a_place_or_gets_a_stronger_role_signs_in_anew(
    world: World, after: list[Place], ends: bool
) -> None:
    sam = person(world, "Sam", GUIDE)
    session_id = signed_in(world, sam)
    assert weakens([GUIDE], after) == ends
    change(world, REGION, sam, after)
    assert is_in(world, session_id) != ends


def test_leaving_ends_all_that_somebody_got_in_with_and_can_be_taken_back(world: World) -> None:
    now, sam = world.clock.now(), person(world, "Sam", GUIDE)
    session_id = signed_in(world, sam)
    go(world, REGION, sam)
    assert not is_in(world, session_id)
    with world.database.read() as session:
        assert candidate(session, "Sam").person_id is None
    assert go(world, REGION, sam).left_at == now  # once more changes nothing
    _, secret = world.database.run(lambda session: come_back(session, REGION, sam, now))
    with world.database.read() as session:
        assert invited(session, secret, now).id == sam
        assert places_of(session, sam) == (GUIDE,)
    again = world.database.run
    assert refused(lambda: again(lambda session: come_back(session, REGION, sam, now))) is Code.STALE


def erased_people(world: World) -> int:
    """What the rules of retention do now to the names of who left."""
    counts = Run(world.database, world.clock.now()).to_the_end()
    return next(count.rows for count in counts if count.name == "people")


def test_the_name_of_who_left_goes_after_its_term_and_is_free_again(world: World) -> None:
    sam = person(world, "Sam", GUIDE)
    go(world, REGION, sam)
    assert refused(lambda: person(world, "Sam", GUIDE)) is Code.NAME_TAKEN
    world.clock.advance(days=30)
    assert erased_people(world) == 0
    world.clock.advance(seconds=1)
    assert erased_people(world) == 1
    assert person(world, "Sam", GUIDE) != sam
    now = world.clock.now()
    assert (
        refused(lambda: world.database.run(lambda session: come_back(session, REGION, sam, now)))
        is Code.UNKNOWN_PERSON
    )
    with world.database.read() as session:
        assert check_chain(session, []) == []


def test_the_last_administrator_neither_leaves_nor_loses_the_role(world: World) -> None:
    ada, now = person(world, "Ada", EVERYWHERE), world.clock.now()
    world.database.run(lambda session: invite(session, REGION, "Later", [EVERYWHERE], now))
    for act in (
        lambda: go(world, REGION, ada),
        lambda: change(world, REGION, ada, [GUIDE]),
        lambda: world.database.run(lambda s: invite_again(s, REGION, ada, now, factor_too=True)),
    ):
        assert refused(act) is Code.LAST_ADMINISTRATOR
    person(world, "Bob", EVERYWHERE)
    go(world, REGION, ada)


def test_of_two_administrators_who_let_each_other_go_at_one_moment_one_stays(world: World) -> None:
    pair, said = [person(world, name, EVERYWHERE) for name in ("Ada", "Bob")], []

    def let_go(number: int) -> None:
        try:
            go(world, REGION, number)
        except Refusal as refusal:
            said.append(refusal.code)

    _together([lambda n=n: let_go(n) for n in pair])  # type: ignore[misc]
    assert said == [Code.LAST_ADMINISTRATOR]


def test_who_recovers_at_the_machine_is_signed_out_and_chooses_a_password(world: World) -> None:
    ada = person(world, "Ada", EVERYWHERE)
    session_id = signed_in(world, ada)
    world.database.run(lambda session: recover(session, "Ada", "new hash"))
    assert not is_in(world, session_id)
    with world.database.read() as session:
        assert session.get_one(Person, ada).must_change_password
    unknown = world.database.run
    assert refused(lambda: unknown(lambda session: recover(session, "Niemand", "x"))) is Code.UNKNOWN_PERSON


def test_sessions_are_listed_without_their_secret_and_end_one_by_one(world: World) -> None:
    sam, bob, now = person(world, "Sam", GUIDE), person(world, "Bob", GUIDE), world.clock.now()
    mine = [signed_in(world, sam, Terms(browser=name)) for name in ("Firefox, Linux", "Chrome, Android")]
    with world.database.read() as session:
        listed = sessions_of(session, sam, now)
    assert {one.browser for one in listed} == {"Firefox, Linux", "Chrome, Android"}
    assert not any(one.id in secret for one in listed for secret in mine)
    assert not world.database.run(lambda session: end_one(session, bob, listed[0].id))
    assert not world.database.run(lambda session: end_one(session, sam, "%" * 16))
    assert world.database.run(lambda session: end_one(session, sam, listed[0].id))
    assert [is_in(world, secret) for secret in mine].count(True) == 1


def _together(works: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
