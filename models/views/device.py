"""Devices as staff see them: how each is, how it is set up, and what it gave by itself.

Must not know how a device is paired or reached.
"""

from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.access.device import devices_of
from models.access.device_setting import inches
from models.access.device_token import tokens_made
from models.access.display_setting import as_stored
from models.access.principal import Role
from models.tables import Device, Ticket
from models.views.device_shape import DeviceInFull, DisplayView
from models.views.head import Head
from models.views.shape import DeviceView, instant, instant_or_none


def device_view(row: Device) -> DeviceView:
    """One device, as it told of itself last."""
    view: DeviceView = {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "online": row.online,
        "shown_rev": row.shown_rev,
    }
    if row.battery is not None:
        view["battery"] = row.battery
    if row.charging is not None:
        view["charging"] = row.charging
    if row.secure is not None:
        view["secure"] = row.secure
    if row.undelivered:
        view["undelivered"] = row.undelivered
    if row.sound is not None:
        view["sound"] = row.sound
    return view


def devices_in_full(session: Session, head: Head) -> list[DeviceInFull]:
    """Every device of the location that is not revoked, also those that are switched off."""
    given, rows = _given(session, head), devices_of(session, head.setup.id)
    made = tokens_made(session, [row.id for row in rows])
    return [
        {
            **device_view(row),
            "paired_at": instant(row.created_at),
            "seen_at": instant_or_none(row.seen_at),
            "diagonal": inches(row.diagonal_mm),
            "distance": row.distance_mm,
            "printer": row.printer_id,
            "given": given.get(row.series or "", 0),
            "display": cast("DisplayView", as_stored(row.display)) if row.kind == Role.DISPLAY else None,
            "token_at": instant(made.get(row.id, row.created_at)),
            "renewing": row.renew_wanted_at is not None,
            "copied_at": instant_or_none(row.copied_at),
        }
        for row in rows
    ]


def _given(session: Session, head: Head) -> dict[str, int]:
    """How many numbers of today were given while the server was away, by the series they count in."""
    counted = session.execute(
        select(Ticket.series, func.count())
        .where(
            Ticket.location_id == head.setup.id,
            Ticket.business_day == head.day,
            Ticket.offline.is_(True),
        )
        .group_by(Ticket.series)
    )
    return {row[0]: row[1] for row in counted}
