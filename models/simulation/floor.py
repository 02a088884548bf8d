"""A floor with simulated visitors and guides: what happens next, and when.

A discrete-event simulation over the real actions. It asks for a moment to pass through `wait_until`,
which sets a clock (whole days in seconds) or sleeps (a demonstration).
"""

import heapq
import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from models.actions.calling import call_next, no_show
from models.actions.conversation import Ending, Outcome, finish, start
from models.actions.issue import Wish, issue
from models.database import Database
from models.log import Turn, take_turn
from models.refusal import NobodyWaiting, Refusal
from models.simulation.pace import Pace

log = logging.getLogger(__name__)

T = TypeVar("T")
_RETRY = timedelta(seconds=20)
_OUTCOMES = (Outcome.ANSWERED, Outcome.ANSWERED, Outcome.REFERRED, Outcome.FOLLOW_UP, Outcome.OTHER)


@dataclass(frozen=True)
class Crew:
    """Where the simulated guides sit: desk by guide."""

    desks: dict[str, str]


class Floor:
    """One location with simulated people on it.

    Args:
        database: where it happens.
        location: the location's id.
        crew: the simulated guides.
        pace: how busy it is.
        random: where chance comes from; the same seed gives the same day.
        committed: told after each change.
    """

    def __init__(
        self,
        database: Database,
        location: str,
        crew: Crew,
        pace: Pace,
        random: Random,
        committed: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._location = location
        self._crew = crew
        self._pace = pace
        self._random = random
        self._committed = committed
        self._agenda: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._order = itertools.count()
        self._opens = self._closes = datetime.min.replace(tzinfo=UTC)

    def play(
        self, opens: datetime, closes: datetime, wait_until: Callable[[datetime], bool], early: int = 0
    ) -> None:
        """Play from *opens* to *closes*, and on until the line is empty.

        Args:
            opens: first moment a visitor may come.
            closes: last moment a visitor may come.
            wait_until: lets a moment come; False ends the play.
            early: how many visitors stand at the door when it opens.
        """
        self._opens, self._closes = opens, closes
        for number in range(early):
            self._at(opens + timedelta(seconds=2 * number), self._comes)
        self._at(opens + self._next_arrival(opens), self._arrive)
        for guide in self._crew.desks:
            self._at(opens + timedelta(seconds=self._pace.pauses(self._random)), self._calls(guide))
        while self._agenda:
            moment, _, act = heapq.heappop(self._agenda)
            if not wait_until(moment):
                return
            act(moment)

    def _at(self, moment: datetime, act: Callable[[datetime], None]) -> None:
        heapq.heappush(self._agenda, (moment, next(self._order), act))

    def _next_arrival(self, now: datetime) -> timedelta:
        share = (now - self._opens) / (self._closes - self._opens)
        return timedelta(seconds=self._pace.next_arrival(self._random, share, self._opens.weekday()))

    def _arrive(self, now: datetime) -> None:
        if now >= self._closes:
            return
        self._at(now + self._next_arrival(now), self._arrive)
        self._comes(now)

    def _comes(self, now: datetime) -> None:
        try:
            self._turn(now, "visitor", self._issue)
        except Refusal as refusal:
            log.debug("a simulated visitor was refused: %s", refusal.code)

    def _issue(self, turn: Turn) -> None:
        offered = turn.setup.offered(turn.at)
        weights = [1 / (place + 1.5) for place in range(len(offered))]
        question = self._random.choices(offered, weights)[0].id
        languages = turn.setup.region.languages
        language = self._random.choices(languages, [12, *[1] * (len(languages) - 1)])[0]
        issue(turn, Wish(question, language, printed=False))

    def _calls(self, guide: str) -> Callable[[datetime], None]:
        def call(now: datetime) -> None:
            desk = self._crew.desks[guide]
            try:
                ticket = self._turn(now, guide, lambda turn: call_next(turn, guide, desk))
            except (NobodyWaiting, Refusal):
                if now < self._closes:
                    self._at(now + _RETRY * self._random.uniform(0.3, 1.0), call)
                return
            if self._random.random() < self._pace.no_show:
                self._at(now + timedelta(seconds=self._pace.patience), self._gives_up(guide, ticket.id))
            else:
                self._at(
                    now + timedelta(seconds=self._pace.walks(self._random)),
                    self._talks(guide, ticket.id, ticket.question_type),
                )

        return call

    def _gives_up(self, guide: str, ticket: int) -> Callable[[datetime], None]:
        return lambda now: self._ended(now, guide, lambda turn: no_show(turn, ticket, guide))

    def _talks(self, guide: str, ticket: int, question: str) -> Callable[[datetime], None]:
        def begin(now: datetime) -> None:
            try:
                place = self._turn(now, guide, lambda turn: _started(turn, ticket, guide, question))
            except Refusal:
                self._at(now + _RETRY, self._calls(guide))
                return
            self._at(now + timedelta(seconds=self._pace.talk(self._random, place)), end)

        def end(now: datetime) -> None:
            outcome = self._random.choice(_OUTCOMES)
            self._ended(now, guide, lambda turn: finish(turn, ticket, guide, Ending(outcome)))

        return begin

    def _ended(self, now: datetime, guide: str, act: Callable[[Turn], object]) -> None:
        try:
            self._turn(now, guide, act)
        except Refusal as refusal:
            log.debug("somebody else ended the visit: %s", refusal.code)
        self._at(now + timedelta(seconds=self._pace.pauses(self._random)), self._calls(guide))

    def _turn(self, now: datetime, actor: str, act: Callable[[Turn], T]) -> T:
        result = self._database.run(lambda session: act(take_turn(session, self._location, actor, now)))
        self._committed()
        return result


def _started(turn: Turn, ticket: int, guide: str, question: str) -> int:
    """Start a conversation; gives the place of its question among those of the location."""
    start(turn, ticket, guide)
    return list(turn.setup.question_types).index(question)
