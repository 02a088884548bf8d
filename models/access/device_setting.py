"""Devices as people set them up: name, sizes, printer, and that one is not used any more.

Each change is a fact, and counts as configuration, so that the screens read it anew.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from models.access.device import device_in_use
from models.access.device_token import WORKS
from models.access.display_setting import DisplaySetting, as_stored, check_desks, stored
from models.access.principal import Role
from models.access.secret import hash_secret
from models.database import Database
from models.log import FactKind, Turn
from models.prepared import Prepared
from models.refusal import Code, Refusal
from models.tables import Device, DeviceToken

_device, _token = Device.table(), DeviceToken.table()
_SHOWN = Prepared(
    select(
        _device.c.id,
        _device.c.name,
        _device.c.diagonal_mm,
        _device.c.distance_mm,
        _device.c.kind,
        _device.c.display,
    )
    .join_from(_token, _device, _device.c.id == _token.c.device_id)
    .where(_token.c.hash == bindparam("hash"), WORKS)
)

MM_PER_INCH = 25.4


@dataclass(frozen=True)
class DeviceSetting:
    """A device as people set it up.

    Attributes:
        name: as people there call it.
        diagonal_mm: of its screen.
        distance_mm: from how far it is read.
        printer: the id of the printer beside a kiosk.
        display: how a display looks and sounds; None leaves that as it is.
    """

    name: str
    diagonal_mm: int | None = None
    distance_mm: int | None = None
    printer: str | None = None
    display: DisplaySetting | None = None


@dataclass(frozen=True)
class Paired:
    """What a device's own page knows of it: `diagonal` in inches, `distance` in millimetres.

    `display` is how a display looks and sounds (`models.access.display_setting`), None for other devices.
    """

    id: int
    name: str
    diagonal: float | None
    distance: int | None
    display: dict[str, Any] | None = None


def inches(millimetres: int | None) -> float | None:
    """A diagonal as screens are sold, to a tenth of an inch."""
    return None if millimetres is None else round(millimetres / MM_PER_INCH, 1)


def millimetres(diagonal: float | None) -> int | None:
    """A diagonal in inches as it is stored; `inches` gives it back."""
    return None if diagonal is None else round(diagonal * MM_PER_INCH)


def paired_with(database: Database, token: str) -> Paired | None:
    """How the device with this token is set up, or None."""
    row = database.glance(_SHOWN, {"hash": hash_secret(token)})
    if row is None:
        return None
    display = as_stored(row.display) if row.kind == Role.DISPLAY else None
    return Paired(row.id, row.name, inches(row.diagonal_mm), row.distance_mm, display)


def change_device(turn: Turn, device_id: int, wanted: DeviceSetting) -> None:
    """Set a device up anew; its page is loaded again when nobody is using it.

    Raises:
        Refusal: `unknown_device`; `unknown_printer`; `unknown_desk`.
    """
    device = _device_at(turn, device_id)
    set_up(turn, device, wanted)
    turn.session.flush()
    turn.configure()
    turn.record(FactKind.DEVICE_CHANGED, device=device.id)


def set_up(turn: Turn, device: Device, wanted: DeviceSetting) -> None:
    """Give a device its settings; a printer only to a kiosk, looks and sound only to a display.

    Raises:
        Refusal: `unknown_printer`; `unknown_desk`.
    """
    if wanted.printer is not None and wanted.printer not in {item.id for item in turn.setup.printers}:
        raise Refusal(Code.UNKNOWN_PRINTER, f"there is no printer {wanted.printer!r} at {turn.setup.id}")
    device.name, device.diagonal_mm, device.distance_mm = wanted.name, wanted.diagonal_mm, wanted.distance_mm
    device.printer_id = wanted.printer if device.kind == Role.KIOSK else None
    if wanted.display is not None and device.kind == Role.DISPLAY:
        check_desks(turn.setup, wanted.display)
        device.display = stored(wanted.display)


def revoke_device(turn: Turn, device_id: int) -> None:
    """Take a device out of use, at once and for good; it can be paired anew.

    Raises:
        Refusal: `unknown_device`, also for one that was revoked before.
    """
    device = _device_at(turn, device_id)
    device.revoked_at, device.online = turn.at, False
    turn.session.flush()
    turn.configure()
    turn.record(FactKind.DEVICE_REVOKED, device=device.id)


def renew_device(turn: Turn, device_id: int) -> None:
    """Have a device get a new token; its page is loaded anew for that when nobody is using it.

    Raises:
        Refusal: `unknown_device`.
    """
    device = _device_at(turn, device_id)
    device.renew_wanted_at = turn.at
    turn.session.flush()
    turn.configure()
    turn.record(FactKind.DEVICE_CHANGED, device=device.id)


def _device_at(turn: Turn, device_id: int) -> Device:
    device = device_in_use(turn.session, device_id)
    if device.location_id != turn.setup.id:
        raise Refusal(Code.UNKNOWN_DEVICE, f"there is no device {device_id} at {turn.setup.id}")
    return device
