"""The printers of a location as people set them, and which of them a paper comes from.

A kiosk's own printer; for staff the one that is theirs; else the first of the location.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Device, Printer


@dataclass(frozen=True)
class PrinterSetting:
    """A printer as people set it.

    Attributes:
        id: its name for machines.
        name: its name for people.
        address: one line, as the printer package reads it; None for the settings' own.
        width: of the paper in dots; None for the settings' own.
        staff: whether what staff ask for comes out here.
    """

    id: str
    name: str
    address: str | None = None
    width: int | None = None
    staff: bool = False


def printers_of(session: Session, location_id: str) -> tuple[PrinterSetting, ...]:
    """The printers in use, the first of them for whoever has none of their own."""
    rows = session.execute(
        select(Printer)
        .where(Printer.location_id == location_id, Printer.retired.is_(False))
        .order_by(Printer.position)
    ).scalars()
    return tuple(PrinterSetting(row.id, row.name, row.address, row.width, row.staff) for row in rows)


def kiosk_printers(session: Session, location_id: str) -> dict[int, str]:
    """Ids of the printers beside kiosks, by the kiosk's device id."""
    rows = session.execute(
        select(Device.id, Device.printer_id).where(
            Device.location_id == location_id, Device.printer_id.is_not(None), Device.revoked_at.is_(None)
        )
    )
    return {row.id: str(row.printer_id) for row in rows}


def chosen_printer(
    printers: Sequence[PrinterSetting], kiosks: Mapping[int, str], device_id: int | None
) -> str | None:
    """The id of the printer for what a kiosk asks for, or without one what staff do; None without printers.

    Args:
        printers: of the location, in order.
        kiosks: printers beside kiosks, as `kiosk_printers` gives them.
        device_id: the kiosk.
    """
    own = kiosks.get(device_id) if device_id is not None else None
    for_staff = [item.id for item in printers if item.staff and device_id is None]
    candidates = [own, *for_staff, *(item.id for item in printers)]
    in_use = {item.id for item in printers}
    return next((name for name in candidates if name in in_use), None)
