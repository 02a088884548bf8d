"""Numbers in advance: a kiosk holds some, gives them while the server is away, and hands them in.

A block is taken from the counter of its series like any other number, so it can never meet another ticket;
the kiosk's own letter only makes plain to people where a number comes from. docs/offline.md tells it whole.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from itertools import product

from sqlalchemy import delete, insert, select, update

from config.languages import LANGUAGE_BY_CODE
from models.access.principal import Role
from models.actions.issue import Wish, enter
from models.actions.visit import merge
from models.log import FactKind, Turn
from models.numbering import join_line, next_numbers
from models.refusal import Code, Refusal
from models.tables import ORDINARY, Answer, Device, Fact, NumberBlock, QuestionType, Ticket
from models.transition import State

BLOCK = 30
"""Numbers in a block: an hour and more of a busy kiosk."""

AHEAD = timedelta(days=7)
"""How far in advance a kiosk may hold numbers."""

KEPT = timedelta(days=14)
"""How long a kiosk that was away may still hand in what it gave."""

LETTERS = "ZYXWVTSRPNMLKHGFEDCBA"
"""From the end of the alphabet, where questions seldom are; without those that are misread: I, J, O, Q, U."""


@dataclass(frozen=True)
class Given:
    """A number that a kiosk gave by itself.

    Attributes:
        block: the block it came from.
        number: the number.
        question_type: what the visitor asked.
        language: the visitor's language.
        at: when it was given, aware, as far as the kiosk knows.
        replaces: the idempotency key of a press that got no answer, and was answered by this number.
    """

    block: int
    number: int
    question_type: str
    language: str
    at: datetime
    replaces: str | None = None


def lease(turn: Turn, device_id: int, day: date) -> NumberBlock:
    """Give a kiosk the next numbers of its own series.

    Args:
        turn: a turn at the kiosk's location.
        device_id: the kiosk.
        day: the business day that the numbers are for.

    Raises:
        Refusal: `unknown_day` for one that is over, or too far ahead.
    """
    if not turn.day <= day <= turn.day + AHEAD:
        raise Refusal(Code.UNKNOWN_DAY, f"numbers for {day} cannot be had on {turn.day}")
    place = turn.setup.id
    turn.session.execute(
        delete(NumberBlock).where(
            NumberBlock.location_id == place, NumberBlock.business_day < turn.day - KEPT
        )
    )
    series = _series_of(turn, device_id)
    numbers = next_numbers(turn.connection, place, day, series, BLOCK)
    block = NumberBlock(
        location_id=place,
        device_id=device_id,
        business_day=day,
        series=series,
        first=numbers.start,
        last=numbers.stop - 1,
        leased_at=turn.at,
    )
    turn.session.add(block)
    turn.session.flush()
    turn.record(
        FactKind.BLOCK_LEASED,
        device=device_id,
        day=day.isoformat(),
        series=series,
        first=block.first,
        last=block.last,
    )
    return block


def hand_in(turn: Turn, device_id: int, given: Given) -> Ticket:
    """Make a ticket of a number that a visitor holds already, in the place that the visitor had then.

    Neither the door nor the length of the line is asked: the promise was made.

    Args:
        turn: a turn at the kiosk's location.
        device_id: the kiosk that gave the number.
        given: the number.

    Raises:
        Refusal: `unknown_block`, `not_in_block`; `already_given`; `unknown_question_type`.
    """
    block = _block(turn, given)
    at = max(block.leased_at, min(given.at, turn.at))
    language = given.language if given.language in LANGUAGE_BY_CODE else turn.setup.region.languages[0]
    join_line(turn.connection, turn.setup.id, block.business_day)
    ticket = enter(
        turn,
        Wish(given.question_type, language, printed=False, device=device_id),
        block.business_day,
        block.series,
        given.number,
        _priority(turn, given.question_type),
        arrived_rev=_revision_at(turn, at),
        issued_at=at,
        waiting_since=at,
        offline=True,
    )
    turn.record(FactKind.ISSUED, ticket, language=language, offline=True, given_at=at.isoformat())
    if given.replaces is not None:
        _settle(turn, ticket, f"{Role.KIOSK}:{block.device_id}", given.replaces)
    return ticket


def _block(turn: Turn, given: Given) -> NumberBlock:
    """The block of a number that was not handed in yet; a kiosk paired anew has its old ones still."""
    block = turn.session.get(NumberBlock, given.block)
    if block is None or block.location_id != turn.setup.id:
        raise Refusal(Code.UNKNOWN_BLOCK, f"no kiosk of {turn.setup.id} holds block {given.block}")
    if not block.first <= given.number <= block.last:
        raise Refusal(Code.NOT_IN_BLOCK, f"block {block.id} goes from {block.first} to {block.last}")
    there = turn.session.execute(
        select(Ticket.id).where(
            Ticket.location_id == turn.setup.id,
            Ticket.business_day == block.business_day,
            Ticket.series == block.series,
            Ticket.number == given.number,
        )
    ).scalar_one_or_none()
    if there is not None:
        raise Refusal(Code.ALREADY_GIVEN, "this number was handed in before", there)
    return block


def _priority(turn: Turn, question_type: str) -> int:
    """That of the question; one that is not offered any more is still what the visitor asked."""
    if turn.session.get(QuestionType, question_type) is None:
        raise Refusal(Code.UNKNOWN_QUESTION_TYPE, f"there was never a question {question_type!r}")
    known = turn.setup.question_types.get(question_type)
    return (known.priority if known else None) or ORDINARY


def _revision_at(turn: Turn, at: datetime) -> int:
    """The location's revision at that moment: the place in line of who came then."""
    before = select(Fact.rev).where(Fact.location_id == turn.setup.id, Fact.at <= at)
    return turn.session.execute(before.order_by(Fact.rev.desc()).limit(1)).scalar_one_or_none() or 0


def _settle(turn: Turn, ticket: Ticket, who: str, key: str) -> None:
    """A press without an answer may have made a ticket that nobody saw, or may yet arrive: neither counts.

    What it made becomes one with the number that the visitor holds; what has not arrived finds its key taken.
    *who* is the kiosk as the log names it.
    """
    made = turn.session.execute(
        select(Answer.status, Answer.body).where(Answer.actor == who, Answer.key == key)
    ).one_or_none()
    if made is None:
        turn.session.execute(
            insert(Answer).values(actor=who, key=key, fingerprint="", status=409, body="", at=turn.at)
        )
        return
    if made.status != HTTPStatus.CREATED:
        return
    unseen = int(json.loads(made.body)["id"])
    waits = (
        turn.session.execute(select(Ticket.state).where(Ticket.id == unseen)).scalar_one() == State.WAITING
    )
    if waits and ticket.business_day == turn.day:
        merge(turn.next(), unseen, ticket.id)


def _series_of(turn: Turn, device_id: int) -> str:
    """The kiosk's letter: what it has, unless a question has taken that since; else a free one."""
    taken = {item.letter for item in turn.setup.question_types.values()}
    others = turn.session.execute(
        select(Device.id, Device.series).where(
            Device.location_id == turn.setup.id, Device.series.is_not(None), Device.revoked_at.is_(None)
        )
    ).all()
    mine = next((row.series for row in others if row.id == device_id), None)
    if mine is not None and mine not in taken:
        return str(mine)
    taken |= {row.series for row in others}
    series = next(letters for letters in _possible() if letters not in taken)
    turn.session.execute(update(Device).where(Device.id == device_id).values(series=series))
    return series


def _possible() -> Iterator[str]:
    yield from LETTERS
    yield from map("".join, product(LETTERS, repeat=2))
