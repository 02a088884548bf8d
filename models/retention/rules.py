"""What is kept for how long, and what becomes of it then. Terms are the region's ([retention] of its file).

A rule removes rows, or takes out of them what could say who somebody is. What it is done with no longer fits
its condition, so a run that was broken off goes on where it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, case, cast, func, null, or_, select

from models.log import FactKind
from models.region_file import Retention
from models.retention.leaving import (
    FREE,
    NO_NAMES,
    NUMBER,
    STAFF,
    Condition,
    departed,
    gone,
    left,
    named,
    of_people,
    shut_out,
)
from models.tables import (
    Answer,
    Assistance,
    Desk,
    DeskDay,
    Fact,
    GuideProfile,
    Membership,
    OrganisationAccount,
    Pairing,
    Person,
    Picture,
    PrintJob,
    PushWish,
    RecoveryCode,
    Remark,
    SecondFactor,
    Service,
    StaffSession,
    Ticket,
    Wording,
)
from models.transition import CLOSED

_COUNTED = (
    FactKind.ISSUED,
    FactKind.FINISHED,
    FactKind.CHANGED,
    FactKind.WIDENED,
    FactKind.ABANDONED,
    FactKind.UNDONE,
    FactKind.DAY_STARTED,
    FactKind.LOCATION_CLOSED,
    FactKind.BLOCK_LEASED,
)
"""Facts whose details are figures and kinds, which statistics and `check` go on using; the others may name a
colleague there."""


class Term(StrEnum):
    """The terms of `Retention`."""

    TOKEN = "token_days"  # noqa: S105  # nosec B105 # a name, no secret
    NOTE = "note_days"
    NAME = "name_days"
    ANSWER = "answer_days"
    PAIRING = "pairing_days"
    PAPER = "paper_days"
    PICTURE = "picture_days"
    PUSH = "push_days"
    SESSION = "session_days"
    LEFT = "left_days"
    AUDIT = "audit_days"


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        name: short, as a run tells of it.
        table: whose rows.
        term: how long they are kept.
        past: which rows are past their term, when everything before a moment is.
        emptied: the columns that are emptied, with what stands there then; none: the row goes.
    """

    name: str
    table: Table
    term: Term
    past: Condition
    emptied: Mapping[str, Any] = field(default_factory=dict)

    def before(self, retention: Retention, now: datetime) -> datetime:
        """The moment before which everything is past its term."""
        return now - timedelta(days=getattr(retention, self.term))


_ticket, _fact, _service, _person = Ticket.table(), Fact.table(), Service.table(), Person.table()
_account, _profile, _desk = OrganisationAccount.table(), GuideProfile.table(), Desk.table()
_picture, _wording = Picture.table(), Wording.table()
_by_a_person = _fact.c.actor.not_in(NO_NAMES) & _fact.c.actor.not_like("%:%")
_nobody = case((_by_a_person, STAFF), else_=_fact.c.actor)
_over = _ticket.c.state.in_(sorted(CLOSED))


def _of_earlier_day(before: datetime) -> ColumnElement[bool]:
    """Closed visits of a business day that is over everywhere on earth."""
    return _over & (_ticket.c.business_day < (before - timedelta(days=1)).date())


def _tokens(before: datetime) -> ColumnElement[bool]:
    return _of_earlier_day(before) & or_(_ticket.c.token.is_not(None), _ticket.c.last.is_not(None))


def _visits(before: datetime) -> ColumnElement[bool]:
    named = or_(
        _ticket.c.guide.is_not(None), _ticket.c.for_guide.is_not(None), _ticket.c.sent_by.is_not(None)
    )
    return _of_earlier_day(before) & named


def _facts(before: datetime) -> ColumnElement[bool]:
    return (_fact.c.at < before) & or_(_fact.c.guide.is_not(None), _by_a_person)


def _details(before: datetime) -> ColumnElement[bool]:
    return (
        (_fact.c.at < before)
        & _fact.c.kind.not_in(_COUNTED)
        & (func.length(cast(_fact.c.data, Text)) > len("{}"))
    )


def _pushes(before: datetime) -> ColumnElement[bool]:
    over = select(_ticket.c.id).where(_over, _ticket.c.closed_at <= before)
    return PushWish.table().c.ticket_id.in_(over)


def _seats(before: datetime) -> ColumnElement[bool]:
    return (_desk.c.guide_since < before) & named(_desk.c.guide)(before)


def _sessions(before: datetime) -> ColumnElement[bool]:
    """Over by age or by idleness."""
    session = StaffSession.table().c
    return or_(session.ends_at < before, session.idle_until < before)


RULES: tuple[Rule, ...] = (
    Rule("tokens", _ticket, Term.TOKEN, _tokens, {"token": None, "last": null()}),  # nosec B105 # no token any more
    Rule("notes", Remark.table(), Term.NOTE, lambda before: Remark.table().c.at < before),
    Rule("visits", _ticket, Term.NAME, _visits, dict.fromkeys(("guide", "for_guide", "sent_by"))),
    Rule(
        "services",
        _service,
        Term.NAME,
        lambda before: (_service.c.ended_at < before) & _service.c.guide.is_not(None),
        {"guide": None},
    ),
    Rule("facts", _fact, Term.NAME, _facts, {"guide": None, "actor": _nobody}),
    Rule("details", _fact, Term.NAME, _details, {"data": {}}),
    Rule(
        "assistance",
        Assistance.table(),
        Term.NAME,
        lambda before: (Assistance.table().c.ended_at < before) & Assistance.table().c.coming.is_not(None),
        {"coming": None},
    ),
    Rule("answers", Answer.table(), Term.ANSWER, lambda before: Answer.table().c.at < before),
    Rule("pairings", Pairing.table(), Term.PAIRING, lambda before: Pairing.table().c.expires_at <= before),
    Rule("papers", PrintJob.table(), Term.PAPER, lambda before: PrintJob.table().c.asked_at < before),
    Rule("pictures", Picture.table(), Term.PICTURE, lambda before: Picture.table().c.until < before),
    Rule("pushes", PushWish.table(), Term.PUSH, _pushes),
    Rule("shut_out", _account, Term.LEFT, of_people(_account, shut_out)),
    Rule("people", _person, Term.LEFT, left, NUMBER),
    Rule("memberships", Membership.table(), Term.LEFT, of_people(Membership.table(), gone)),
    Rule("factors", SecondFactor.table(), Term.LEFT, of_people(SecondFactor.table(), gone)),
    Rule("codes", RecoveryCode.table(), Term.LEFT, of_people(RecoveryCode.table(), gone)),
    Rule("desk_days", DeskDay.table(), Term.LEFT, of_people(DeskDay.table(), gone)),
    Rule("profiles", _profile, Term.LEFT, named(_profile.c.guide)),
    Rule("desks", _desk, Term.LEFT, _seats, FREE),
    Rule("shown_by", _picture, Term.LEFT, named(_picture.c.created_by), {"created_by": STAFF}),
    Rule("worded_by", _wording, Term.LEFT, named(_wording.c.changed_by), {"changed_by": STAFF}),
    Rule("organisation", _account, Term.AUDIT, of_people(_account, departed)),
    Rule("sessions", StaffSession.table(), Term.SESSION, _sessions),
)
"""In the order in which they are carried out. The audit log has a way of its own (models/audit/fold.py)."""
