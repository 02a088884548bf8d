"""Devices and their pairing in and out of the API, as models that check and describe it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from models.access.device_setting import DeviceSetting, millimetres
from models.access.pairing import Progress
from models.views.shape import DeviceInFull
from web.api.body import Body, Identifier, Name


class PairBody(Body):
    """Which work this browser is to do."""

    kind: Literal["kiosk", "display"]
    location: Identifier


Secret = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_-]{32,64}$",
        description="made by the screen from at least 128 random bits; becomes its token",
    ),
]


class OpenPairingBody(PairBody):
    """A new screen that wants to show a code. The same secret gets the same code, so this may be repeated."""

    secret: Secret


class CheckPairingBody(Body):
    """The screen that made this secret asks how far it is."""

    secret: Secret


class DeviceBody(Body):
    """A device as it shall be: `diagonal` in inches, `distance` of whoever reads it in millimetres."""

    name: Name
    diagonal: Annotated[float, Field(ge=5, le=120)] | None = None
    distance: Annotated[int, Field(ge=200, le=20_000)] | None = None
    printer: Identifier | None = None


class PairingAnswer(BaseModel):
    """The code to show, and for how long it is good."""

    code: str
    expires_at: str
    seconds: int


class ProgressAnswer(BaseModel):
    """How far a pairing is; `url` is the page to open once it is `paired`. One that is `gone` begins anew."""

    state: Progress
    url: str | None


class FoundPairing(BaseModel):
    """The screen that shows a code."""

    code: str
    kind: str
    expires_at: str


class NamedPrinter(BaseModel):
    """A printer to choose."""

    id: str
    name: str


class DevicesAnswer(BaseModel):
    """The devices of a location, the revision they should show, and the printers there."""

    rev: int
    now: str
    devices: list[DeviceInFull]
    printers: list[NamedPrinter]


class DeviceSetAnswer(BaseModel):
    """The device that was paired."""

    rev: int
    id: int


def setting_of(body: DeviceBody) -> DeviceSetting:
    """A device as it is stored."""
    return DeviceSetting(body.name, millimetres(body.diagonal), body.distance, body.printer)
