"""Many commands, one commit: SQLite waits for the disk once for all who are waiting to write.

Whoever comes first does the work of all who stand in line meanwhile, each in a savepoint of its own, so
that one refusal undoes nothing of the others. Nobody is told before the commit that holds for all.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.last import do_what_is_last
from models.prepared import BARE

MOST_TOGETHER = 32


@dataclass
class _Wish:
    work: Callable[[Session], Any]
    context: Context
    """The asker's own: whoever does the work, it must see the asker's request and not another's."""
    woken: threading.Event = field(default_factory=threading.Event)
    done: bool = False
    result: Any = None
    error: Exception | None = None


class GroupWriter:
    """Runs works in transactions, several to a commit.

    Args:
        transaction: begins a transaction with the right to write.
    """

    def __init__(self, transaction: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._transaction = transaction
        self._line: deque[_Wish] = deque()
        self._leading = threading.Lock()

    def run(self, work: Callable[[Session], Any]) -> Any:
        """Do *work* in a transaction; its result after the commit.

        Raises:
            Exception: whatever the work or the commit raised; then nothing of this work is there.
        """
        wish = _Wish(work, copy_context())
        self._line.append(wish)
        time.sleep(0)  # lets those in whose requests have arrived meanwhile
        while not wish.done:
            if self._leading.acquire(blocking=False):
                try:
                    self._commit(self._take())
                finally:
                    self._leading.release()
                    self._wake_next()
            else:
                wish.woken.wait()
                wish.woken.clear()
        if wish.error is not None:
            raise wish.error
        return wish.result

    def _wake_next(self) -> None:
        """Somebody who came while we wrote must lead now. After the release, so that none is missed."""
        with suppress(IndexError):
            self._line[0].woken.set()

    def _take(self) -> list[_Wish]:
        return [self._line.popleft() for _ in range(min(len(self._line), MOST_TOGETHER))]

    def _commit(self, wishes: list[_Wish]) -> None:
        try:
            with self._transaction() as connection:
                for wish in wishes:
                    _attempt(connection, wish)
        except Exception as error:  # noqa: BLE001  (handed on to everybody whose work it undid)
            for wish in wishes:  # also to whom a work refused because of what another's had done
                wish.error = error
        for wish in wishes:
            wish.done = True
            wish.woken.set()


def _attempt(connection: Connection, wish: _Wish) -> None:
    """Do one work in a savepoint; its own error undoes only itself.

    The savepoint is the driver's own: SQLAlchemy's takes five times as long. A session that is really
    used makes another inside it, so that a failed flush cannot roll back more than its own.

    What even a savepoint cannot undo (a full disk rolls SQLite's whole transaction back) is raised, and
    becomes the error of everybody in the group.
    """
    _say(connection, "SAVEPOINT work")
    with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
        session.info[BARE] = connection
        try:
            wish.result = wish.context.run(wish.work, session)
            do_what_is_last(session)
            if session.new or session.in_transaction():  # else it was not used, and costs nothing
                session.commit()
        except Exception as error:  # noqa: BLE001  (handed on to whoever asked for the work)
            wish.error = error
    if wish.error is not None:
        if not _driver(connection).in_transaction:
            raise wish.error
        _say(connection, "ROLLBACK TO work")
    _say(connection, "RELEASE work")


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _say(connection: Connection, statement: str) -> None:
    """Run a statement as the driver has it; its error is SQLAlchemy's, as everywhere else."""
    errors = connection.dialect.loaded_dbapi.Error
    try:
        _driver(connection).execute(statement)
    except errors as error:
        raise DBAPIError.instance(statement, None, error, errors, dialect=connection.dialect) from error
