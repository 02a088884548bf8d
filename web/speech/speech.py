"""Says phrases: from the cache, else by a program of its own, a few at once and each only once.

Knows no request, no location and no catalogue; who calls gives a phrase and gets a WAV file or nothing.
The wait for the program is a wait on its pipes, which under gevent lets all other requests go on.
"""

import hashlib
import logging
import subprocess  # nosec B404 # our own program only, see below
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from config.settings import ROOT
from web.speech.clip_cache import MOST_BYTES, ClipCache
from web.speech.phrase import LONGEST_TEXT, Phrase
from web.speech.voice import Order, Voices

log = logging.getLogger(__name__)

PROGRAM = (sys.executable, "-m", "web.speech.child")
PATIENCE_SECONDS = 8.0
"""For one clip. A visitor who waits longer has read the text, or tapped."""
AT_ONCE = 2
"""Programs; the machine at a pop-up has two cores, and numbers go first."""
REST_SECONDS = 30.0
"""An order that failed is not tried again for so long, so that a broken voice does not slow every screen."""
_STAMP_SECONDS = 5.0
"""How old a look at the folders may be: a page with its clips is a dozen requests."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A phrase that was said.

    Attributes:
        wav: the file.
        best: whether the best voice for it said it; else it may sound better the next time.
    """

    wav: bytes
    best: bool


class Speech:
    """Everything that speaks in an installation.

    Args:
        folder: with `recorded` and `voices` as `Voices` has them; `cache` in it is ours.
        program: what makes a clip of an order.
        patience: seconds that it gets, and that a request waits for its turn.
        most_bytes: of all clips that are kept.
    """

    def __init__(
        self,
        folder: Path,
        program: Sequence[str] = PROGRAM,
        patience: float = PATIENCE_SECONDS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self.voices = Voices(folder)
        self._cache = ClipCache(folder / "cache", most_bytes)
        self._program = tuple(program)
        self._patience = patience
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._under_way: dict[str, Future[bytes | None]] = {}
        self._resting: dict[str, float] = {}
        self._stamp = ("", -_STAMP_SECONDS)

    def say(self, phrase: Phrase, may_make: Callable[[], bool] = lambda: True) -> Clip | None:
        """The phrase as sound; None when nothing here can say it, or not in time.

        Args:
            phrase: what to say.
            may_make: asked before a clip is made that is not there yet, for each voice that is tried.
        """
        if phrase.length > LONGEST_TEXT:
            return None
        for place, order in enumerate(self.voices.orders(phrase)):
            wav = self._wav(order, may_make)
            if wav is not None:
                return Clip(wav, best=place == 0)
        return None

    def version(self, words: str) -> str:
        """What the address of a clip carries, so that it may be kept for ever.

        Args:
            words: stands for all texts that can be said, and changes with them.
        """
        return hashlib.sha256(f"{words}\n{self._voices_stamp()}".encode()).hexdigest()[:16]

    def _voices_stamp(self) -> str:
        stamp, looked = self._stamp
        now = time.monotonic()
        if now - looked >= _STAMP_SECONDS:
            stamp = self.voices.stamp()
            self._stamp = (stamp, now)
        return stamp

    def _wav(self, order: Order, may_make: Callable[[], bool]) -> bytes | None:
        key = order.key
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        if not may_make():
            return None
        with self._lock:
            others = self._under_way.get(key)
            if others is None:
                mine = self._under_way[key] = Future[bytes | None]()
        if others is not None:
            return self._wait_for(others)
        clip = None
        try:
            clip = self._cache.get(key) or self._make(order, key)  # it may have been made just now
        finally:
            with self._lock:
                del self._under_way[key]
            mine.set_result(clip)
        return clip

    def _wait_for(self, others: "Future[bytes | None]") -> bytes | None:
        try:
            return others.result(2 * self._patience)
        except TimeoutError:
            return None

    def _make(self, order: Order, key: str) -> bytes | None:
        if self._resting.get(key, 0.0) > time.monotonic():
            return None
        if not self._turns.acquire(timeout=self._patience):
            return None
        try:
            clip, why = self._run(order)
        finally:
            self._turns.release()
        if clip is None:
            log.warning("a clip was not made: %s", why, extra={"engine": order.engine, "clip": key})
            self._rest(key)
        else:
            self._cache.put(key, clip)
        return clip

    def _run(self, order: Order) -> tuple[bytes | None, str]:
        """The clip, or None and why."""
        try:
            done = subprocess.run(  # noqa: S603  # nosec B603 # our own program; the text goes through its stdin
                self._program,
                input=order.wanted.encode(),
                capture_output=True,
                timeout=self._patience,
                cwd=ROOT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, f"no answer in {self._patience} seconds"
        except OSError as error:
            return None, str(error)
        if done.returncode != 0 or not done.stdout.startswith(b"RIFF"):
            told = done.stderr.decode(errors="replace").strip().splitlines()
            return None, f"ended with {done.returncode}: {told[-1][:200] if told else 'nothing said'}"
        return done.stdout, ""

    def _rest(self, key: str) -> None:
        now = time.monotonic()
        with self._lock:
            self._resting = {known: until for known, until in self._resting.items() if until > now}
            self._resting[key] = now + REST_SECONDS
