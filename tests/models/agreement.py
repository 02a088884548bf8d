"""Where the house and the model differ: in tables, counters, log and view."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.check import check_database
from models.tables import Day, Desk, Fact, Location, Service, Ticket
from models.transition import State
from models.views.head import head_of
from models.views.queue import queue_view, whole_line
from tests.cast import World
from tests.models.house import HERE
from tests.models.line_model import ACTIVE, Visit, ahead_in, order_of_all
from tests.models.visit_model import VisitModel

SAME = {"question": "question_type", "arrived": "arrived_rev", "since": "waiting_since"}
KEPT = (
    *(
        "label",
        "state",
        "priority",
        "for_guide",
        "for_desk",
        "later_until",
        "laters",
        "held_until",
        "recalls",
    ),
    *("closed_at", "service", "overtaken", "widened", "rev", "question", "arrived", "since"),
)


def disagreements(world: World, model: VisitModel, *, log_only: bool = False) -> list[str]:
    """Everything in which they differ, in words; empty when all is well."""
    with world.database.read() as session:
        logs = list(_log(session, model))
        if log_only:
            return logs
        return [
            *logs,
            *_tickets(session, model),
            *_counters(session, model),
            *_desks(session, model),
            *_view(session, world, model),
        ]


def broken_promises(world: World) -> list[str]:
    """What `run.py check` says."""
    with world.database.read() as session:
        return check_database(session)


def _differ(what: str, found: object, expected: object) -> Iterator[str]:
    if found != expected:
        yield f"{what}: found {found}, expected {expected}"


def _log(session: Session, model: VisitModel) -> Iterator[str]:
    rows = session.execute(
        select(Location.id, Location.rev, func.count(), func.min(Fact.rev), func.max(Fact.rev))
        .join(Fact, Fact.location_id == Location.id)
        .group_by(Location.id, Location.rev)
    )
    for location, rev, *facts in rows:
        yield from _differ(f"revision of {location}", rev, model.rev[location])
        yield from _differ(f"log of {location}", facts, [rev, 1, rev])


def _tickets(session: Session, model: VisitModel) -> Iterator[str]:
    tickets = {ticket.id: ticket for ticket in session.execute(select(Ticket)).scalars()}
    yield from _differ("tickets", set(tickets), set(model.visits))
    for visit in model.visits.values():
        ticket = tickets[visit.id]
        for name in KEPT:
            yield from _differ(
                f"{name} of {visit.label}", getattr(ticket, SAME.get(name, name)), getattr(visit, name)
            )
        yield from _at_desk(ticket, visit)
    services = dict(
        session.execute(select(Service.ticket_id, func.max(Service.number)).group_by(Service.ticket_id)).all()
    )
    for ticket_id, most in services.items():
        visit = model.visits[ticket_id]
        if most > visit.service:
            yield f"{visit.label} has {most} questions behind it, but is at {visit.service}"


def _at_desk(ticket: Ticket, visit: Visit) -> Iterator[str]:
    if visit.state in ACTIVE or visit.state in (State.ON_HOLD, State.WAITING):
        yield from _differ(f"place of {visit.label}", (ticket.guide, ticket.desk), (visit.guide, visit.desk))
        yield from _differ(f"talk of {visit.label}", ticket.started_at is not None, visit.started)


def _counters(session: Session, model: VisitModel) -> Iterator[str]:
    for day in session.execute(select(Day).where(Day.location_id == HERE)).scalars():
        waiting = [v for v in model.visits.values() if v.state is State.WAITING and v.day == day.business_day]
        yield from _differ(f"waiting on {day.business_day}", day.waiting, len(waiting))
    active = [v for v in model.visits.values() if v.state in ACTIVE]
    for name in ("guide", "desk"):
        yield from _differ(f"visitors by {name}", len({getattr(v, name) for v in active}), len(active))


def _desks(session: Session, model: VisitModel) -> Iterator[str]:
    rows = session.execute(select(Desk).where(Desk.guide.is_not(None))).scalars()
    found = {row.guide: (row.location_id, row.id, row.presence) for row in rows}
    expected = {guide: (seat.location, seat.desk, seat.presence) for guide, seat in model.seats.items()}
    yield from _differ("desks", found, expected)
    for visit in (v for v in model.visits.values() if v.state in ACTIVE):
        seat = model.seats.get(visit.guide or "")
        yield from _differ(
            f"seat with {visit.label}", seat and (seat.location, seat.desk), (HERE, visit.desk)
        )


def _view(session: Session, world: World, model: VisitModel) -> Iterator[str]:
    head = head_of(session, HERE, world.clock.now())
    view: dict[str, Any] = dict(queue_view(session, head))
    order, ahead = order_of_all(model.line), ahead_in(model.line)
    line = [(ticket["id"], ticket["ahead"]) for ticket in whole_line(session, head)]
    yield from _differ("line", line, [(visit.id, ahead[visit.id]) for visit in order])
    shown = [ticket["id"] for ticket in view["waiting"]]
    yield from _differ("shown", shown, [visit.id for visit in order][: len(shown)])
    yield from _differ("shown and more", len(shown) + view["more"], len(order))
    yield from _differ("counted as waiting", view["counts"]["waiting"], len(order))
    for state in ACTIVE:
        found = {ticket["id"] for ticket in view[state]}
        yield from _differ(state, found, {v.id for v in model.visits.values() if v.state is state})
    held = {v.id for v in model.visits.values() if v.state is State.ON_HOLD and v.day == model.day}
    yield from _differ("on hold", {ticket["id"] for ticket in view["on_hold"]}, held)
    for desk in view["desks"]:
        yield from _desk(desk, model)
    paper = view["paper"] and (view["paper"]["next"], view["paper"]["last"])
    yield from _differ("paper roll", paper, model.roll)
    yield from _differ("open", view["open"], not model.closed)


def _desk(desk: dict[str, Any], model: VisitModel) -> Iterator[str]:
    guide = model.who_sits(desk["id"])
    place = model.next_for(guide, desk["id"]) if guide else None
    visitor = model.active(desk=desk["id"])
    state = visitor.state if visitor else model.seats[guide].presence if guide else "free"
    found = (desk["guide"], desk["state"], desk["next"] and desk["next"]["ticket"])
    yield from _differ(f"desk {desk['id']}", found, (guide, state, place and place[0].id))
