"""What can be wrong with a printer, from the visitor's press to the paper: what all see, how many copies.

The kiosk shows what the answer to the press and `…/paper` say (tests/js/kiosk_paper.test.js); staff see the
printer in their view, with what to do (web/condition.py).
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.access.principal import Role
from printer.conversation import Patience
from printer.decoder import UndecodableError, decode
from printer.emulator import Fault
from tests.cast import World
from tests.printer.read_back import codes_on
from tests.printer.rig import OwnRig, own_rig
from tests.web.site import QUEUE, TICKETS, Caller, Site, open_site, wish
from web.condition import printer_sentence
from web.words import words_for

pytestmark = pytest.mark.stress

DUTCH = words_for("nl", "staff")
QUICK = Patience(connect=1.0, answer=0.4, job=1.0, bytes_per_second=100_000)


class Desk:
    """A kiosk, a host and a printer that can fail."""

    def __init__(self, site: Site, rig: OwnRig) -> None:
        self.site, self.rig = site, rig
        self.kiosk: Caller = site.bearer(site.device(Role.KIOSK))
        self.host: Caller = site.bearer(site.key("Hanna", Role.HOST))

    def press(self) -> tuple[str, dict[str, Any]]:
        """A visitor presses; what the kiosk is told at once, and the ticket."""
        given = self.kiosk.post(TICKETS, wish()).get_json()
        return given["paper"], given

    def paper(self, ticket: dict[str, Any]) -> str:
        state: str = self.kiosk.get(f"/api/v1/tickets/{ticket['token']}/paper").get_json()["state"]
        return state

    def becomes(self, ticket: dict[str, Any], state: str) -> bool:
        return eventually(lambda: self.paper(ticket) == state)

    def staff_see(self) -> tuple[str, str]:
        """The printer's state and the sentence for it, as the console has them."""
        (printer,) = self.view()["printers"]
        told = printer_sentence(printer, DUTCH)
        return printer["state"], f"{told.text}. {told.remedy}"

    def told(self, state: str, why: str | None) -> bool:
        def is_so() -> bool:
            (printer,) = self.view()["printers"]
            return (printer["state"], printer.get("why")) == (state, why)

        return eventually(is_so)

    def view(self) -> dict[str, Any]:
        view: dict[str, Any] = self.host.get(QUEUE).get_json()["view"]
        return view

    def copies(self) -> Counter[str]:
        """How often each visitor's code came out whole."""
        found: Counter[str] = Counter()
        for sheet in self.rig.sheets:
            try:
                found.update(codes_on(decode(sheet.job, 576)[0])[0])
            except UndecodableError:
                continue
        return found


