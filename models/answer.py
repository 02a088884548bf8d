"""Answers already given, so that a repeated command is answered again and not done again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from models.prepared import Prepared, bare
from models.refusal import Code, Refusal
from models.tables import Answer

_answer = Answer.table()
_EARLIER = Prepared(
    select(_answer.c.fingerprint, _answer.c.status, _answer.c.body).where(
        _answer.c.actor == bindparam("who"), _answer.c.key == bindparam("pressed")
    )
)
_KEEP = Prepared(insert(_answer))


@dataclass(frozen=True)
class Command:
    """One press of a button, as it is recognised when it arrives again.

    Attributes:
        actor: who pressed; a key of one actor says nothing about another's.
        key: made when the button was pressed.
        fingerprint: hash of what was asked, so that a key cannot answer another question.
    """

    actor: str
    key: str
    fingerprint: str


@dataclass(frozen=True)
class Given:
    """An answer: HTTP status, and the body as JSON text (empty for none)."""

    status: int
    body: str


def earlier_answer(session: Session, command: Command) -> Given | None:
    """What was answered before, or None for a command that is new.

    Raises:
        Refusal: `key_reused` when the key belongs to another question.
    """
    row = _EARLIER.one(bare(session), {"who": command.actor, "pressed": command.key})
    if row is None:
        return None
    if row.fingerprint != command.fingerprint:
        raise Refusal(Code.KEY_REUSED, "this Idempotency-Key was used for another request")
    return Given(row.status, row.body)


def remember(session: Session, command: Command, given: Given, now: datetime) -> None:
    """Keep the answer, in the transaction of what it tells."""
    _KEEP.do(
        bare(session),
        {
            "actor": command.actor,
            "key": command.key,
            "fingerprint": command.fingerprint,
            "status": given.status,
            "body": given.body,
            "at": now,
        },
    )
