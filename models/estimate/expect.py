"""From a moment and what was learned to the moments of the calls: the one function behind every range."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.estimate.conversation import what_is_left
from models.estimate.draw import DRAWS, NORMAL, column, order_of
from models.estimate.early import Early
from models.estimate.forward import NEVER, Hand, Line, Played, newcomer, play, present
from models.estimate.learned import Learned
from models.estimate.moment import Helper, Moment, Standing, Visitor


@dataclass(frozen=True)
class Expected:
    """When visitors would be called, in seconds from the moment: for each `DRAWS` values, ascending.

    Attributes:
        standing: by ticket of those in line.
        coming: by question type of somebody who came now.
    """

    standing: Mapping[str, Sequence[float]]
    coming: Mapping[str, Sequence[float]]


_Taken = tuple[tuple[int, ...], tuple[int, ...]]
"""Who has a question as an own one, and who as a second one."""


def expect(
    moment: Moment,
    learned: Learned,
    coming: Iterable[str],
    *,
    newcomers_only: bool = False,
    ahead: Mapping[str, int] | None = None,
) -> Expected:
    """When everybody who waits would be called, and who came now.

    Args:
        moment: the state of the location.
        learned: what is usual there, from facts before that moment.
        coming: question types that somebody who comes now may ask.
        newcomers_only: leave out those in line.
        ahead: for questions with priority how many of the line go before somebody who comes now; all do
            for any other.
    """
    types = list(coming)
    line = [*moment.line]
    classes, kinds = _classes(line, types)
    guides = [helper for helper in moment.guides if helper.there or _comes(helper, moment, learned)]
    ranks = [[moment.rank(helper.name, kind) for kind in kinds] for helper in guides]
    talks = _Talks(moment, learned)
    hands = [_hand(helper, each, classes, talks) for helper, each in zip(guides, ranks, strict=True)]
    alike = all(rank == 1 for each in ranks for rank in each)
    first = len(kinds) - len(types)
    takers = {question: _takers(ranks, number) for number, question in enumerate(types, first)}
    places = {question: place for question, place in (ahead or {}).items() if place < len(line)}
    early = {question: Early(places[question], *takers[question]) for question in types if question in places}
    played = play(_line(line, classes, talks), hands, alike=alike, early=[*early.values()])
    found = _coming(played, {each: taken for each, taken in takers.items() if each not in early})
    for number, question in enumerate(early):
        found[question] = sorted(calls[number] for calls in played.early)
    return Expected({} if newcomers_only else _standing(line, played), found)


def _coming(played: Played, takers: Mapping[str, _Taken]) -> dict[str, Sequence[float]]:
    """When those are called who would be last, by question; worked out once for those whom the same take."""
    drawn = {taken: sorted(newcomer(played, *taken)) for taken in set(takers.values())}
    return {question: drawn[taken] for question, taken in takers.items()}


class _Talks:
    """How long conversations last at one moment, by question type; each asked for once.

    Attributes:
        moment: the moment.
        learned: what is usual.
        scale: for each draw by how much all of them may be longer, as their means are not known exactly.
    """

    def __init__(self, moment: Moment, learned: Learned) -> None:
        self.moment = moment
        self.learned = learned
        doubt = learned.conversations.doubt(moment.day)
        self.scale = [math.exp(doubt * NORMAL[place]) for place in order_of("doubt")]
        self._known: dict[str, Sequence[float]] = {}
        self._running: dict[str, list[float]] = {}
        for helper in moment.guides:
            visitor = helper.visitor
            if visitor is not None and visitor.started_at is not None:
                lasts = moment.now - visitor.started_at
                self._running.setdefault(visitor.question_type, []).append(lasts)

    def of(self, question_type: str) -> Sequence[float]:
        """The lengths, ascending: `DRAWS` equally likely values in seconds."""
        if question_type not in self._known:
            self._known[question_type] = self.learned.conversations.points(
                question_type,
                self.moment.day,
                self.moment.hour,
                self._running.get(question_type, ()),
            )
        return self._known[question_type]

    def scaled(self, times: Sequence[float]) -> list[float]:
        """Times of work, for each draw, as long as all work is in that draw."""
        return [a * b for a, b in zip(times, self.scale, strict=True)]


def _comes(helper: Helper, moment: Moment, learned: Learned) -> bool:
    """Whether a guide who is not there may come."""
    shifts = _shifts(helper, moment, learned)
    return any(present(0.0, each) < NEVER for each in shifts)


def _shifts(helper: Helper, moment: Moment, learned: Learned) -> Sequence[tuple[tuple[float, float], ...]]:
    if helper.shifts is not None:
        return helper.shifts
    return learned.presence.shifts(helper.name, moment.day, moment.second, there=helper.there)


def _classes(line: Sequence[Standing], types: Sequence[str]) -> tuple[list[int], list[Standing]]:
    """The class of each in line, and one visitor of each class; the newcomers' classes come last."""
    numbers: dict[tuple[str, object], int] = {}
    kinds: list[Standing] = []
    classes = []
    for standing in line:
        kind = standing.question_type, standing.kept
        if kind not in numbers:
            numbers[kind] = len(kinds)
            kinds.append(standing)
        classes.append(numbers[kind])
    return classes, kinds + [Standing("", question) for question in types]


