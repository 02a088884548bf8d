"""How long a ticket on paper takes to draw and encode, in every language, and how many bytes it is.

Each ticket has its own number, time, place in line and address, as in a day's work; one core does it all.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from PIL import Image

from benchmarks.report import Figure
from printer.escpos_border import printer_classes, use_cache
from printer.layout_size import WIDTHS
from printer.paper import bytes_of, draw
from printer.raster import encode
from printer.ticket_text import TicketText
from tests.printer.cast import LANGUAGES, ticket_in

TICKETS = 60
MOST_MS = 25.0
MOST_KB = 36.0


def measure() -> list[Figure]:
    """The slowest language on each paper, the longest ticket, and the encoder beside python-escpos's own."""
    figures = []
    longest = 0
    for width in WIDTHS:
        taken: dict[str, list[float]] = {}
        for language in LANGUAGES:
            taken[language] = []
            for ticket in _day(language):
                job, seconds = _timed(partial(bytes_of, ticket, width))
                taken[language].append(seconds * 1000)
                longest = max(longest, len(job) if width == max(WIDTHS) else 0)
        figures.append(_time_figure(width, taken))
    return [*figures, _size_figure(longest), _encoder_figure()]


def _day(language: str) -> Iterator[TicketText]:
    for number in range(TICKETS):
        ticket = ticket_in(
            language, f"A{number:02}", f"https://inloop.example/t/q3fT9xLm2VbK8sYw0Z{number:04}"
        )
        yield replace(
            ticket,
            issued=ticket.issued.replace("14:05", f"14:{number:02}"),
            ahead=ticket.ahead.replace("3", str(number)),
        )


def _timed(act: Callable[[], bytes]) -> tuple[bytes, float]:
    begun = time.perf_counter()
    result = act()
    return result, time.perf_counter() - begun


def _time_figure(width: int, taken: dict[str, list[float]]) -> Figure:
    slowest = max(taken, key=lambda language: statistics.median(taken[language]))
    median = statistics.median(taken[slowest])
    p95 = statistics.quantiles([one for times in taken.values() for one in times], n=20)[-1]
    return Figure(
        name=f"drawing a ticket, {width} dots",
        value=median,
        limit=MOST_MS,
        unit="ms",
        bound=f"at most {MOST_MS:.0f} ms in every language",
        fine=median <= MOST_MS,
        note=f"slowest {slowest}, p95 of all {p95:.0f} ms",
    )


def _size_figure(longest: int) -> Figure:
    return Figure(
        name=f"bytes of a ticket, {max(WIDTHS)} dots",
        value=longest / 1000,
        limit=MOST_KB,
        unit="kB",
        bound=f"at most {MOST_KB:.0f} kB",
        fine=longest <= MOST_KB * 1000,
        note=f"the longest of {len(LANGUAGES) * TICKETS}",
    )


def _encoder_figure() -> Figure:
    """The same picture to bytes, by us and by python-escpos, turn by turn."""
    picture = draw(ticket_in("uk"), max(WIDTHS))
    with tempfile.TemporaryDirectory() as folder:
        use_cache(Path(folder))
        ours, theirs = [], []
        for _ in range(TICKETS):
            ours.append(_timed(lambda: encode(picture))[1] * 1000)
            theirs.append(_timed(lambda: _escpos(picture))[1] * 1000)
    value, limit = statistics.median(ours), statistics.median(theirs)
    return Figure(
        name="encoding a picture",
        value=value,
        limit=limit,
        unit="ms",
        bound="at most half of python-escpos image()",
        fine=value <= 0.5 * limit,
        note=f"{len(encode(picture))} bytes for {len(_escpos(picture))}",
    )


def _escpos(picture: Image.Image) -> bytes:
    dummy = printer_classes().Dummy(profile="TM-T20II")
    dummy.image(picture, fragment_height=128)
    return bytes(dummy.output)
