"""How long it takes to tell sixty visitors how long they wait: the estimate, against its limit."""

import statistics
import time
from collections.abc import Callable, Mapping

from benchmarks.report import Figure
from models.estimate.expect import expect
from models.estimate.learned import Learned
from models.estimate.moment import Helper, Moment, Standing, Visitor

WAITING, GUIDES = 60, 4
ROUNDS = 60
LIMIT_MS = 20.0
_NOW, _DAY, _HOUR = 1_790_000_000.0, 739_000, 3600
_QUESTIONS = ("werk", "leren", "geld")
_AHEAD = {"leren": 5, "geld": 55}
"""How many go before a newcomer with priority: one is soon there, one is watched nearly to the end."""


def measure() -> list[Figure]:
    """With guides who take everything, with guides who differ in that, and with priority besides."""
    learned = _learned()
    return [
        _figure("waits of 60, guides alike", _median(lambda: _once(learned, alike=True))),
        _figure("waits of 60, choosy guides", _median(lambda: _once(learned, alike=False))),
        _figure("waits of 60, with priority", _median(lambda: _once(learned, alike=False, ahead=_AHEAD))),
    ]


def _learned() -> Learned:
    """What is known after a busy month."""
    learned = Learned()
    for number in range(600):
        at = _NOW - (600 - number) * 4000
        seconds = 300.0 + number * 977 % 1500
        learned.conversations.add(
            _QUESTIONS[number % 3], seconds, at, _DAY - 30 + number // 20, 9 + number % 8
        )
        learned.walks.add(number % 60)
        learned.pauses.add(number * 7 % 120)
        learned.came()
    return learned


def _once(learned: Learned, *, alike: bool, ahead: Mapping[str, int] | None = None) -> None:
    def rank(guide: str, standing: Standing) -> int | None:
        place = _QUESTIONS.index(standing.question_type)
        return 1 if alike or place != int(guide[1:]) % 3 else None

    line = [Standing(f"{number}", _QUESTIONS[number % 3]) for number in range(WAITING)]
    guides = [
        Helper(f"g{number}", True, Visitor(f"with {number}", "werk", _NOW - 400, _NOW - 90 * number))
        for number in range(GUIDES)
    ]
    moment = Moment(_NOW, _DAY, 10.0 * _HOUR, line, guides, rank)
    found = expect(moment, learned, _QUESTIONS, ahead=ahead)
    if len(found.standing) != WAITING or len(found.coming) != len(_QUESTIONS):
        raise RuntimeError("somebody was told nothing")


def _median(work: Callable[[], None]) -> float:
    """Median time in milliseconds, of the processor: what else the machine does is not counted."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.thread_time()
        work()
        taken.append(time.thread_time() - begun)
    return statistics.median(taken) * 1000


def _figure(name: str, milliseconds: float) -> Figure:
    return Figure(
        name=name,
        value=milliseconds,
        limit=LIMIT_MS,
        unit="ms",
        bound="at most 20 ms",
        fine=milliseconds <= LIMIT_MS,
        note="four guides; the whole line and newcomers with three questions",
    )
