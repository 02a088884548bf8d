"""Printers of a location: how they are, how they are set, and a page to try them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from models.audit.what import What
from models.log import Turn
from models.printing.condition import looked
from models.printing.job import JobState
from models.printing.printers import PrinterSetting
from models.printing.setting import print_test, remove_printer, set_printer
from models.refusal import Code, Refusal
from models.views.printer import faults, kiosks_of, printers_in_full
from printer.address import FileAddress, SerialAddress, parse_address
from printer.finding import find_printers
from web.access import ADMINISTRATORS, CONSOLE, COORDINATORS
from web.api.act import done_at
from web.api.body import EmptyBody
from web.api.printer_shape import (
    FaultsAnswer,
    FoundAnswer,
    PrinterBody,
    PrintersAnswer,
    PrinterSetAnswer,
    TestedAnswer,
)
from web.api.shape import NothingAnswer
from web.audited import note
from web.command import Done, run_command
from web.operation import Keyed, operation
from web.page import head_at
from web.services import services

blueprint = Blueprint("api_printer", __name__, url_prefix="/api/v1")

_KEYED = Keyed(required=False)
_HERE = "/locations/<location>/printers"


@blueprint.get(_HERE)
@operation(COORDINATORS, answers={200: PrintersAnswer})
def printers(location: str) -> Mapping[str, Any]:
    """The printers there as they are set up, how each is, and the kiosks that may have one of their own."""
    head, settings = head_at(location), services().settings
    with services().database.read() as session:
        return {
            "printers": printers_in_full(session, head.setup.id, head.now),
            "kiosks": kiosks_of(session, head.setup.id),
            "house": {"address": settings.printer, "width": settings.printer_width},
        }


@blueprint.post(_HERE, provide_automatic_options=False)  # those of the reading are for more people
@operation(ADMINISTRATORS, body=PrinterBody, answers={200: PrinterSetAnswer}, keyed=_KEYED)
def set_one(location: str, body: PrinterBody) -> Done:
    """Add a printer, change one, or bring one back."""

    def work(turn: Turn) -> Mapping[str, Any]:
        _must_be_printer(body.address)
        name = body.id or _free_id(body.name, {item.id for item in turn.setup.printers})
        wanted = PrinterSetting(name, body.name, body.address, body.width, body.staff)
        set_printer(turn, wanted, body.kiosks)
        note(turn.session, What.PRINTER_SET, f"printer:{name}", location)
        return {"rev": turn.rev, "id": name}

    done = run_command(location, work)
    services().printers.wake()
    return done


@blueprint.post(f"{_HERE}/<printer>/remove")
@operation(ADMINISTRATORS, body=EmptyBody, answers={200: NothingAnswer}, keyed=_KEYED)
def remove(location: str, printer: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Take a printer out of use; setting it again brings it back."""

    def work(turn: Turn) -> None:
        remove_printer(turn, printer)
        note(turn.session, What.PRINTER_REMOVED, f"printer:{printer}", location)

    done = done_at(location, work)
    services().printers.wake()
    return done


@blueprint.post(f"{_HERE}/<printer>/test")
@operation(CONSOLE, body=EmptyBody, answers={200: TestedAnswer}, keyed=_KEYED)
def test(location: str, printer: str, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """A test page: ruler, greys, code, and a line in each language."""

    def work(turn: Turn) -> Mapping[str, Any]:
        paper = print_test(turn, printer)
        return {"rev": turn.rev, "paper": "away" if paper is JobState.FAILED else "coming"}

    done = run_command(location, work)
    services().printers.wake()
    return done


@blueprint.get(f"{_HERE}/<printer>/faults")
@operation(CONSOLE, answers={200: FaultsAnswer})
def history(location: str, printer: str) -> Mapping[str, Any]:
    """What happened to a printer, newest first, from the location's log."""
    with services().database.read() as session:
        return {"faults": faults(session, location, printer)}


@blueprint.post("/locations/<location>/papers/<int:job>/looked")
@operation(CONSOLE, body=EmptyBody, answers={200: NothingAnswer}, keyed=_KEYED)
def look(location: str, job: int, body: EmptyBody) -> Done:  # noqa: ARG001  (the body is empty)
    """Somebody looked whether a doubted paper came out."""
    return done_at(location, lambda turn: looked(turn, min(job, 2**31 - 1)))


@blueprint.get("/printers/found")
@operation(ADMINISTRATORS, answers={200: FoundAnswer})
def found() -> Mapping[str, Any]:
    """Printers plugged into the server, each with its address, or what stands in the way."""
    findings = services().offload(find_printers)
    return {
        "found": [
            {"address": one.address, "name": one.name, "usable": one.usable, "trouble": one.trouble}
            for one in findings.printers
        ],
        "trouble": " ".join(findings.remarks) or None,
    }


def _must_be_printer(address: str | None) -> None:
    """Refuse what is no printer's address; a device file lies under /dev, so that no other is written."""
    if address is None:
        return
    try:
        parsed = parse_address(address)
    except ValueError as error:
        raise Refusal(Code.BAD_ADDRESS, str(error)) from None
    if isinstance(parsed, FileAddress | SerialAddress):
        path = parsed.device
        if not str(path).startswith("/dev/") or ".." in path.parts:
            raise Refusal(Code.BAD_ADDRESS, f"{path} is no device file: it must lie under /dev")


def _free_id(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "printer"
    numbered = (f"{stem}-{number}" for number in range(2, 1000))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)
