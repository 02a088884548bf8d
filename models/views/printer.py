"""Printers as staff see them: how each is, and papers of which nobody knows whether they came out."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.log import FactKind
from models.printing.printers import chosen_printer, kiosk_printers, printers_of
from models.tables import DOUBTED, Device, Fact, Location, Printer, PrintJob, Ticket
from models.transition import OPEN
from models.views.shape import (
    DoubtView,
    FaultView,
    KioskPrinter,
    PaperStateView,
    PrinterInFull,
    PrinterView,
    instant,
)

MOST_DOUBTS = 4
MOST_FAULTS = 100


def printer_views(session: Session, location_id: str) -> list[PrinterView]:
    """The printers of a location, in order."""
    rows = session.execute(
        select(Printer)
        .where(Printer.location_id == location_id, Printer.retired.is_(False))
        .order_by(Printer.position)
    ).scalars()
    return [printer_view(row) for row in rows]


def printer_view(row: Printer) -> PrinterView:
    """One printer."""
    view: PrinterView = {"id": row.id, "name": row.name, "state": row.condition}
    if row.condition != "ok" and row.reason is not None:
        view["why"] = row.reason
    if row.condition != "ok" and row.since is not None:
        view["since"] = instant(row.since)
    if row.paper_low:
        view["low"] = True
    return view


def printers_in_full(session: Session, location_id: str, now: datetime) -> list[PrinterInFull]:
    """The printers of a location as they are set up, each with how its papers of the last day ended."""
    counted = job_counts(session, now - timedelta(days=1))
    kiosks = kiosk_printers(session, location_id)
    views = {view["id"]: view for view in printer_views(session, location_id)}
    return [
        {
            **views[item.id],
            "address": item.address,
            "width": item.width,
            "staff": item.staff,
            "kiosks": [device for device, name in kiosks.items() if name == item.id],
            "jobs": {
                state: count
                for (place, name, state), count in counted.items()
                if (place, name) == (location_id, item.id)
            },
        }
        for item in printers_of(session, location_id)
    ]


def kiosks_without_paper(session: Session, location_id: str) -> list[int]:
    """Device ids of the paired kiosks whose printer is known not to print now; without printers, none."""
    printers = printers_of(session, location_id)
    away = {view["id"] for view in printer_views(session, location_id) if view["state"] == "away"}
    if not away:
        return []
    beside = kiosk_printers(session, location_id)
    kiosks = (int(kiosk["id"]) for kiosk in kiosks_of(session, location_id))
    return [kiosk for kiosk in kiosks if chosen_printer(printers, beside, kiosk) in away]


def kiosks_of(session: Session, location_id: str) -> list[KioskPrinter]:
    """The paired kiosks of a location, each with its own printer, if any."""
    rows = session.execute(
        select(Device)
        .where(Device.location_id == location_id, Device.kind == "kiosk", Device.revoked_at.is_(None))
        .order_by(Device.name)
    ).scalars()
    return [{"id": row.id, "name": row.name, "printer": row.printer_id} for row in rows]


def all_printers(session: Session) -> list[tuple[str, PrinterView]]:
    """Every printer of every location in use, with the location's id."""
    rows = session.execute(
        select(Printer)
        .join(Location, Location.id == Printer.location_id)
        .where(Printer.retired.is_(False), Location.retired.is_(False))
        .order_by(Location.position, Printer.position)
    ).scalars()
    return [(row.location_id, printer_view(row)) for row in rows]


def doubts(session: Session, location_id: str) -> list[DoubtView]:
    """Papers that may or may not have come out, of visitors for whom it still matters; the newest few."""
    rows = session.execute(
        select(PrintJob.id, PrintJob.printer_id, Ticket)
        .join(Ticket, Ticket.id == PrintJob.ticket_id)
        .where(PrintJob.location_id == location_id, DOUBTED, Ticket.state.in_(OPEN))
        .order_by(PrintJob.id.desc())
        .limit(MOST_DOUBTS)
    )
    return [
        {"job": row.id, "printer": row.printer_id, "ticket": row.Ticket.id, "label": row.Ticket.label}
        for row in rows
    ]


def paper_view(session: Session, ticket_id: int) -> PaperStateView:
    """How far the newest paper of a ticket is; `none` when none was asked for."""
    row = session.execute(
        select(PrintJob.state, PrintJob.reason)
        .where(PrintJob.ticket_id == ticket_id)
        .order_by(PrintJob.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return {"state": "none", "why": None}
    return {"state": row.state, "why": row.reason}


def faults(session: Session, location_id: str, printer_id: str) -> list[FaultView]:
    """What happened to a printer, newest first, from the location's log."""
    kinds = (FactKind.PRINTER_CHANGED, FactKind.PRINT_DOUBTED, FactKind.PRINTER_SET)
    rows = session.execute(
        select(Fact)
        .where(
            Fact.location_id == location_id,
            Fact.kind.in_(kinds),
            Fact.data["printer"].as_string() == printer_id,
        )
        .order_by(Fact.rev.desc())
        .limit(MOST_FAULTS)
    ).scalars()
    return [
        {
            "at": instant(row.at),
            "fact": row.kind,
            "state": row.data.get("condition"),
            "why": row.data.get("why"),
            "low": bool(row.data.get("paper_low")),
        }
        for row in rows
    ]


def job_counts(session: Session, since: datetime) -> Mapping[tuple[str, str, str], int]:
    """How many jobs ended how since a moment, by location, printer and state."""
    rows = session.execute(
        select(PrintJob.location_id, PrintJob.printer_id, PrintJob.state, func.count())
        .where(PrintJob.asked_at >= since)
        .group_by(PrintJob.location_id, PrintJob.printer_id, PrintJob.state)
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}
