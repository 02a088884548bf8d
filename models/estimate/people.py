"""Visitors and guides as their facts tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.estimate.moment import Helper, Visitor


@dataclass
class InLine:
    """A visitor in line, or one that may come back to it.

    Attributes:
        place: the place in line; it is kept when they return.
        question_type: what they ask.
        since: seconds since 1970 from which they wait.
        first: whether they were not called yet.
        another: whether the conversation has come to another question, which later facts then tell.
    """

    place: int
    question_type: str
    since: float
    first: bool = True
    another: bool = False


@dataclass
class Guide:
    """A guide.

    Attributes:
        there: whether they receive visitors.
        ticket: whom they have.
        called_at: when that visitor was called, seconds since 1970.
        started_at: when the conversation began; None while the visitor is on the way.
        free_since: when their last visit ended; None when they had none since they came.
        came_at: since when they are there.
    """

    there: bool = False
    ticket: str | None = None
    called_at: float = 0.0
    started_at: float | None = None
    free_since: float | None = None
    came_at: float = 0.0


class Guides(dict[str, Guide]):
    """The guides of a location by name."""

    def attend(self, name: str, ticket: str | None, at: float) -> None:
        """A guide has that visitor now, and nobody else has."""
        for other in self.values():
            if other.ticket == ticket:
                other.ticket = None
        guide = self.setdefault(name, Guide(came_at=at))
        guide.ticket = ticket
        guide.there = True

    def helper(self, name: str, visitors: Mapping[str, InLine]) -> Helper:
        """A guide as the estimate wants them; one of whom nothing is known today is not there."""
        guide = self.get(name)
        if guide is None:
            return Helper(name, there=False)
        visitor = None
        if guide.ticket is not None:
            asked = visitors[guide.ticket].question_type
            visitor = Visitor(guide.ticket, asked, guide.called_at, guide.started_at)
        return Helper(name, guide.there, visitor, guide.free_since)

    def holder(self, ticket: str | None) -> Guide | None:
        """The guide who has the visitor."""
        return next((each for each in self.values() if each.ticket == ticket), None)

    def release(self, ticket: str | None, at: float) -> Guide | None:
        """The visitor's guide is free for others; returns them as they were at the end."""
        guide = self.holder(ticket)
        if guide is not None:
            guide.ticket, guide.free_since = None, at
        return guide
