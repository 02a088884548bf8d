"""Devices and their pairing in and out of the API, as models that check and describe it."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from models.access.device_setting import DeviceSetting, millimetres
from models.access.display_setting import FULL_VOLUME, USUAL_VOLUME, DisplaySetting, Layout, Spoken
from models.access.pairing import Progress
from models.views.device_shape import DeviceInFull
from web.api.body import Body, Identifier, Name

MOST_DESKS = 40
"""That a display is for; no location has more."""


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


TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["22:00"])]


class DisplayBody(Body):
    """How a display looks and sounds. No desks are all desks; a sign is of exactly one."""

    layout: Annotated[Layout, Field(strict=False)] = Layout.AUTO
    desks: Annotated[list[Identifier], Field(max_length=MOST_DESKS)] = Field(default_factory=list)
    volume: Annotated[int, Field(ge=0, le=FULL_VOLUME)] = USUAL_VOLUME
    quiet_from: TimeOfDay | None = None
    quiet_until: TimeOfDay | None = None
    spoken: Annotated[Spoken, Field(strict=False)] = Spoken.BOTH

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.layout is Layout.SIGN and len(self.desks) != 1:
            raise ValueError("a sign is of exactly one desk")
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("quiet hours have a beginning and an end")
        if self.quiet_from is not None and self.quiet_from == self.quiet_until:
            raise ValueError("quiet hours that end when they begin are none")
        return self


class DeviceBody(Body):
    """A device as it shall be: `diagonal` in inches, `distance` of whoever reads it in millimetres.

    Without `display` the looks and sound of a display stay as they are.
    """

    name: Name
    diagonal: Annotated[float, Field(ge=5, le=120)] | None = None
    distance: Annotated[int, Field(ge=200, le=20_000)] | None = None
    printer: Identifier | None = None
    display: DisplayBody | None = None


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


class NamedDesk(BaseModel):
    """A desk that a display can be for."""

    id: str
    name: str


class DevicesAnswer(BaseModel):
    """The devices of a location, the revision they should show, and the printers and desks there."""

    rev: int
    now: str
    devices: list[DeviceInFull]
    printers: list[NamedPrinter]
    desks: list[NamedDesk]


class DeviceSetAnswer(BaseModel):
    """The device that was paired."""

    rev: int
    id: int


def setting_of(body: DeviceBody) -> DeviceSetting:
    """A device as it is stored."""
    display = None if body.display is None else _display_of(body.display)
    return DeviceSetting(body.name, millimetres(body.diagonal), body.distance, body.printer, display)


def _display_of(body: DisplayBody) -> DisplaySetting:
    return DisplaySetting(
        layout=body.layout,
        desks=tuple(dict.fromkeys(body.desks)),
        volume=body.volume,
        quiet_from=body.quiet_from,
        quiet_until=body.quiet_until,
        spoken=body.spoken,
    )
