"""Printers in and out of the API, as models that check and describe it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from models.views.shape import FaultView, KioskPrinter, PaperStateView, PrinterInFull
from web.api.body import Body, Identifier, Name, VisitId


class PrinterBody(Body):
    """A printer as it shall be; without `id` a new one. `address` and `width` null are the settings' own."""

    id: Identifier | None = None
    name: Name
    address: Annotated[str, Field(min_length=1, max_length=200, examples=["tcp://192.168.1.40:9100"])] | None
    width: Literal[576, 384] | None = None
    staff: bool = False
    kiosks: Annotated[list[VisitId], Field(max_length=50, default_factory=list)]


class PaperAnswer(RootModel[PaperStateView]):
    """How far a paper is."""


class SettingsPrinter(BaseModel):
    """The printer of the settings."""

    address: str
    width: int


class PrintersAnswer(BaseModel):
    """The printers of a location, its kiosks, and the printer of whoever has no address of its own."""

    printers: list[PrinterInFull]
    kiosks: list[KioskPrinter]
    house: SettingsPrinter


class PrinterSetAnswer(BaseModel):
    """The printer that was set."""

    rev: int
    id: str


class TestedAnswer(BaseModel):
    """A test page: whether it is `coming`, or the printer is `away`."""

    rev: int
    paper: str


class FaultsAnswer(BaseModel):
    """What happened to a printer, newest first."""

    faults: list[FaultView]


class FoundPrinter(BaseModel):
    """A printer that is plugged in here; `usable` null shows only in use."""

    address: str
    name: str
    usable: bool | None
    trouble: str


class FoundAnswer(BaseModel):
    """Every printer that is plugged into the server, and what could not be looked at."""

    found: list[FoundPrinter]
    trouble: str | None
