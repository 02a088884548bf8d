"""How long visitors wait, as a range: from the line and the floor as they are now and what was learned.

Worked out once per revision and quarter of a minute, in a read transaction. Inside a write transaction what
was worked out last is told, so that a command never waits for a simulation.
"""

from collections.abc import Collection, Mapping, Sequence
from heapq import merge

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.estimate.calibration import Shares
from models.estimate.draw import at_share
from models.estimate.expect import Expected, expect
from models.estimate.forward import NEVER
from models.estimate.moment import Helper, Moment, Standing, Visitor
from models.estimate.spoken import Memory
from models.learning import Known, known_at
from models.outlook import UNKNOWN, Waits, tell, told_at, told_lately
from models.policy import Guide, Waiting, ahead_of_newcomer, rank_of
from models.prepared import Prepared, Row, bare, is_reading
from models.tables import ORDINARY, WITH_GUIDE, Ticket
from models.transition import State
from models.views.guide_plan import helpers_who_come, shifts_of
from models.views.head import Head
from models.views.line import Line, line_at
from models.views.shape import WaitRange

_EVERY_SECONDS = 15.0
_MOST = 60
"""So many of the line are played forward one by one."""
_ANYBODY = "anybody"

_ticket = Ticket.table()
_BUSY = Prepared(
    select(
        _ticket.c.id, _ticket.c.guide, _ticket.c.question_type, _ticket.c.called_at, _ticket.c.started_at
    ).where(_ticket.c.location_id == bindparam("location"), WITH_GUIDE)
)


_memory = Memory()


