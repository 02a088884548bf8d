"""Of a colleague who left, a number stays after the term, wherever the name was; who works here keeps all."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.access.key import revoke_key
from models.access.organisation import Known, admit
from models.access.principal import Place, Principal, Proof, Role
from models.access.staffing import come_back, leave
from models.check import check_database
from models.refusal import Code, Refusal
from models.retention.leaving import STAFF
from models.tables import (
    Desk,
    DeskDay,
    GuideProfile,
    Membership,
    OrganisationAccount,
    Person,
    Picture,
    RecoveryCode,
    SecondFactor,
    Wording,
)
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE, NEXT_DOOR
from tests.models.retention.lives import live_a_day
from tests.models.retention.test_rules import erase, everything, rows

ADMINISTRATOR = Principal(Proof.KEY, "Ada", Role.ADMINISTRATOR, None, 1)
OF_LEAVING = {
    "shut_out",
    "people",
    "memberships",
    "factors",
    "codes",
    "desk_days",
    "profiles",
    "desks",
    "shown_by",
    "worded_by",
}


def person(house: Play, name: str) -> Person:
    with house.database.read() as session:
        return session.execute(select(Person).where(Person.name == name)).scalar_one()


def where(house: Play, *names: str) -> list[str]:
    """The columns that hold one of the names."""
    return sorted({place for place, value in everything(house) if any(name in str(value) for name in names)})


def test_a_day_before_the_term_all_is_there_and_after_it_only_a_number(any_house: Play) -> None:
    live_a_day(any_house)
    lotte, rik = person(any_house, "Lotte"), person(any_house, "Rik")
    any_house.wait(days=1)
    any_house.clock.advance(days=28)
    assert set(erase(any_house)) & OF_LEAVING == set()
    assert set(where(any_house, "Lotte")) >= {
        "desk.guide",
        "guide_profile.guide",
        "person.name",
        "picture.created_by",
        "wording.changed_by",
    }
    any_house.clock.advance(days=2)
    assert set(erase(any_house)) >= OF_LEAVING
    assert where(any_house, "Lotte", "Rik") == []
    kept = {row.id: row for row in rows(any_house, Person)}
    assert [kept[one.id].name for one in (lotte, rik)] == [f"left:{lotte.id}", f"left:{rik.id}"]
    assert {(kept[one.id].seen_at, kept[one.id].password_hash) for one in (lotte, rik)} == {(None, "")}
    for table in (Membership, SecondFactor, RecoveryCode, DeskDay):
        assert not {row.person_id for row in rows(any_house, table)} & {lotte.id, rik.id}, table
    with any_house.database.read() as session:
        assert check_database(session) == []


def test_pictures_texts_and_desks_stay_without_the_name(any_house: Play) -> None:
    live_a_day(any_house)
    any_house.wait(days=1)
    any_house.clock.advance(days=30)
    erase(any_house)
    assert [(row.describes, row.created_by) for row in rows(any_house, Picture)] == [("Thee", STAFF)]
    assert [(row.text, row.changed_by) for row in rows(any_house, Wording)] == [("Dag", STAFF)]
    (freed,) = [row for row in rows(any_house, Desk) if row.location_id == NEXT_DOOR]
    assert (freed.guide, freed.guide_since, freed.presence_since) == (None, None, None)
    assert (freed.presence, freed.presence_reason) == ("available", None)


def test_who_works_here_keeps_profile_desk_and_name(any_house: Play) -> None:
    """Samira and Bram are keys in use; Paula has an account."""
    live_a_day(any_house)
    any_house.wait(days=1)
    any_house.clock.advance(days=800)
    erase(any_house)
    assert {row.guide for row in rows(any_house, GuideProfile)} == {SAMIRA}
    assert {row.guide for row in rows(any_house, Desk)} >= {SAMIRA, BRAM}
    assert "Paula" in {row.name for row in rows(any_house, Person)}
    paula = next(row for row in rows(any_house, Person) if row.name == "Paula")
    assert paula.id in {row.person_id for row in rows(any_house, Membership)}


def test_a_key_that_was_revoked_has_left_too(any_house: Play) -> None:
    live_a_day(any_house)
    any_house.wait(days=1)
    any_house.database.run(lambda session: revoke_key(session, SAMIRA, any_house.clock.now()))
    any_house.clock.advance(days=29)
    erase(any_house)
    assert SAMIRA in {row.guide for row in rows(any_house, GuideProfile)}
    any_house.clock.advance(days=2)
    erase(any_house)
    assert rows(any_house, GuideProfile) == []
    assert SAMIRA not in {row.guide for row in rows(any_house, Desk)}


def test_who_came_back_within_the_term_keeps_everything(any_house: Play) -> None:
    live_a_day(any_house)
    lotte = person(any_house, "Lotte")
    any_house.wait(days=1)
    any_house.clock.advance(days=20)
    any_house.database.run(lambda session: come_back(session, ADMINISTRATOR, lotte.id, any_house.clock.now()))
    any_house.clock.advance(days=60)
    erase(any_house)
    assert "guide_profile.guide" in where(any_house, "Lotte")
    assert lotte.id in {row.person_id for row in rows(any_house, Membership)}


def test_nobody_brings_back_who_is_a_number_by_now(any_house: Play) -> None:
    live_a_day(any_house)
    lotte = person(any_house, "Lotte")
    any_house.wait(days=1)
    any_house.clock.advance(days=31)
    erase(any_house)
    nobody = Principal(Proof.KEY, "Gast", Role.COORDINATOR, HERE, 9)
    now = any_house.clock.now()
    for who in (ADMINISTRATOR, nobody):
        work = partial(come_back, who=who, person_id=lotte.id, now=now)
        assert _refused(any_house, work) == Code.UNKNOWN_PERSON
    any_house.database.run(lambda session: leave(session, ADMINISTRATOR, lotte.id, any_house.clock.now()))


@pytest.mark.parametrize("days", [31, 700])
def test_the_organisation_does_not_bring_back_who_left_while_the_audit_log_tells_it(
    any_house: Play, days: int
) -> None:
    live_a_day(any_house)
    any_house.wait(days=1)
    any_house.clock.advance(days=days)
    erase(any_house)
    assert (
        _refused(any_house, lambda session: _comes(session, any_house, "7", "Lotte")) == Code.UNKNOWN_PERSON
    )


def test_after_that_they_are_somebody_new(any_house: Play) -> None:
    live_a_day(any_house)
    before = person(any_house, "Lotte").id
    any_house.wait(days=1)
    any_house.clock.advance(days=731)
    assert "organisation" in erase(any_house)
    assert rows(any_house, OrganisationAccount) == []
    any_house.database.run(lambda session: _comes(session, any_house, "7", "Lotte"))
    assert person(any_house, "Lotte").id > before


def test_who_was_shut_out_is_somebody_new_once_forgotten_and_the_same_before(any_house: Play) -> None:
    live_a_day(any_house)
    rik = person(any_house, "Rik").id
    any_house.wait(days=1)
    any_house.clock.advance(days=20)
    erase(any_house)
    with any_house.database.read() as session:
        assert session.execute(select(OrganisationAccount.subject).order_by("subject")).scalars().all() == [
            "7",
            "8",
        ]
    any_house.clock.advance(days=20)
    erase(any_house)
    any_house.database.run(lambda session: _comes(session, any_house, "8", "Rik"))
    assert person(any_house, "Rik").id != rik
    any_house.clock.advance(days=1)
    assert set(erase(any_house)) & OF_LEAVING == set()


def test_a_desk_that_somebody_without_an_account_took_today_stays_theirs(house: Play) -> None:
    """A simulated guide, who is no person and no key."""
    live_a_day(house)
    house.clock.advance(days=40)
    erase(house)
    now = house.clock.now()
    taken = update(Desk.table()).where(Desk.table().c.location_id == NEXT_DOOR)
    house.database.run(lambda session: session.execute(taken.values(guide="Robot", guide_since=now)))
    house.clock.advance(days=1)
    erase(house)
    assert "Robot" in {row.guide for row in rows(house, Desk)}


def _comes(session: Session, house: Play, subject: str, name: str) -> Any:
    known = Known("https://org.test", subject, name)
    return admit(session, known, [Place(Role.GUIDE, HERE)], house.clock.now() + timedelta(seconds=1))


def _refused(house: Play, work: Callable[[Session], Any]) -> Code:
    with pytest.raises(Refusal) as refused:
        house.database.run(work)
    return refused.value.code
