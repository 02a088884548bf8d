"""The audit log as requests write it: who asks, and from where, are the request's."""

from sqlalchemy.orm import Session

from models.audit.chain import OK, Entry, audit, who_is
from models.audit.what import What
from web.access import caller
from web.services import services
from web.stranger import source

Value = str | int | bool


def note(
    session: Session,
    what: What,
    subject: str = "",
    location: str | None = None,
    result: str = OK,
    **detail: Value,
) -> None:
    """Write down what this request does, in the transaction in which it does it.

    Args:
        session: that transaction.
        what: what happened.
        subject: to what, as `device:4`.
        location: where, for what belongs to one location.
        result: `ok`, or the code of the refusal.
        **detail: a few short plain values.
    """
    now = services().clock.now()
    entry = Entry(now, who_is(caller()), what, subject, location, source(), result, detail)
    audit(session, entry)
