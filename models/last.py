"""What a transaction does last, after the work itself and just before the commit.

For rows that everybody shares: who locks such a row early makes all others wait, and two who lock it in
different orders wait for each other for ever. Left to the end, it is locked briefly and after the rest.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

_LAST = "last"

Work = Callable[[], None]


def do_last(session: Session, work: Work) -> None:
    """Have *work* done at the end of this transaction, in the order of asking; never if it is undone."""
    session.info.setdefault(_LAST, []).append(work)


def do_what_is_last(session: Session) -> None:
    """Do what was asked for. For whoever ends the transaction."""
    asked: list[Work] = session.info.pop(_LAST, [])
    for work in asked:
        work()
