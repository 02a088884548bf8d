"""What a visitor at the kiosk notices of a printer that accepts everything and never answers: nothing."""

from benchmarks.load import Measured, post_all
from benchmarks.process import inloop_server
from benchmarks.report import Figure
from benchmarks.rush import kiosk_request, shifted
from printer.emulator import EmulatedPrinter, Fault
from printer.emulator_server import EmulatorServer

KIOSKS = 2
ROUNDS = 5
EACH = 400


def measure() -> list[Figure]:
    """Two servers take turns: one whose kiosks want paper from a hanging printer, one without paper."""
    emulated = EmulatedPrinter(576, lambda _sheet: None)
    emulated.set(Fault.HANGING, on=True)
    without, hanging = [], []
    with (
        EmulatorServer(emulated) as printer,
        inloop_server() as quiet,
        inloop_server(printer=f"tcp://127.0.0.1:{printer.port}") as stuck,
    ):
        no_paper, paper = kiosk_request(quiet), kiosk_request(stuck, printed=True)
        for turn in range(ROUNDS + 1):  # the first round warms up
            without.append(post_all(quiet.port, KIOSKS, EACH, shifted(no_paper, turn)))
            hanging.append(post_all(stuck.port, KIOSKS, EACH, shifted(paper, turn)))
    return [_figure(_steadiest(without[1:]), _steadiest(hanging[1:]))]


def _steadiest(measured: list[Measured]) -> float:
    """The 99th percentile of the round that was disturbed least, in milliseconds."""
    return min(one.percentile(0.99) for one in measured) * 1000


def _figure(without: float, hanging: float) -> Figure:
    return Figure(
        name="issuing p99, printer hangs",
        value=hanging,
        limit=without,
        unit="ms",
        bound="at most 1.1 x issuing without paper",
        fine=hanging <= 1.1 * without,
        note=f"{KIOSKS} kiosks, {ROUNDS} x {EACH} tickets each",
    )
