"""Who is busy there: kiosks whose visitors tap twice, and guides who do what guides do."""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.faults.client import Command, Line, Reply, twice
from tests.faults.installation import LOCATION, QUESTIONS

_BODY_OF_STEP: dict[str, dict[str, Any]] = {
    "start": {},
    "return": {},
    "hold": {"minutes": 30},
    "resume": {},
    "finish": {"outcome": "answered"},
}
_LONG_LINE = 80
"""Visitors who see so many before them make room first."""


def issue_command(token: str, key: str, question: str) -> Command:
    """A visitor asks for a number."""
    wish = {"question_type": question, "language": "nl", "printed": False}
    return Command(token, key, f"/locations/{LOCATION}/tickets", wish)


def kiosk(ports: tuple[int, int], token: str, taps: int, seed: int) -> list[tuple[Reply, Reply]]:
    """So many visitors at one kiosk, each of whom taps twice; both answers to each."""
    chance = random.Random(seed)
    lines = Line(ports[0]), Line(ports[1])
    answers = []
    for number in range(taps):
        answers.append(twice(lines, issue_command(token, f"tap-{seed}-{number}", chance.choice(QUESTIONS))))
        if answers[-1][0].body.get("ahead", 0) > _LONG_LINE:
            time.sleep(0.1)
    for line in lines:
        line.close()
    return answers


@dataclass
class GuideAtWork:
    """A guide who takes whoever is next until nobody comes any more.

    Attributes:
        lines: two connections, for a button that is pressed twice.
        token: the guide's key.
        desk: where they sit.
        over: set when nobody new comes.
        chance: what the guide makes of each visit.
        called: ids of the tickets that this guide was given, in order.
        steps: how many commands were sent.
    """

    lines: tuple[Line, Line]
    token: str
    desk: str
    over: threading.Event
    chance: random.Random
    called: list[int] = field(default_factory=list)
    steps: int = 0
    keys: Iterator[int] = field(default_factory=count)

    def work(self) -> None:
        """Call, serve, and call again."""
        while True:
            last = self.over.is_set()
            ticket = self.call()
            if ticket is not None:
                self.serve(ticket)
            elif last:
                break
        for line in self.lines:
            line.close()

    def call(self) -> int | None:
        """The next visitor, by a button that is pressed twice; None when nobody waits."""
        first, second = twice(
            self.lines, self._command(f"/locations/{LOCATION}/call-next", {"desk": self.desk})
        )
        assert (first.status, first.text) == (second.status, second.text)
        assert first.replayed or second.replayed
        if first.status == 204:
            return None
        assert first.status == 200, first.text
        self.called.append(first.body["id"])
        return self.called[-1]

    def serve(self, ticket: int) -> None:
        """Mostly talk and finish; now and then something else."""
        what = self.chance.random()
        if what < 0.05:
            self.do(ticket, "return")
            return
        self.do(ticket, "start")
        if what < 0.10:
            self.do(ticket, "transfer", question_type=self.chance.choice(QUESTIONS))
            return
        if what < 0.15:
            self.do(ticket, "hold")
            meanwhile = self.call()
            if meanwhile is not None:
                self.do(meanwhile, "start")
                self.do(meanwhile, "finish")
            self.do(ticket, "resume")
        self.do(ticket, "finish")

    def do(self, ticket: int, step: str, **body: str) -> None:
        """One step with a visitor, which must succeed."""
        reply = self.lines[0].ask(self._command(f"/visits/{ticket}/{step}", body or _BODY_OF_STEP[step]))
        assert reply.status == 200, (step, reply.text)
        self.steps += 1

    def _command(self, path: str, body: dict[str, Any]) -> Command:
        return Command(self.token, f"{self.token[:8]}-{next(self.keys)}", path, body)