def eventually(is_so: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether something comes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """As patient as on a good network; else each silence would take seconds."""
    monkeypatch.setattr("printer.transport.patience_for", lambda _address: QUICK)


@contextmanager
def counter(world: World, folder: Path, manner: str = "") -> Iterator[Desk]:
    with own_rig() as rig:
        site = open_site(world, folder, f"tcp://127.0.0.1:{rig.proxy.port}{manner}")
        site.inloop.services.printers.start()
        try:
            yield Desk(site, rig)
        finally:
            site.inloop.services.printers.stop()


@pytest.fixture
def place(sqlite_world: World, tmp_path: Path) -> Iterator[Desk]:
    with counter(sqlite_world, tmp_path) as found:
        yield found


def test_a_printer_that_is_well_gives_one_ticket(place: Desk) -> None:
    said, ticket = place.press()
    assert said == "coming"
    assert place.becomes(ticket, "confirmed")
    assert place.told("ok", None)
    assert place.copies() == {ticket["url"]: 1}


@pytest.mark.parametrize(
    ("fault", "why", "words"),
    [
        (Fault.PAPER_OUT, "paper_out", "rol"),
        (Fault.COVER_OPEN, "cover_open", "klep"),
        (Fault.CUTTER, "cutter", "mes"),
        (Fault.HEAD_HOT, "head_hot", "heet"),
        (Fault.BROKEN, "unrecoverable", "kapot"),
    ],
)
def test_a_fault_is_told_within_seconds_and_later_visitors_get_theirs_once(
    place: Desk, fault: Fault, why: str, words: str
) -> None:
    assert place.told("ok", None)
    place.rig.set(fault, on=True)
    assert place.told("away", why)
    assert words in place.staff_see()[1].lower()
    said, none = place.press()
    assert (said, place.paper(none)) == ("away", "failed")
    place.rig.set(fault, on=False)
    assert place.told("ok", None)
    said, ticket = place.press()
    assert said == "coming"
    assert place.becomes(ticket, "confirmed")
    assert place.copies() == {ticket["url"]: 1}


def test_powered_off(place: Desk) -> None:
    assert place.told("ok", None)
    place.rig.proxy.refuse()
    assert place.told("away", "refused")
    said, _ = place.press()
    assert (said, place.copies()) == ("away", {})


def test_paper_near_its_end_is_told_and_printed_on(place: Desk) -> None:
    place.rig.set(Fault.PAPER_LOW, on=True)
    assert eventually(lambda: bool(place.view()["printers"][0].get("low")))
    said, ticket = place.press()
    assert said == "coming"
    assert place.becomes(ticket, "confirmed")
    assert place.copies() == {ticket["url"]: 1}


def test_paper_end_in_mid_ticket_is_asked_about_and_comes_again_only_by_hand(place: Desk) -> None:
    assert place.told("ok", None)
    place.rig.printer.end_roll_after(200)
    said, ticket = place.press()
    assert said == "coming"
    assert place.becomes(ticket, "unknown")
    assert [doubt["label"] for doubt in place.view()["doubts"]] == ["A01"]
    assert place.told("away", "paper_out")
    place.rig.set(Fault.PAPER_OUT, on=False)
    assert place.told("ok", None)
    assert place.copies() == {}
    place.host.post(f"/api/v1/visits/{ticket['id']}/reprint")
    assert eventually(lambda: place.copies() == {ticket["url"]: 1})
    assert place.view()["doubts"] == []


@pytest.mark.parametrize("fault", ["reset_after", "fin_after"])
def test_a_network_that_drops_in_mid_ticket_leaves_a_doubt_and_the_next_ticket_whole(
    place: Desk, fault: str
) -> None:
    assert place.told("ok", None)
    setattr(place.rig.proxy.faults, fault, 10_000)
    _, first = place.press()
    assert place.becomes(first, "unknown")
    setattr(place.rig.proxy.faults, fault, None)
    assert place.told("ok", None)
    _, second = place.press()
    assert place.becomes(second, "confirmed")
    assert place.copies() == {second["url"]: 1}
    assert [doubt["label"] for doubt in place.view()["doubts"]] == ["A01"]


def test_a_late_confirmation_is_a_doubt_and_not_a_second_copy(place: Desk) -> None:
    assert place.told("ok", None)
    place.rig.proxy.faults.late, place.rig.proxy.faults.late_after = 3.0, 10_000
    _, ticket = place.press()
    assert place.becomes(ticket, "unknown")
    place.rig.proxy.faults.late = 0.0
    assert eventually(lambda: place.copies() == {ticket["url"]: 1})
    doubt = place.view()["doubts"][0]
    answer = place.host.post(f"/api/v1/locations/plein/papers/{doubt['job']}/looked")
    assert (answer.status_code, place.view()["doubts"]) == (200, [])
    assert place.copies() == {ticket["url"]: 1}


def test_a_slow_line_takes_its_time_and_prints_once(place: Desk) -> None:
    place.rig.proxy.faults.rate = 40_000
    _, ticket = place.press()
    assert eventually(lambda: place.paper(ticket) == "sending")
    assert place.becomes(ticket, "confirmed")
    assert place.copies() == {ticket["url"]: 1}


def test_a_printer_that_never_answers_gets_nothing_and_the_ticket_expires(place: Desk) -> None:
    place.rig.proxy.faults.mute = True
    _, ticket = place.press()
    assert place.told("unknown", "no_answer")
    assert place.paper(ticket) == "queued"
    place.site.world.clock.advance(seconds=61)
    assert place.becomes(ticket, "failed")
    place.rig.proxy.faults.mute = False
    assert place.told("ok", None)
    assert place.copies() == {}


def test_a_printer_that_is_known_never_to_answer_gets_its_jobs(sqlite_world: World, tmp_path: Path) -> None:
    with counter(sqlite_world, tmp_path, "?status=none") as place:
        place.rig.proxy.faults.mute = True
        _, ticket = place.press()
        assert place.becomes(ticket, "sent")
        assert eventually(lambda: place.copies() == {ticket["url"]: 1})


def test_a_printer_that_hangs_holds_up_nobody(place: Desk) -> None:
    place.rig.proxy.faults.hangs = True
    begun = time.monotonic()
    tickets = [place.press()[1] for _ in range(4)]
    assert time.monotonic() - begun < 15  # four that waited for the printer would have taken twenty
    assert place.told("unknown", "no_answer")
    place.rig.proxy.faults.hangs = False
    assert all(place.becomes(ticket, "confirmed") for ticket in tickets)
    assert place.copies() == {ticket["url"]: 1 for ticket in tickets}
