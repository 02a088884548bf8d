"""Who is next: one pure ordering, used by the claim, by "people before you" and by the explanation.

The rules in words, with an example of each, are docs/queue-rules.md. Knows no database and no clock: what
time does to a place in line is written on the ticket (`widened`, `later`) by a fact of the log.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Reason(StrEnum):
    """Why a visitor is next for a guide, for the console to put into words."""

    RETURNS_TO_YOU = "returns_to_you"
    FOR_YOUR_DESK = "for_your_desk"
    PRIORITY = "priority"
    WAITED_LONGEST = "waited_longest"
    WIDENED = "widened"
    NOBODYS_QUESTION = "nobodys_question"
    SECOND_QUESTION = "second_question"
    FOR_GUIDE = "for_guide"
    FOR_DESK = "for_desk"
    LATER = "later"


class Widened(IntEnum):
    """Who may take a visitor because of the wait."""

    NO = 0
    SECOND = 1
    """Guides who have the question as second one take it as if it were their own."""
    ANYBODY = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """One visitor in line, as far as the order goes.

    Attributes:
        id: the ticket.
        arrived: the place in line: the revision at which the ticket was issued.
        question_type: what the visitor asks.
        priority: 1 goes first; 9 is ordinary.
        overtaken: how often priority went before this visitor, who came earlier.
        widened: see `Widened`.
        for_guide: the guide who is to go on with this visitor, if one is.
        for_desk: the desk where the visitor was sent, if one was.
        sent_by: the guide who sent the visitor on, if one did.
        later: whether the visitor asked for a moment.
    """

    id: int
    arrived: int
    question_type: str
    priority: int = 9
    overtaken: int = 0
    widened: int = Widened.NO
    for_guide: str | None = None
    for_desk: str | None = None
    sent_by: str | None = None
    later: bool = False


@dataclass(frozen=True)
class Guide:
    """A guide at a desk: what they take.

    Attributes:
        name: who.
        desk: where.
        own: question types that are their own; None for all.
        also: those taken when nobody waits for an own one.
        receives: False during a pause or back office.
    """

    name: str
    desk: str
    own: frozenset[str] | None = None
    also: frozenset[str] = frozenset()
    receives: bool = True

    def has_own(self, question_type: str) -> bool:
        """Whether the question is one of their own."""
        return self.own is None or question_type in self.own


@dataclass(frozen=True)
class Floor:
    """Who sits at the desks, and how often priority may go before one visitor."""

    guides: Sequence[Guide] = ()
    max_overtakings: int = 0

    def reserved(self, waiting: Waiting) -> Reason | None:
        """For whom a visitor is kept: a guide or desk that receives, until the wait opens it to anybody."""
        if waiting.widened >= Widened.ANYBODY:
            return None
        if any(guide.receives and guide.name == waiting.for_guide for guide in self.guides):
            return Reason.FOR_GUIDE
        if any(guide.receives and guide.desk == waiting.for_desk for guide in self.guides):
            return Reason.FOR_DESK
        return None

    def elsewhere(self, guide: Guide, waiting: Waiting) -> bool:
        """Whether *guide* sent the visitor on and another who receives has the question as own."""
        if waiting.sent_by != guide.name or waiting.widened >= Widened.ANYBODY:
            return False
        others = (other for other in self.guides if other.receives and other.name != guide.name)
        return any(other.has_own(waiting.question_type) for other in others)

    def is_nobodys(self, question_type: str) -> bool:
        """Whether no guide who receives visitors has the question as own: then it is everybody's."""
        return not any(guide.receives and guide.has_own(question_type) for guide in self.guides)


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the order.

    Attributes:
        waiting: the visitor.
        reason: why here.
        passed: visitors who came earlier and whom priority puts behind.
        used: how often the most overtaken of them is overtaken once this visitor is called.
    """

    waiting: Waiting
    reason: Reason
    passed: tuple[Waiting, ...] = field(default=())
    used: int = 0


class Rank(IntEnum):
    """Whom a guide takes before whom."""

    MINE = 0
    OWN = 1
    SECOND = 2


def order_for(guide: Guide, line: Iterable[Waiting], floor: Floor) -> Iterator[Place]:
    """Whom *guide* calls, first to last: who returns to them, then their own questions, then second ones.

    Visitors who are not theirs do not appear; neither do those who asked for a moment. Lazy: the first
    costs one look at the line.
    """
    ranks: Mapping[Rank, list[tuple[Waiting, Reason]]] = {rank: [] for rank in Rank}
    for waiting in line:
        found = rank_of(guide, waiting, floor)
        if found is not None:
            ranks[found[0]].append((waiting, found[1]))
    for rank, entries in ranks.items():
        reasons = {waiting.id: reason for waiting, reason in entries}
        most = 0 if rank is Rank.MINE else floor.max_overtakings
        yield from _in_turn([waiting for waiting, _ in entries], most, reasons)


def order_of_all(line: Sequence[Waiting], floor: Floor) -> Iterator[Place]:
    """The line as a visitor sees it, as if every guide took everything; who asked for a moment is last."""
    ready = [waiting for waiting in line if not waiting.later]
    reasons = {waiting.id: floor.reserved(waiting) or Reason.WAITED_LONGEST for waiting in ready}
    yield from _in_turn(ready, floor.max_overtakings, reasons)
    for waiting in sorted(line, key=_arrival):
        if waiting.later:
            yield Place(waiting, Reason.LATER)


def ahead_of_newcomer(priority: int, line: Sequence[Waiting], floor: Floor) -> int:
    """How many of *line* go before somebody who comes now with that *priority*, as a visitor sees it."""
    arrived = max(map(_arrival, line), default=0) + 1
    newcomer = Waiting(0, arrived, "", priority=priority)  # no ticket has that id
    order = order_of_all([*line, newcomer], floor)
    return next(count for count, place in enumerate(order) if place.waiting is newcomer)


def rank_of(guide: Guide, waiting: Waiting, floor: Floor) -> tuple[Rank, Reason] | None:
    """Whether and in which group *guide* takes the visitor."""
    if waiting.later:
        return None
    if waiting.for_guide == guide.name:
        return Rank.MINE, Reason.RETURNS_TO_YOU
    if waiting.for_desk == guide.desk:
        return Rank.MINE, Reason.FOR_YOUR_DESK
    if floor.reserved(waiting) or floor.elsewhere(guide, waiting):
        return None
    return _rank_of_question(guide, waiting, floor)


def _rank_of_question(guide: Guide, waiting: Waiting, floor: Floor) -> tuple[Rank, Reason] | None:
    if guide.has_own(waiting.question_type):
        return Rank.OWN, Reason.WAITED_LONGEST
    second = waiting.question_type in guide.also
    if waiting.widened >= (Widened.SECOND if second else Widened.ANYBODY):
        return Rank.OWN, Reason.WIDENED
    if floor.is_nobodys(waiting.question_type):
        return Rank.OWN, Reason.NOBODYS_QUESTION
    return (Rank.SECOND, Reason.SECOND_QUESTION) if second else None


def _arrival(waiting: Waiting) -> int:
    return waiting.arrived


def _in_turn(line: Iterable[Waiting], most: int, reasons: Mapping[int, Reason]) -> Iterator[Place]:
    """By priority as long as nobody is overtaken more than *most* times, else by arrival.

    The class with the lowest number whose first may pass everybody before it is next. The class of the
    very first always may, so this ends; and a visitor is passed only while `overtaken` is below *most*, so
    that nobody waits for more than that many visitors who came later.
    """
    rest = sorted(line, key=_arrival)
    overtaken = {waiting.id: waiting.overtaken for waiting in rest}
    while rest:
        if len({waiting.priority for waiting in rest}) == 1:
            yield from (Place(waiting, reasons[waiting.id]) for waiting in rest)
            return
        at, passed = _first_allowed(rest, overtaken, most)
        waiting = rest.pop(at)
        for other in passed:
            overtaken[other.id] += 1
        if passed:
            used = max(overtaken[other.id] for other in passed)
            yield Place(waiting, Reason.PRIORITY, tuple(passed), used)
        else:
            yield Place(waiting, reasons[waiting.id])


def _first_allowed(
    rest: Sequence[Waiting], overtaken: Mapping[int, int], most: int
) -> tuple[int, Sequence[Waiting]]:
    """The index of who is next, and whom that passes."""
    for priority in sorted({waiting.priority for waiting in rest}):
        at = next(index for index, waiting in enumerate(rest) if waiting.priority == priority)
        passed = [waiting for waiting in rest[:at] if waiting.priority > priority]
        if all(overtaken[waiting.id] < most for waiting in passed):
            return at, passed
    raise AssertionError("the class of the very first passes nobody")
