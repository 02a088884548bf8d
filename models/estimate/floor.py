"""A location followed through its facts: who waits, who is with whom, and what is learned from it."""

from collections.abc import Callable, Mapping
from itertools import count

from models.estimate.happening import Happening, Inner, Kind
from models.estimate.learned import Learned
from models.estimate.moment import Moment, Standing
from models.estimate.people import Guide, Guides, InLine

_QUIET = 4 * 3600.0
"""After so many seconds without a fact, on another date, a new day has begun."""
_IDLE = 300.0
"""Who has had nothing to do for so many seconds is not tidying up any more."""
_OVERLOOKED = 180.0
"""Whom an idle guide leaves standing for so many seconds they do not take."""


class Floor:
    """One location.

    Attributes:
        learned: what is usual there.
    """

    def __init__(self) -> None:
        self.learned = Learned()
        self._places = count()
        self._visitors: dict[str, InLine] = {}
        self._line: dict[str, InLine] = {}
        self._guides = Guides()
        self._told_of_guides = False
        self._day = -1
        self._newest = 0.0
        self._acts: Mapping[Kind | Inner, Callable[[Happening], None]] = {
            Kind.ISSUED: self._issued,
            Kind.CALLED: self._called,
            Kind.RETURNED: self._returned,
            Kind.STARTED: self._started,
            Kind.HELD: self._held,
            Kind.RESUMED: self._resumed,
            Kind.TRANSFERRED: self._transferred,
            Kind.FINISHED: self._finished,
            Kind.NO_SHOW: self._no_show,
            Kind.LEFT: self._left,
            Kind.ABANDONED: self._left,
            Kind.REINSTATED: self._back_in_line,
            Kind.GUIDE_AVAILABLE: self._available,
            Kind.GUIDE_AWAY: self._away,
            Inner.CALL_UNDONE: self._call_undone,
            Inner.SERVICE_BEGUN: self._service_begun,
        }

    def turn_to(self, happening: Happening) -> None:
        """Let the day of a fact begin, if it has not; to be asked before an estimate for that moment."""
        if happening.day != self._day:
            if happening.at - self._newest > _QUIET or happening.kind is Kind.LOCATION_OPENED:
                self._line.clear()
                self._visitors.clear()
                self._guides.clear()
            self._day = happening.day
        if happening.kind is Kind.ISSUED and not self._told_of_guides and not self._guides:
            for name in self.learned.presence.yesterday(happening.day):
                self._guides[name] = Guide(there=True, came_at=happening.at)

    def see(self, happening: Happening) -> float | None:
        """Take in the next fact.

        Returns:
            The wait in seconds when it is a visitor's first call, else None.
        """
        self.turn_to(happening)
        self._newest = max(self._newest, happening.at)
        self._put_right(happening)
        waits = self._line.get(happening.ticket or "") if happening.kind is Kind.CALLED else None
        first = waits is not None and waits.first
        act = self._acts.get(happening.kind)
        if act is not None and (happening.ticket is not None or happening.kind in _OF_GUIDES):
            act(happening)
        return happening.at - waits.since if waits is not None and first else None

    def moment(self, happening: Happening) -> Moment:
        """The state as it is when that fact happens."""
        line = sorted(self._line.items(), key=lambda item: item[1].place)
        names = sorted(self._guides.keys() | self.learned.presence.guides())
        return Moment(
            now=happening.at,
            day=happening.day,
            second=happening.second_of_day,
            line=[Standing(ticket, waits.question_type) for ticket, waits in line],
            guides=[self._guides.helper(name, self._visitors) for name in names],
            rank=lambda guide, standing: self.learned.skills.rank(guide, standing.question_type),
        )

    def free_since(self, name: str) -> float | None:
        """When that guide's last visit ended, in seconds since 1970; None without one since they came."""
        guide = self._guides.get(name)
        return None if guide is None else guide.free_since

    def seen_at(self, name: str) -> float:
        """When that guide last came, called or was free again, in seconds since 1970; 0 for never."""
        guide = self._guides.get(name)
        return 0.0 if guide is None else max(guide.came_at, guide.called_at, guide.free_since or 0.0)

    def _put_right(self, happening: Happening) -> None:
        """A later fact knows the question better than the number; where one sent on goes is no correction."""
        visitor = self._visitors.get(happening.ticket or "")
        if visitor is None or happening.kind in _OF_ANOTHER_QUESTION or visitor.another:
            return
        visitor.question_type = happening.question_type or visitor.question_type

    def _issued(self, happening: Happening) -> None:
        visitor = InLine(next(self._places), happening.question_type or "", happening.at)
        self._visitors[happening.ticket or ""] = self._line[happening.ticket or ""] = visitor

    def _called(self, happening: Happening) -> None:
        ticket = happening.ticket or ""
        waits = self._line.pop(ticket, None)
        name = happening.guide or "?"
        guide = self._guides.setdefault(name, Guide(came_at=happening.at))
        if waits is not None:
            if waits.first:
                self.learned.stood(happening.at - waits.since, left=False)
            if guide.ticket is None:
                self._learn_from_call(happening, waits, guide, name)
            waits.first = False
        elif ticket not in self._visitors:
            self._visitors[ticket] = InLine(next(self._places), happening.question_type or "", happening.at)
        self._guides.attend(name, ticket, happening.at)
        guide.called_at, guide.started_at = happening.at, None
        self.learned.presence.called(name, happening.day, happening.second_of_day)

    def _learn_from_call(self, happening: Happening, waits: InLine, guide: Guide, name: str) -> None:
        asked = waits.question_type
        earlier = {other.question_type for other in self._line.values() if other.place < waits.place}
        self.learned.skills.took(name, asked, earlier - {asked})
        self._learn_who_overlooked(happening.at, waits, name)
        free = guide.free_since
        if free is not None and waits.since <= free:
            self.learned.pauses.add(happening.at - free)
        elif (guide.came_at if free is None else free) < waits.since - _IDLE:
            self.learned.reactions.add(happening.at - waits.since)

    def _learn_who_overlooked(self, now: float, waits: InLine, caller: str) -> None:
        for name, guide in self._guides.items():
            if name == caller or not guide.there or guide.ticket is not None or not self._told_of_guides:
                continue
            idle = now - max(waits.since, guide.free_since or guide.came_at, guide.came_at)
            if idle > _OVERLOOKED:
                self.learned.skills.left(name, waits.question_type)

    def _held(self, happening: Happening) -> None:
        self._guides.release(happening.ticket, happening.at)

    def _started(self, happening: Happening) -> None:
        guide = self._guides.holder(happening.ticket)
        if guide is not None and guide.started_at is None:
            guide.started_at = happening.at
            self.learned.walks.add(happening.at - guide.called_at)

    def _resumed(self, happening: Happening) -> None:
        if happening.ticket in self._visitors and happening.guide is not None:
            self._guides.attend(happening.guide, happening.ticket, happening.at)
            guide = self._guides[happening.guide]
            guide.called_at = guide.started_at = happening.at

    def _finished(self, happening: Happening) -> None:
        guide = self._guides.release(happening.ticket, happening.at)
        if guide is None:
            return
        self.learned.came()
        started = guide.called_at if guide.started_at is None else guide.started_at
        if guide.started_at is None:
            self.learned.walks.add(0.0)
        asked = self._visitors[happening.ticket or ""].question_type
        self.learned.conversations.add(
            asked, happening.at - started, happening.at, happening.day, int(happening.second_of_day // 3600)
        )

    def _transferred(self, happening: Happening) -> None:
        self._finished(happening)
        self._back_in_line(happening)

    def _no_show(self, happening: Happening) -> None:
        guide = self._guides.release(happening.ticket, happening.at)
        if guide is not None:
            self.learned.missed(happening.at - guide.called_at)

    def _returned(self, happening: Happening) -> None:
        guide = self._guides.release(happening.ticket, happening.at)
        if guide is not None and guide.started_at is None:
            self.learned.missed(happening.at - guide.called_at)
        self._back_in_line(happening)

    def _call_undone(self, happening: Happening) -> None:
        """A call was a slip: guide and visitor are as before it, and nobody stayed away."""
        guide = self._guides.holder(happening.ticket)
        if guide is not None:
            guide.ticket = None
        visitor = self._visitors.get(happening.ticket or "")
        since = happening.at if visitor is None else visitor.since
        self._back_in_line(happening)
        self._line[happening.ticket or ""].since = since

    def _service_begun(self, happening: Happening) -> None:
        """The visit goes on, and counts for the question with which it was called."""
        visitor = self._visitors.get(happening.ticket or "")
        if visitor is not None:
            visitor.another = True

    def _back_in_line(self, happening: Happening) -> None:
        visitor = self._visitors.get(happening.ticket or "")
        if visitor is None:
            self._issued(happening)
            visitor = self._visitors[happening.ticket or ""]
            visitor.first = False
        if happening.question_type:
            visitor.question_type = happening.question_type
        visitor.since, visitor.another = happening.at, False
        self._line[happening.ticket or ""] = visitor

    def _left(self, happening: Happening) -> None:
        waits = self._line.pop(happening.ticket or "", None)
        if waits is not None and happening.kind is Kind.LEFT:
            self.learned.stood(happening.at - waits.since, left=True)
        self._guides.release(happening.ticket, happening.at)

    def _available(self, happening: Happening) -> None:
        if happening.guide is None:
            return
        self._told_of_guides = True
        guide = self._guides.setdefault(happening.guide, Guide())
        if not guide.there:
            guide.there, guide.came_at, guide.free_since = True, happening.at, None
        self.learned.presence.came(happening.guide, happening.day, happening.second_of_day)

    def _away(self, happening: Happening) -> None:
        guide = self._guides.get(happening.guide or "")
        if guide is not None:
            guide.there = False
            self.learned.presence.went(happening.guide or "", happening.day, happening.second_of_day)


_OF_GUIDES = frozenset({Kind.GUIDE_AVAILABLE, Kind.GUIDE_AWAY})
_OF_ANOTHER_QUESTION = frozenset({Kind.TRANSFERRED, Inner.SERVICE_BEGUN})
