"""What the log of the busy location tells, read again from its first fact, and held against the tables."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import select

from models.check import check_database
from models.database import Database
from models.log import FactKind
from models.tables import Fact, Location, Ticket
from models.transition import ACTIVE, State
from tests.faults.installation import LOCATION

_JOINS = {FactKind.ISSUED, FactKind.RETURNED, FactKind.TRANSFERRED}


@dataclass
class Story:
    """The log from the first fact to the last.

    Attributes:
        rev: the location's revision.
        facts: the log.
        tickets: every ticket by its id.
        kinds: how often each kind of fact was written.
    """

    rev: int
    facts: list[Fact]
    tickets: dict[int, Ticket]
    kinds: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        """Count."""
        self.kinds = Counter(fact.kind for fact in self.facts)

    def states(self) -> Counter[str]:
        """How many tickets are in which state."""
        return Counter(ticket.state for ticket in self.tickets.values())

    def ids_in(self, *states: State) -> set[int]:
        """Ids of the tickets in one of these states."""
        return {ticket.id for ticket in self.tickets.values() if ticket.state in states}

    def numbers(self) -> dict[str, list[int]]:
        """The numbers given in each series, in order."""
        found: dict[str, list[int]] = {}
        for ticket in self.tickets.values():
            found.setdefault(ticket.series, []).append(ticket.number)
        return {series: sorted(numbers) for series, numbers in found.items()}

    def called(self, guide: str) -> list[int]:
        """Ids of the tickets that *guide* called, in order."""
        return [
            fact.ticket_id or 0 for fact in self.facts if fact.kind == FactKind.CALLED and fact.guide == guide
        ]


def read_story(database: Database) -> Story:
    """The story of the busy location."""
    with database.read() as session:
        assert check_database(session) == []
        facts = session.execute(select(Fact).where(Fact.location_id == LOCATION).order_by(Fact.rev)).scalars()
        tickets = session.execute(select(Ticket)).scalars()
        return Story(
            session.get_one(Location, LOCATION).rev, list(facts), {ticket.id: ticket for ticket in tickets}
        )


def assert_whole(story: Story) -> None:
    """The log has no gap, and each series of numbers has none."""
    assert [fact.rev for fact in story.facts] == list(range(1, story.rev + 1))
    for series, numbers in story.numbers().items():
        assert numbers == list(range(1, len(numbers) + 1)), series


def _remember_sender(fact: Fact, sent_by: dict[int, str | None]) -> None:
    """Who sent the visitor on, until the next conversation starts."""
    if fact.ticket_id is not None and fact.kind == FactKind.TRANSFERRED:
        sent_by[fact.ticket_id] = fact.guide
    elif fact.ticket_id is not None and fact.kind == FactKind.STARTED:
        sent_by.pop(fact.ticket_id, None)


def assert_in_order(story: Story) -> None:
    """Each call took whoever of those in line then had come first, and no guide had two at once.

    A guide who sent a visitor on is not offered them again while others are there.
    """
    line: set[int] = set()
    sent_by: dict[int, str | None] = {}
    with_guide: dict[str, int] = {}
    for fact in story.facts:
        ticket = fact.ticket_id
        if ticket is None:
            continue
        if fact.kind == FactKind.CALLED:
            assert ticket in line, f"fact {fact.rev} calls {ticket}, who is not in line"
            theirs = (each for each in line if sent_by.get(each) != fact.guide)
            first = min(theirs, key=lambda each: story.tickets[each].arrived_rev)
            assert ticket == first, f"fact {fact.rev} calls {ticket} before {first}"
            assert fact.guide is not None
            assert fact.guide not in with_guide, f"fact {fact.rev}: {fact.guide} has somebody already"
            line.remove(ticket)
            with_guide[fact.guide] = ticket
        elif fact.kind == FactKind.RESUMED:
            assert fact.guide is not None
            assert fact.guide not in with_guide, f"fact {fact.rev}: {fact.guide} has somebody already"
            with_guide[fact.guide] = ticket
        elif fact.kind in _JOINS:
            line.add(ticket)
        _remember_sender(fact, sent_by)
        if fact.kind in {FactKind.RETURNED, FactKind.TRANSFERRED, FactKind.HELD, FactKind.FINISHED}:
            assert with_guide.pop(str(fact.guide)) == ticket
    assert line == story.ids_in(State.WAITING)
    assert set(with_guide.values()) == story.ids_in(*ACTIVE)
