"""Visitors at a kiosk who ask for a person, as the kiosk and the staff are told."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Assistance, Device
from models.views.head import Head
from models.views.shape import AssistanceView, KioskHelpView, instant


def kiosk_assistance(session: Session, head: Head) -> list[KioskHelpView]:
    """What the kiosks of the location are told."""
    return [
        {"device": row.device_id, "state": "asked" if row.coming is None else "coming", "by": row.coming}
        for row, _ in _rows(session, head)
    ]


def staff_assistance(session: Session, head: Head) -> list[AssistanceView]:
    """What the consoles of the location are told, who asked first at the head."""
    return [
        {
            "id": row.id,
            "device": row.device_id,
            "name": name,
            "language": row.language,
            "since": instant(row.asked_at),
            "coming": row.coming,
        }
        for row, name in _rows(session, head)
    ]


def _rows(session: Session, head: Head) -> list[tuple[Assistance, str]]:
    asked = (
        select(Assistance, Device.name)
        .join(Device, Device.id == Assistance.device_id)
        .where(Assistance.location_id == head.setup.id, Assistance.ended_at.is_(None))
        .order_by(Assistance.id)
    )
    return [(row, name) for row, name in session.execute(asked)]