def _line(line: Sequence[Standing], classes: Sequence[int], talks: _Talks) -> Line:
    learned = talks.learned
    questions = {standing.question_type for standing in line}
    busy = {question: learned.busy(talks.of(question)) for question in questions}
    work = [talks.scaled(column(busy[standing.question_type], standing.ticket)) for standing in line]
    patience = [learned.patience(standing.ticket) for standing in line] if learned.leaving() else None
    return Line(classes, work, [each for each in patience if each] if patience else None)


def _hand(helper: Helper, ranks: Sequence[int | None], classes: Sequence[int], talks: _Talks) -> Hand:
    tiers = tuple(tuple(kind for kind, rank in enumerate(ranks) if rank == tier) for tier in (0, 1, 2))
    waited_for = any(ranks[kind] is not None for kind in set(classes))
    shifts = _shifts(helper, talks.moment, talks.learned)
    return Hand(_free(helper, talks, waited_for=waited_for), (tiers[0], tiers[1], tiers[2]), shifts)


def _free(helper: Helper, talks: _Talks, *, waited_for: bool) -> list[float]:
    """When a guide is free, in seconds from now."""
    moment, learned = talks.moment, talks.learned
    if helper.visitor is not None:
        return _busy(helper.visitor, talks)
    if not helper.there or helper.free_since is None:
        return [0.0] * DRAWS if waited_for else column(learned.reactions.points(), "reaction")
    idle = moment.now - helper.free_since
    if waited_for:
        return column(learned.pauses.what_is_left(idle), f"pause of {helper.name}")
    pause = column(learned.pauses.what_may_be_left(idle), f"pause of {helper.name}")
    reaction = column(learned.reactions.points(), "reaction")
    return [max(a, b) for a, b in zip(pause, reaction, strict=True)]


def _busy(visitor: Visitor, talks: _Talks) -> list[float]:
    """When a guide who has a visitor is free."""
    moment, learned = talks.moment, talks.learned
    talk = talks.of(visitor.question_type)
    pause = column(learned.pauses.points(), f"pause after {visitor.ticket}")
    if visitor.started_at is not None:
        left = column(what_is_left(talk, moment.now - visitor.started_at), f"rest of {visitor.ticket}")
        return talks.scaled([a + b for a, b in zip(left, pause, strict=True)])
    since = moment.now - visitor.called_at
    walk = column(learned.walks.what_is_left(since), f"walk of {visitor.ticket}")
    whole = column(talk, f"rest of {visitor.ticket}")
    busy = [a + b + c for a, b, c in zip(walk, whole, pause, strict=True)]
    absent = round(_absent(since, learned) * DRAWS)
    if absent:
        miss = learned.misses.what_is_left(since)
        for number, place in enumerate(order_of(f"absence of {visitor.ticket}")[:absent]):
            busy[place] = miss[number * DRAWS // absent] + pause[place]
    return talks.scaled(busy)


def _absent(since: float, learned: Learned) -> float:
    """How likely it is that a visitor called *since* seconds ago does not come."""
    coming = (1 - learned.missing) * _lasts(learned.walks.points(), since)
    missing = learned.missing * _lasts(learned.misses.points(), since)
    return missing / (coming + missing)


def _lasts(points: Sequence[float], since: float) -> float:
    return (sum(point > since for point in points) + 0.25) / (DRAWS + 0.5)


def _takers(ranks: Sequence[Sequence[int | None]], kind: int) -> _Taken:
    own = tuple(guide for guide, each in enumerate(ranks) if each[kind] in {0, 1})
    return own, tuple(guide for guide, each in enumerate(ranks) if each[kind] == 2)


def _standing(line: Sequence[Standing], played: Played) -> Mapping[str, Sequence[float]]:
    columns = zip(*played.calls, strict=True)
    return {standing.ticket: sorted(times) for standing, times in zip(line, columns, strict=True)}
