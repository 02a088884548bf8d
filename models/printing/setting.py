"""Setting the printers of a location: added, changed and taken away by people, each a fact in the log."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.log import FactKind, Turn
from models.printing.job import JobKind, JobState, enqueue
from models.printing.printers import PrinterSetting
from models.refusal import Code, Refusal
from models.tables import Device, Printer

MAIN = "main"
"""The printer that every location begins with; its address is that of the settings."""


def begin_with_one(session: Session, location_id: str) -> None:
    """Give a new location its first printer."""
    session.add(Printer(location_id=location_id, id=MAIN, position=0, name="Printer"))


def set_printer(turn: Turn, wanted: PrinterSetting, kiosks: Sequence[int]) -> None:
    """Add a printer, or change the one with that id.

    Args:
        turn: a turn at the location.
        wanted: as it shall be; its address was checked by the caller.
        kiosks: ids of the devices whose tickets come out here.

    Raises:
        Refusal: `unknown_device` for one that is not of this location.
    """
    row = turn.session.get(Printer, (turn.setup.id, wanted.id))
    if row is None:
        row = Printer(location_id=turn.setup.id, id=wanted.id, position=_places(turn))
        turn.session.add(row)
    elsewhere = (row.address, row.width) != (wanted.address, wanted.width)
    row.name, row.address, row.width = wanted.name, wanted.address, wanted.width
    row.staff, row.retired = wanted.staff, False
    if elsewhere:
        row.condition, row.reason, row.since, row.paper_low = "unknown", "not_asked_yet", turn.at, False
    turn.session.flush()
    _stand_beside(turn, wanted.id, kiosks)
    configured(turn, FactKind.PRINTER_SET, wanted.id)


def remove_printer(turn: Turn, printer_id: str) -> None:
    """Take a printer out of use; what it was asked to print is kept.

    Raises:
        Refusal: `unknown_printer`.
    """
    row = turn.session.get(Printer, (turn.setup.id, printer_id))
    if row is None or row.retired:
        raise Refusal(Code.UNKNOWN_PRINTER, f"there is no printer {printer_id!r} at {turn.setup.id}")
    row.retired = True
    turn.session.flush()
    _stand_beside(turn, printer_id, [])
    configured(turn, FactKind.PRINTER_REMOVED, printer_id)


def print_test(turn: Turn, printer_id: str) -> JobState | None:
    """Ask for a test page.

    Returns:
        How far its paper is.

    Raises:
        Refusal: `unknown_printer`.
    """
    if printer_id not in {item.id for item in turn.setup.printers}:
        raise Refusal(Code.UNKNOWN_PRINTER, f"there is no printer {printer_id!r} at {turn.setup.id}")
    paper = enqueue(turn, printer_id, JobKind.TEST)
    turn.record(FactKind.PRINT_TESTED, printer=printer_id)
    return paper


def configured(turn: Turn, kind: FactKind, printer_id: str) -> None:
    """Record a change that counts as configuration, so that whoever remembers the old one reads it anew."""
    turn.configure()
    turn.record(kind, printer=printer_id)


def _places(turn: Turn) -> int:
    counted = select(func.count()).where(Printer.location_id == turn.setup.id)
    return int(turn.session.execute(counted).scalar_one())


def _stand_beside(turn: Turn, printer_id: str, kiosks: Sequence[int]) -> None:
    here = Device.location_id == turn.setup.id
    turn.session.execute(update(Device).where(here, Device.printer_id == printer_id).values(printer_id=None))
    for device_id in kiosks:
        beside = update(Device).where(here, Device.id == device_id, Device.revoked_at.is_(None))
        found = turn.session.execute(beside.values(printer_id=printer_id).returning(Device.id))
        if found.scalar_one_or_none() is None:
            raise Refusal(Code.UNKNOWN_DEVICE, f"there is no device {device_id} at {turn.setup.id}")
