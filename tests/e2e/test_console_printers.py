"""Printers at the console, with a real server and an emulated printer: faults, a roll, a doubted paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from printer.decoder import decode
from printer.emulator import EmulatedPrinter, Fault, Sheet
from printer.emulator_server import EmulatorServer
from tests.e2e.console import Console
from tests.e2e.floor import Floor
from tests.e2e.server import Server, running_server
from tests.e2e.test_access import _violations
from tests.printer.fault_proxy import FaultProxy
from tests.printer.read_back import read

pytestmark = pytest.mark.browser

WIDTH = 576
HALF = 8000
"""Bytes of a ticket after which the connection breaks."""
WHOLE = 600
"""Rows of dots; no ticket is shorter."""


@dataclass
class Machine:
    """An emulated printer on a port, and what came out of it."""

    printer: EmulatedPrinter
    cable: FaultProxy
    sheets: list[Sheet] = field(default_factory=list)

    def has(self, fault: Fault, *, on: bool = True) -> None:
        """Something goes wrong, or right again."""
        self.printer.set(fault, on=on)

    @property
    def whole(self) -> list[Sheet]:
        """Tickets that came out whole; half of one is cut off before the next."""
        return [sheet for sheet in self.sheets if sheet.cut and sheet.rows > WHOLE]


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """The printer of the location."""
    sheets: list[Sheet] = []
    printer = EmulatedPrinter(WIDTH, sheets.append)
    with EmulatorServer(printer) as server, FaultProxy(server.port) as cable:
        yield Machine(printer, cable, sheets)


@pytest.fixture(scope="module")
def server(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose printer is that one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INLOOP_PRINTER", f"tcp://127.0.0.1:{machine.cable.port}")
        with running_server(tmp_path_factory.mktemp("inloop")) as started:
            yield started


@pytest.fixture(autouse=True)
def printing(floor: Floor, machine: Machine) -> None:
    """Each test begins with a printer whose last ticket came out whole, and with nobody in the house.

    After half a ticket the next job begins with white dots for the rest of a command, and those would meet
    the fault that a test sets for the job itself.
    """
    for fault in Fault:
        machine.has(fault, on=False)
    machine.cable.faults.reset_after = None
    page = floor.samira.page
    expect(_row(floor.samira)).to_contain_text("klaar om te printen")
    before = len(machine.whole)
    floor.commands("tickets", question_type="werk", language="nl", printed=True)
    _wait_for(page, lambda: len(machine.whole) > before)
    floor.empty()


def test_paper_that_is_out_is_told_with_what_to_do_and_goes_away_with_a_new_roll(
    floor: Floor, machine: Machine
) -> None:
    samira = floor.samira
    expect(_row(samira)).to_contain_text("klaar om te printen")
    machine.has(Fault.PAPER_OUT)
    floor.commands("tickets", question_type="werk", language="nl", printed=True)
    notice = samira.page.locator("#notices .notice--paper")
    expect(notice).to_contain_text(re.compile(r"papier is op sinds \d\d:\d\d. Doe er een nieuwe rol in"))
    expect(_row(samira)).to_contain_text("papier is op")
    assert _violations(samira.page) == []
    machine.has(Fault.PAPER_OUT, on=False)
    expect(notice).to_have_count(0)
    expect(_row(samira)).to_contain_text("klaar om te printen")


def test_a_fault_of_a_printer_at_rest_is_seen_too(floor: Floor, machine: Machine) -> None:
    machine.has(Fault.COVER_OPEN)
    notice = floor.samira.page.locator("#notices .notice--paper")
    expect(notice).to_contain_text("klep staat open")


def test_who_gives_a_number_while_no_paper_can_come_hears_so(floor: Floor, machine: Machine) -> None:
    hanna = floor.hanna
    machine.has(Fault.CUTTER)
    expect(hanna.page.locator("#notices .notice--paper")).to_contain_text("mes zit vast")
    hanna.press("issue/werk")
    hanna.is_told("is gegeven, maar niet op papier")


def test_a_roll_that_is_nearly_used_up_is_told_once(floor: Floor, machine: Machine) -> None:
    samira = floor.samira
    machine.has(Fault.PAPER_LOW)
    notice = samira.page.locator("#notices .notice", has_text="papier bijna op")
    expect(notice).to_contain_text("Leg de nieuwe rol klaar")
    notice.get_by_role("button", name="Ligt klaar").click()
    expect(notice).to_have_count(0)
    floor.commands("tickets", question_type="werk", language="nl", printed=True)
    samira.page.reload()
    expect(_row(samira)).to_contain_text("Leg een nieuwe rol klaar")
    expect(notice).to_have_count(0)
    _new_roll(samira, machine)
    machine.has(Fault.PAPER_LOW)
    expect(notice).to_be_visible()
    _new_roll(samira, machine)
    expect(notice).to_have_count(0)


def test_a_doubted_paper_is_asked_about_and_printed_once_more_if_somebody_says_so(
    floor: Floor, machine: Machine
) -> None:
    samira = floor.samira
    label = _doubted(floor, machine)
    card = samira.page.locator("#doubts .notice--doubt")
    expect(card).to_contain_text(f"Is bon {label} eruit gekomen?")
    assert _violations(samira.page) == []
    expect(_row(samira)).to_contain_text("klaar om te printen")
    before = len(machine.whole)
    card.get_by_role("button", name="Nee, print opnieuw").click()
    samira.is_told(f"{label} wordt opnieuw geprint")
    expect(card).to_have_count(0)
    _wait_for(samira.page, lambda: len(machine.whole) > before)
    samira.page.wait_for_timeout(2000)
    assert len(machine.whole) == before + 1
    assert "Opnieuw geprint" in _text(machine.whole[-1])


def test_who_looked_and_found_the_paper_says_so_with_one_press(floor: Floor, machine: Machine) -> None:
    samira, bram = floor.samira, floor.bram
    label = _doubted(floor, machine)
    card = samira.page.locator("#doubts .notice--doubt")
    before = len(machine.whole)
    card.get_by_role("button", name="Ja, of niet meer nodig").click()
    samira.is_told(f"Er wordt niets opnieuw geprint voor {label}")
    expect(card).to_have_count(0)
    expect(bram.page.locator("#doubts .notice--doubt")).to_have_count(0)
    samira.page.reload()
    expect(_row(samira)).to_be_visible()
    expect(card).to_have_count(0)
    assert len(machine.whole) == before


def _doubted(floor: Floor, machine: Machine) -> str:
    """The cable comes out in the middle of a ticket, whose label is returned."""
    expect(_row(floor.samira)).to_contain_text("klaar om te printen")
    machine.cable.faults.reset_after = HALF
    ticket = floor.commands("tickets", question_type="werk", language="nl", printed=True)
    expect(floor.samira.page.locator("#doubts .notice--doubt")).to_have_count(1)
    machine.cable.faults.reset_after = None
    return str(ticket["label"])


def _new_roll(console: Console, machine: Machine) -> None:
    """Somebody opens the cover, puts in a roll and shuts it."""
    machine.has(Fault.COVER_OPEN)
    expect(_row(console)).to_contain_text("klep staat open")
    machine.has(Fault.PAPER_LOW, on=False)
    machine.has(Fault.COVER_OPEN, on=False)
    expect(_row(console)).to_contain_text("klaar om te printen")


def _row(console: Console) -> Locator:
    """The printer in the room's panel."""
    return console.page.locator("#devices .row--printer")


def _text(sheet: Sheet) -> str:
    """What a reader reads on a paper."""
    (picture,) = decode(sheet.job, WIDTH)
    return read(picture.convert("L"), "nld", 1.5)


def _wait_for(page: Page, true: object) -> None:
    for _ in range(100):
        if true():  # type: ignore[operator]
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come")
