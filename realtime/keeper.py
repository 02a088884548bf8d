"""What happens at a location because time passes: doors, days, holds and waits, lost devices, old answers.

Each is a turn of its own in the location's log, so that every screen and every process learns of it in
the usual way. Safe to run in several processes at once: who comes second finds nothing to do.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from models.access.device import devices_to_mark, mark_device, note_reports, revoked_among
from models.access.device_token import end_former, former_over, working
from models.access.key import revoked_keys
from models.access.pairing import forget_old_pairings
from models.access.principal import Proof
from models.access.session import in_force
from models.access.tries import forget_old_tries
from models.actions.door import doors_to_move, move_door
from models.actions.time import do, duties
from models.audit.proof import Mark, end_of_chain
from models.clock import Clock
from models.database import Database
from models.hold import Hold
from models.push.wish import forget_over
from models.refusal import Refusal, Unchanged
from models.retention.run import Run, is_due
from realtime.reading import Reading
from realtime.screens import Screens

log = logging.getLogger(__name__)

_REPORTS_EVERY = timedelta(seconds=5)
_SWEEP_EVERY = timedelta(hours=1)
_LOOK_FOR_ERASING_EVERY = timedelta(minutes=10)


class Keeper:
    """Lets time into the log.

    Args:
        database: where the log is.
        clock: what time it is.
        screens: what the devices connected here told.
    """

    def __init__(self, database: Database, clock: Clock, screens: Screens) -> None:
        self._database = database
        self._clock = clock
        self._screens = screens
        self._reading = Reading(database)
        self._done_at: dict[str, datetime] = {}
        self._erasing: Iterator[None] | None = None
        self._eraser = Hold(database, "erasing on term", ".erasing")

    def keep(self) -> set[str]:
        """Do what is due; the locations where a device told something that no fact tells."""
        now, told = self._clock.now(), set[str]()
        if self._due("reports", _REPORTS_EVERY, now):
            reports = self._screens.take_reports()
            if reports:
                told = self._database.run(lambda session: note_reports(session, reports))
        self.cut()
        with self._database.read() as session:
            doors = doors_to_move(session, now)
            devices = devices_to_mark(session, now)
            due = duties(session, now)
            over = former_over(session, now)
        if over:
            self._database.run(lambda session: end_former(session, now))
        for location_id in doors:
            self._attempt(partial(move_door, location_id=location_id, now=now))
        for duty in due:
            self._attempt(partial(do, duty=duty, now=now))
        for device in devices:
            self._attempt(partial(mark_device, device=device, now=now))
        if self._due("sweep", _SWEEP_EVERY, now):
            self._database.run(lambda session: forget_old_pairings(session, now))
            self._database.run(forget_over)
            self._database.run(lambda session: forget_old_tries(session, now))
        self._erase(now)
        self._reading.go_on(now)
        return told

    def cut(self) -> None:
        """End the connections of devices, tokens, sessions and keys that are good for nothing any more."""
        sessions, keys = self._screens.let_in(Proof.SESSION), self._screens.let_in(Proof.KEY)
        tokens = self._screens.let_in(Proof.DEVICE)
        with self._database.read() as session:
            revoked = revoked_among(session, self._screens.devices())
            ended = sessions - in_force(session, sessions, self._clock.now())
            dead = tokens - working(session, tokens)
            void = {str(number) for number in revoked_keys(session, map(int, keys))}
        for device_id in revoked:
            self._screens.drop(device_id)
        self._screens.cut(Proof.DEVICE, dead)
        self._screens.cut(Proof.SESSION, ended)
        self._screens.cut(Proof.KEY, void)

    def _erase(self, now: datetime) -> None:
        """One step of the daily run of the rules of retention, where one is due or under way."""
        if self._erasing is None and self._due("erase", _LOOK_FOR_ERASING_EVERY, now) and self._is_due(now):
            self._begin_erasing(now)
        if self._erasing is None:
            return
        if not self._eraser.mine() or next(self._erasing, self) is self:
            self._erasing = None
            self._eraser.give_up()

    def _is_due(self, now: datetime) -> bool:
        with self._database.read() as session:
            return is_due(session, now)

    def _begin_erasing(self, now: datetime) -> None:
        """Of several servers one does it; the others look again in a while, should that one be ended."""
        if not self._eraser.mine():
            return
        if not self._is_due(now):  # whoever had the right has just come to the end
            self._eraser.give_up()
            return
        log.info("the audit log ends at %s", self._mark())
        self._erasing = Run(self._database, now).steps()

    def _mark(self) -> Mark:
        """The end of the audit log, to be told where nobody can change it with the database."""
        with self._database.read() as session:
            return end_of_chain(session)

    def _due(self, what: str, every: timedelta, now: datetime) -> bool:
        done = self._done_at.get(what)
        if done is not None and timedelta(0) <= now - done < every:
            return False
        self._done_at[what] = now
        return True

    def _attempt(self, work: Callable[[Session], None]) -> None:
        try:
            self._database.run(work)
        except Unchanged:
            log.debug("another process was first")
        except Refusal:
            log.debug("it is not due any more, or the location was retired")
