"""Answers already given, so that a repeated command is answered again and not done again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from models.refusal import Code, Refusal
from models.tables import Answer

KEPT = timedelta(days=2)


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
    row = session.execute(
        select(Answer.fingerprint, Answer.status, Answer.body).where(
            Answer.actor == command.actor, Answer.key == command.key
        )
    ).one_or_none()
    if row is None:
        return None
    if row.fingerprint != command.fingerprint:
        raise Refusal(Code.KEY_REUSED, "this Idempotency-Key was used for another request")
    return Given(row.status, row.body)


def remember(session: Session, command: Command, given: Given, now: datetime) -> None:
    """Keep the answer, in the transaction of what it tells."""
    session.execute(
        insert(Answer).values(
            actor=command.actor,
            key=command.key,
            fingerprint=command.fingerprint,
            status=given.status,
            body=given.body,
            at=now,
        )
    )


def forget_old_answers(session: Session, now: datetime) -> None:
    """Drop answers that nobody will ask for again."""
    session.execute(delete(Answer).where(Answer.at < now - KEPT))
