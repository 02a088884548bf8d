"""What visitors are told besides numbers: an unexpected closing, and the coordinator's messages."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actions.remark import RemarkKind
from models.tables import Remark
from models.views.head import Head
from models.views.shape import ClosingView, MessageView, instant, instant_or_none

MESSAGES_SHOWN = 5


def closing(head: Head) -> ClosingView | None:
    """The unexpected closing that holds now, if one does."""
    decision = head.door.decision
    if decision is None or decision.opens:
        return None
    return {"reason": decision.reason, "helping": decision.helping, "until": instant(decision.until)}


def messages(session: Session, head: Head) -> list[MessageView]:
    """The newest messages on the displays, newest first."""
    rows = session.execute(
        select(Remark.rev, Remark.text, Remark.until)
        .where(Remark.location_id == head.setup.id, Remark.kind == RemarkKind.MESSAGE)
        .order_by(Remark.rev.desc())
        .limit(MESSAGES_SHOWN)
    )
    return [{"id": row.rev, "text": row.text, "until": instant_or_none(row.until)} for row in rows]
