"""A program: visitors take numbers, and every write of SQLite and every acknowledgement is written down.

`python -m tests.faults.recorded FOLDER SEED VISITORS`; the database `inloop.db` with a busy location lies in
the folder. It ends without closing anything. Told on stdout, one pickled tuple after the other.
"""

import os
import pickle
import random
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from models.actions.calling import call_next
from models.actions.issue import Wish, issue
from models.database import Database
from models.log import take_turn
from models.refusal import Refusal, Unchanged
from tests.faults.disk import Disk
from tests.faults.installation import LOCATION, QUESTIONS

PEOPLE = 4


class Recorder:
    """Writes down what was done, in the order in which it was done."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "wb")
        self._lock = threading.Lock()

    def note(self, *what: object) -> None:
        """One thing that happened."""
        with self._lock:
            pickle.dump(what, self._out)
            self._out.flush()


def main(folder: Path, seed: int, visitors: int) -> None:
    """Let visitors come, a guide call, and the files be folded together now and then."""
    recorder = Recorder()
    Disk(recorder.note)
    database = Database(f"sqlite:///{folder / 'inloop.db'}")
    event.listen(database.writer.pool, "connect", _fold_often)

    def visit(number: int) -> None:
        chance = random.Random(f"{seed} {number}")
        for _ in range(visitors):
            recorder.note("acknowledged", database.run(partial(_issue, question=chance.choice(QUESTIONS))))
            if chance.random() < 0.1:
                _call(database, number)

    people = [threading.Thread(target=visit, args=(number,)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    sys.stdout.flush()
    os._exit(0)


def _fold_often(connection: object, _record: object) -> None:
    """The log is folded into the database's own file many times in the short while that this lasts."""
    connection.execute("PRAGMA wal_autocheckpoint=60")  # type: ignore[attr-defined]


def _issue(session: Session, question: str) -> int:
    turn = take_turn(session, LOCATION, "test", datetime.now(UTC))
    return issue(turn, Wish(question, "nl")).ticket.id


def _call(database: Database, number: int) -> None:
    try:
        database.run(
            lambda session: call_next(
                take_turn(session, LOCATION, f"Gids {number}", datetime.now(UTC)),
                f"Gids {number}",
                str(number + 1),
            )
        )
    except (Refusal, Unchanged):
        return


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
