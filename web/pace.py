"""How fast somebody may ask, for every endpoint: so much at once and so much a second, for each source.

The numbers are for a house behind one address with 500 phones, thirty people of staff and their screens,
which never meets them. This machine itself is not held up: who sits at it could do worse. What guesses
something has a narrower limit of its own (web/limits.py). Must not know what is asked.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask, Response, request

from realtime.budget import Budget
from web.origin import is_here
from web.problem import Problem, problem_response
from web.stranger import source

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_SOURCES = 4096
_AGAIN_SECONDS = 2


@dataclass(frozen=True)
class Pace:
    """A pace.

    Attributes:
        name: apart from others.
        at_once: requests that may come together.
        per_second: how many more each second.
    """

    name: str
    at_once: float
    per_second: float


READS = Pace("reads", 6000, 300)
"""500 phones open a page of a dozen files within a minute, and ask for news every four seconds."""
COMMANDS = Pace("commands", 600, 30)
"""Thirty people press a button each second."""
DRAWN = Pace("drawn", 300, 5)
"""What holds the processor for some milliseconds: pictures of tickets, QR codes, previews, files to keep."""
ENTRIES = Pace("entries", 60, 1)
"""Tries to prove who one is: a hash of a password takes a tenth of a second of the processor."""
FREE: None = None

BY_ENDPOINT: Mapping[str, Pace | None] = {
    "health.alive": FREE,  # who watches over the server must not be told to wait
    "sign_in.sign_in": ENTRIES,
    "sign_in.choose_password": ENTRIES,
    "second_step.give": ENTRIES,
    "second_step.enrol": ENTRIES,
    "invitation.take": ENTRIES,
    "desk.switch": ENTRIES,
    "organisation.begin": ENTRIES,
    "organisation.back": ENTRIES,
    "api_account.new_password": ENTRIES,
    "api_account.begin_second_factor": ENTRIES,
    "api_account.confirm_second_factor": ENTRIES,
    "api_account.remove_second_factor": ENTRIES,
    "api_account.recovery_codes": ENTRIES,
    "api_account.choose_pin": ENTRIES,
    "api_audit.export_rows": DRAWN,
    "staff_audit.fetch": DRAWN,
    "second_step.qr": DRAWN,
    "openapi.file": DRAWN,
    "openapi.reading": DRAWN,
    "qr.of_path": DRAWN,
    "qr.of_ticket": DRAWN,
    "printed.latest": DRAWN,
    "health.metrics": DRAWN,
    "health.ready": DRAWN,
    "api_layout.show": DRAWN,
    "api_picture.show": DRAWN,
    "api_picture.change": DRAWN,
    "api_wording.file": DRAWN,
    "api_wording.take_file": DRAWN,
    "api_wording.paper": DRAWN,
    "api_wording.check": DRAWN,
    "api_ticket.paper": DRAWN,
    "api_printer.found": DRAWN,
    "api_printer.test": DRAWN,
    "staff_poster.page": DRAWN,
    "staff_printers.test_page": DRAWN,
}
"""What is neither a mere look nor a mere command."""


def pace_of(endpoint: str, method: str) -> Pace | None:
    """How fast one may ask; None: as fast as one likes."""
    if endpoint in BY_ENDPOINT:
        return BY_ENDPOINT[endpoint]
    return READS if method in _SAFE else COMMANDS


class Paces:
    """Who asked how much; in memory only, and forgotten as soon as it holds nobody up.

    Args:
        monotonic: seconds that never jump.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._budgets: dict[tuple[str, str], Budget] = {}

    def allows(self, pace: Pace, whose: str) -> bool:
        """Count a request; whether it may go on."""
        with self._lock:
            budget = self._budgets.get((pace.name, whose))
            if budget is None:
                if len(self._budgets) >= _MOST_SOURCES:
                    self._forget()
                budget = Budget(pace.at_once, pace.per_second, self._monotonic)
                self._budgets[pace.name, whose] = budget
            return budget.spend()

    def _forget(self) -> None:
        """Drop whom nothing is held against any more; in a flood of sources everybody."""
        kept = {name: budget for name, budget in self._budgets.items() if not budget.full}
        self._budgets = kept if len(kept) < _MOST_SOURCES else {}


def keep_pace(app: Flask, paces: Paces) -> None:
    """Hold back, at every endpoint of *app*, whoever asks too fast; before anything is looked up for them."""

    @app.before_request
    def _hold_back() -> Response | None:
        pace = pace_of(request.endpoint or "", request.method)
        if pace is None or is_here() or paces.allows(pace, source()):
            return None
        answer = problem_response(Problem.TOO_MANY, "that was more than one house asks: wait a moment")
        answer.headers["Retry-After"] = str(_AGAIN_SECONDS)
        return answer
