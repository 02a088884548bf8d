"""Visitors who never stood in the line: straight to a guide, or with a number from a paper roll.

Each is the ordinary facts one after the other (issued, called, started) in one transaction, so that every
count and report treats them like anybody else.
"""

from sqlalchemy import select, update

from models.actions.calling import summon
from models.actions.conversation import start
from models.actions.desk import refuse_taken, sit_down
from models.actions.issue import Wish, enter
from models.actions.question import known_language, known_question
from models.log import FactKind, Turn
from models.numbering import join_line, next_number
from models.refusal import Code, Refusal
from models.tables import Desk, Location, Ticket

ROUNDS = ("P-", "P2-", "P3-", "P4-")
"""The series of the paper roll, one for each time it goes round in a day; no question has such a letter."""


def walk_direct(turn: Turn, guide: str | None, desk: str, wish: Wish) -> Ticket:
    """A visitor goes straight to a desk and the conversation starts; also when it is full or closed.

    Args:
        turn: a turn at the location.
        guide: who talks; None for whoever sits at the desk.
        desk: where.
        wish: what the visitor asks; nothing is printed.

    Raises:
        Refusal: `unknown_question_type`, `unknown_language`, `unknown_desk`; `no_desk` when nobody
            sits there; `busy`, `desk_busy`.
    """
    asked = known_question(turn, wish.question_type)
    known_language(turn, wish.language)
    talks = guide or _who_sits(turn, desk)
    refuse_taken(turn, talks, desk)
    sit_down(turn, talks, desk)
    join_line(turn.connection, turn.setup.id, turn.day)
    number = next_number(turn.connection, turn.setup.id, turn.day, asked.letter)
    ticket = enter(turn, wish, turn.day, asked.letter, number)
    turn.record(FactKind.ISSUED, ticket, language=wish.language, direct=True)
    _call(turn.next(), ticket, talks, desk)
    return start(turn.next(), ticket.id, None)


def set_roll(turn: Turn, next_number: int | None, last: int = 99) -> None:
    """Begin, set or end the use of a paper roll.

    Args:
        turn: a turn at the location.
        next_number: the number that is called next; None ends it.
        last: the last number of the roll; after it comes 0 again.

    Raises:
        Refusal: `out_of_range` for a next number that is not on the roll.
    """
    if next_number is None:
        values: dict[str, int | None] = {"roll_next": None, "roll_last": None}
    elif next_number > last:
        raise Refusal(Code.OUT_OF_RANGE, f"{next_number} is not on a roll that ends at {last}")
    else:
        values = {"roll_next": next_number, "roll_last": last}
    turn.session.execute(update(Location).where(Location.id == turn.setup.id).values(values))
    if next_number is None:
        turn.record(FactKind.PAPER_STOPPED)
    else:
        turn.record(FactKind.PAPER_STARTED, next=next_number, last=last)


def call_paper(turn: Turn, guide: str, desk: str) -> Ticket:
    """Call the next number of the paper roll, and count its visitor.

    What the visitor asks is not known yet: the last question stands in until the guide changes it.

    Raises:
        Refusal: `no_paper_roll`; `paper_number_taken` when that number was called today more often
            than a roll goes round; `busy`, `desk_busy`, `unknown_desk`.
    """
    roll = turn.session.execute(
        select(Location.roll_next, Location.roll_last).where(Location.id == turn.setup.id)
    ).one()
    offered = turn.setup.offered(turn.at)
    if roll.roll_next is None or not offered:
        raise Refusal(Code.NO_PAPER_ROLL, f"{turn.setup.id} uses no paper roll now")
    refuse_taken(turn, guide, desk)
    sit_down(turn, guide, desk)
    series = _free_series(turn, roll.roll_next)
    join_line(turn.connection, turn.setup.id, turn.day)
    wish = Wish(offered[-1].id, turn.setup.region.languages[0], printed=False)
    ticket = enter(turn, wish, turn.day, series, roll.roll_next)
    following = 0 if roll.roll_next >= roll.roll_last else roll.roll_next + 1
    turn.session.execute(update(Location).where(Location.id == turn.setup.id).values(roll_next=following))
    turn.record(FactKind.ISSUED, ticket, language=wish.language, paper=True)
    return _call(turn.next(), ticket, guide, desk)


def _call(turn: Turn, ticket: Ticket, guide: str, desk: str) -> Ticket:
    """Call a ticket that was only just written."""
    called = summon(turn, turn.session.get_one(Ticket, ticket.id), guide, desk)
    turn.record(FactKind.CALLED, called, call_number=called.call_number, why="direct", passed=0)
    return called


def _who_sits(turn: Turn, desk: str) -> str:
    if desk not in turn.setup.desk_names:
        raise Refusal(Code.UNKNOWN_DESK, f"there is no desk {desk!r} at {turn.setup.id}")
    sitting = turn.session.execute(
        select(Desk.guide).where(Desk.location_id == turn.setup.id, Desk.id == desk)
    ).scalar_one_or_none()
    if sitting is None:
        raise Refusal(Code.NO_DESK, f"nobody sits at desk {desk!r}")
    return sitting


def _free_series(turn: Turn, number: int) -> str:
    """The series of the round that the roll is in: the first in which this number was not called today."""
    used = set(
        turn.session.execute(
            select(Ticket.series).where(
                Ticket.location_id == turn.setup.id,
                Ticket.business_day == turn.day,
                Ticket.number == number,
                Ticket.series.in_(ROUNDS),
            )
        ).scalars()
    )
    for series in ROUNDS:
        if series not in used:
            return series
    raise Refusal(Code.PAPER_NUMBER_TAKEN, f"{number} of the roll was called {len(ROUNDS)} times today")
