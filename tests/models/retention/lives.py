"""A day on which something happens that every rule of retention is about."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.access.device import add_device, device_number
from models.access.organisation import Known, admit, shut_out
from models.access.person import add_person
from models.access.principal import Place, Role
from models.access.session import begin_session
from models.actions.assistance import ask, come, end
from models.actions.hold import Target, hold, resume, transfer
from models.answer import Command, Given, remember
from models.log import Turn
from models.tables import (
    Desk,
    DeskDay,
    GuideProfile,
    OrganisationAccount,
    Pairing,
    Picture,
    PrintJob,
    PushWish,
    RecoveryCode,
    SecondFactor,
    Wording,
)
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE, NEXT_DOOR
from tests.models.test_actions_night import write_everywhere

ADDRESS = "https://push.example/abc"


def live_a_day(house: Play) -> None:
    """Visitors with every kind of end, words, names, papers, pictures, browsers, screens and sessions."""
    held = house.do(hold, house.talking(), None, "", by=SAMIRA)
    closed = house.finish(house.do(resume, held, by=SAMIRA))
    house.sits(BRAM, "2")
    house.do(transfer, house.talking(), Target(guide=BRAM), "", by=SAMIRA)
    write_everywhere(house)
    house.takes(SAMIRA, ("werk",))
    now = house.clock.now()
    house.database.run(lambda session: _add(session, closed.id, now))
    house.turn(HERE, _visitor_asks)


def _add(session: Session, closed: int, now: Any) -> None:
    person = add_person(session, "Paula", Role.HOST, None, "", now)
    begin_session(session, person.id, now)
    _lotte_leaves(session, now)
    _rik_is_shut_out(session, now)
    remember(session, Command(SAMIRA, "press", "0" * 64), Given(201, '{"token": "t"}'), now)
    session.add_all(
        [
            Pairing(
                code="CDFHJK",
                secret_hash="0" * 64,
                kind="kiosk",
                location_id=HERE,
                created_at=now,
                expires_at=now + timedelta(minutes=10),
            ),
            _picture(1, "Koffie", now, now + timedelta(days=5), SAMIRA),
            PrintJob(
                location_id=HERE,
                printer_id="main",
                kind="test",
                copy=1,
                state="confirmed",
                content={},
                asked_at=now,
            ),
            PushWish(
                ticket_id=closed,
                endpoint=ADDRESS,
                key="k",
                auth="a",
                language="nl",
                told_next=False,
                created_at=now,
            ),
        ]
    )


def _picture(position: int, describes: str, now: datetime, until: datetime | None, by: str) -> Picture:
    return Picture(
        location_id=HERE,
        position=position,
        shown=b"",
        kind="image/png",
        hash=str(position),
        width=1,
        height=1,
        describes=describes,
        until=until,
        created_at=now,
        created_by=by,
    )


def _lotte_leaves(session: Session, now: datetime) -> None:
    """A guide with all that a colleague can leave behind; by a way that takes nothing away at once."""
    lotte = add_person(session, "Lotte", Role.GUIDE, HERE, "afdruk", now)
    lotte.left_at = lotte.seen_at = now
    at_desk = device_number(session, add_device(session, Role.DESK, HERE, "Balie", now))
    session.add_all(
        [
            GuideProfile(location_id=HERE, guide="Lotte", own=None, also=[], languages=["nl"]),
            OrganisationAccount(person_id=lotte.id, issuer="https://org.test", subject="7", seen_at=now),
            SecondFactor(person_id=lotte.id, sealed="s", confirmed_at=now),
            RecoveryCode(person_id=lotte.id, hash="0" * 64),
            DeskDay(device_id=at_desk, person_id=lotte.id, day=now.date()),
            Wording(language="nl", key="Hello", form=0, text="Dag", changed_at=now, changed_by="Lotte"),
            _picture(2, "Thee", now, None, "Lotte"),
        ]
    )
    seat = session.get_one(Desk, (NEXT_DOOR, "1"))
    seat.guide, seat.guide_since, seat.presence, seat.presence_reason = "Lotte", now, "pause", "lunch"


def _rik_is_shut_out(session: Session, now: datetime) -> None:
    known = Known("https://org.test", "8", "Rik")
    admit(session, known, [Place(Role.GUIDE, HERE)], now)
    shut_out(session, known, now)


def _visitor_asks(turn: Turn) -> None:
    token = add_device(turn.session, Role.KIOSK, HERE, "Zuil", turn.at)
    asked = ask(turn, device_number(turn.session, token), "nl")
    turn = turn.next()
    come(turn, asked.id, SAMIRA)
    end(turn.next(), asked.id)
