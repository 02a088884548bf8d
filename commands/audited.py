"""The audit log as commands write it: somebody at the machine itself, whom nothing names."""

from sqlalchemy.orm import Session

from models.audit.chain import MACHINE, Entry, audit
from models.audit.what import What
from models.clock import SystemClock

Value = str | int | bool


def note(
    session: Session, what: What, subject: str = "", location: str | None = None, **detail: Value
) -> None:
    """Write down what a command does, in the transaction in which it does it."""
    now = SystemClock().now()
    audit(session, Entry(now, MACHINE, what, subject, location, source=MACHINE, detail=detail))