def expected(session: Session, head: Head) -> Waits:
    """The waits at *head*."""
    bucket = int(head.now.timestamp() // _EVERY_SECONDS)
    version = head.epoch, head.rev, head.day, bucket
    told = told_at(head.setup.id, version)
    if told is not None:
        return told
    if not is_reading(session):
        return told_lately(head.setup.id, head.epoch, head.day, head.now)
    known = known_at(session, head)
    if known is None:
        return UNKNOWN  # not remembered: the next look takes in more of the log
    waits = _work_out(session, head, known)
    tell(head.setup.id, version, head.now, waits)
    return waits


def wait_of(session: Session, head: Head, ticket: Ticket) -> WaitRange | None:
    """How long *ticket* still waits; None when it does not, or nobody knows."""
    return expected(session, head).tickets.get(ticket.id) if ticket.state == State.WAITING else None


def soonest(waits: Waits) -> float | None:
    """The seconds until a newcomer with the question that goes soonest would be called; None: not known."""
    return min(waits.medians.values(), default=None)


def _work_out(session: Session, head: Head, known: Known) -> Waits:
    helping = head.door.decision is None or head.door.decision.opens or head.door.decision.helping
    line = line_at(session, head)
    offered = head.setup.offered(head.now) if head.open else []
    if not helping or not (line.places or offered):
        return UNKNOWN
    moment, behind = _moment(session, head, known, line)
    first = {item.id: item.priority for item in offered if item.priority}
    ahead = _ahead(line, first)
    found = expect(moment, known.floor.learned, [item.id for item in offered], ahead=ahead)
    return _told_of(head, _with_those_behind(found, behind, ahead), known.shares, first.keys())


def _ahead(line: Line, first: Mapping[str, int]) -> Mapping[str, int]:
    """How many go before a newcomer, by question that has a priority; by the order of the line itself."""
    ready = [place.waiting for place in line.places if not place.waiting.later]
    found = {
        priority: ahead_of_newcomer(priority, ready, line.floor)
        for priority in set(first.values())
        if priority < ORDINARY
    }
    return {question: found[priority] for question, priority in first.items() if priority in found}


def _with_those_behind(found: Expected, behind: Sequence[str], ahead: Mapping[str, int]) -> Expected:
    """Very far back a wait is told in proportion to that of the last one who was worked out."""
    if not behind:
        return found
    last = max(found.standing.values(), key=lambda drawn: drawn[len(drawn) // 2])
    further = {
        ticket: [moment * (_MOST + number) / _MOST for moment in last]
        for number, ticket in enumerate(behind, 1)
    }
    coming = {}
    for question, drawn in found.coming.items():
        before = ahead.get(question, _MOST + len(behind))
        share = (before + 1) / _MOST if before >= _MOST else 1.0
        coming[question] = [moment * share for moment in drawn]
    return Expected({**found.standing, **further}, coming)


def _told_of(head: Head, found: Expected, shares: Shares, first: Collection[str]) -> Waits:
    """What was worked out, as it is told; `anybody` is who has no priority, where that can be."""
    place = f"{head.epoch} {head.setup.id} {head.day}"
    tickets = {int(name): _shown(f"{place} {name}", shares, drawn) for name, drawn in found.standing.items()}
    coming = {name: _shown(f"{place} for {name}", shares, drawn) for name, drawn in found.coming.items()}
    ordinary = [drawn for question, drawn in found.coming.items() if question not in first]
    anybody = list(merge(*(ordinary or found.coming.values())))
    return Waits(
        tickets={name: wait for name, wait in tickets.items() if wait is not None},
        coming={name: wait for name, wait in coming.items() if wait is not None},
        anybody=_shown(f"{place} {_ANYBODY}", shares, anybody) if anybody else None,
        medians={
            name: median
            for name, drawn in found.coming.items()
            if (median := at_share(drawn, shares.middle)) < NEVER
        },
    )


def _shown(name: str, shares: Shares, drawn: Sequence[float]) -> WaitRange | None:
    told = shares.cut(drawn)
    if told is None:
        return None
    kept = _memory.settle(name, told)
    return {"low": kept.low, "high": kept.high}


def _moment(session: Session, head: Head, known: Known, line: Line) -> tuple[Moment, Sequence[str]]:
    """The state of the location as the estimate wants it, and who waits too far back to be worked out."""
    now, local = head.now.timestamp(), head.now.astimezone(head.setup.hours.zone)
    everybody = {str(place.waiting.id): place.waiting for place in line.places if not place.waiting.later}
    ready = dict(list(everybody.items())[:_MOST])
    guides = {guide.name: guide for guide in line.floor.guides}

    def rank(name: str, standing: Standing) -> int | None:
        waiting = ready.get(standing.ticket) or Waiting(0, head.rev + 1, standing.question_type)
        found = rank_of(guides.get(name) or Guide(name, ""), waiting, line.floor)
        return None if found is None else int(found[0])

    moment = Moment(
        now=now,
        day=local.toordinal(),
        second=local.hour * 3600.0 + local.minute * 60 + local.second,
        line=[Standing(ticket, waiting.question_type, _kept(waiting)) for ticket, waiting in ready.items()],
        guides=_helpers(session, head, known, list(guides.values())),
        rank=rank,
    )
    return moment, list(everybody)[_MOST:]


def _kept(waiting: Waiting) -> tuple[object, ...]:
    """What besides the question decides which guides take a visitor."""
    return waiting.for_guide, waiting.for_desk, waiting.sent_by, waiting.widened


def _helpers(session: Session, head: Head, known: Known, guides: Sequence[Guide]) -> list[Helper]:
    rows = {row.guide: row for row in _BUSY.all(bare(session), {"location": head.setup.id})}
    here = {
        guide.name
        for guide in guides
        if guide.receives and (guide.name in rows or _today(head, known, guide))
    }
    shifts = shifts_of(head, sorted(here))
    there = [
        Helper(
            guide.name,
            guide.name in here,
            _visitor(rows.get(guide.name)),
            known.floor.free_since(guide.name),
            shifts.get(guide.name),
        )
        for guide in guides
    ]
    if head.setup.location.guides is not None:
        return there + helpers_who_come(head, len(here))
    absent = known.floor.learned.presence.guides() - {guide.name for guide in guides}
    return there + [Helper(name, there=False) for name in sorted(absent)]


def _today(head: Head, known: Known, guide: Guide) -> bool:
    """Whether anything was seen of a guide today; whoever forgot to leave the desk yesterday is not there."""
    return known.floor.seen_at(guide.name) >= head.setup.hours.day_begins(head.now).timestamp()


def _visitor(row: Row | None) -> Visitor | None:
    if row is None:
        return None
    started = None if row.started_at is None else row.started_at.timestamp()
    called = started if row.called_at is None else row.called_at.timestamp()
    return Visitor(str(row.id), row.question_type, called or 0.0, started)
