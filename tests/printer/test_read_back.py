"""What is on paper is read by others: two readers of codes, and a reader of print in eight languages.

And the check itself is checked: each planted fault must be found.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PIL import Image

from printer import flow, font, line
from printer.decoder import UndecodableError
from printer.layout_size import WIDTHS
from printer.paper import bytes_of
from printer.ticket_text import TicketText
from tests.printer.cast import LANGUAGES, URL, ticket_in
from tests.printer.read_back import (
    codes_on,
    forgiving_paper_of,
    likeness,
    number_on,
    paper_of,
    sentences_on,
)

pytestmark = pytest.mark.stress

# Measured with tesseract 5.3: the worst of the sixteen true tickets is alike by 0.90 (Tigrinya, where it
# takes the Latin number for Ethiopic letters), the best of ten with unjoined or missing letters by 0.34.
ALIKE = 0.85

BOTH_WIDTHS = pytest.mark.parametrize("width", WIDTHS)


def problems(paper: Image.Image, ticket: TicketText) -> list[str]:
    """What a visitor could not read, or would read wrongly."""
    found: list[str] = []
    codes = codes_on(paper)
    if codes != ([ticket.qr_url], [ticket.qr_url]):
        found.append(f"code: {codes}")
    number = number_on(paper)
    if number != ticket.label:
        found.append(f"number: {number}")
    said = f"{ticket.ahead} {ticket.instruction}"
    best = 0.0
    for reading in sentences_on(paper, ticket.language):
        best = max(best, likeness(reading, said))
        if best >= ALIKE:
            return found
    return [*found, f"sentence: {best:.2f}"]


@pytest.mark.parametrize("language", LANGUAGES)
@BOTH_WIDTHS
def test_everybody_can_read_the_ticket(language: str, width: int) -> None:
    ticket = ticket_in(language)
    job = bytes_of(ticket, width)
    paper = paper_of(job, width)
    assert problems(paper, ticket) == []
    assert forgiving_paper_of(job, width).tobytes() == paper.tobytes()


@pytest.fixture
def _drawn_anew() -> Iterator[None]:
    """Nothing is remembered from tickets before, and nothing of a planted fault afterwards."""
    kept = (font.face, line._run, line._family_of, flow._shape)
    for cache in kept:
        cache.cache_clear()
    yield
    for cache in kept:
        cache.cache_clear()


@pytest.mark.usefixtures("_drawn_anew")
@pytest.mark.parametrize("language", ["ar", "fa"])
@BOTH_WIDTHS
def test_letters_that_are_not_joined_are_noticed(
    language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(font, "shaping_available", lambda: False)
    monkeypatch.setattr(line, "shaping_available", lambda: False)
    monkeypatch.setattr(line, "_has_rtl", lambda _text: False)
    ticket = ticket_in(language)
    (problem,) = problems(paper_of(bytes_of(ticket, width), width), ticket)
    assert problem.startswith("sentence")


@pytest.mark.usefixtures("_drawn_anew")
@pytest.mark.parametrize("language", ["ar", "fa", "ti"])
def test_letters_that_a_font_lacks_are_noticed(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = frozenset(range(0x110000))
    monkeypatch.setattr(line, "covered", lambda _family: everything)
    ticket = ticket_in(language)
    (problem,) = problems(paper_of(bytes_of(ticket, 576), 576), ticket)
    assert problem.startswith("sentence")


def test_a_number_whose_digits_a_font_lacks_is_noticed() -> None:
    ticket = ticket_in("ti")
    without_digits = replace(ticket, label="A\U0010fffd\U0010fffd")
    (problem,) = problems(paper_of(bytes_of(without_digits, 576), 576), ticket)
    assert problem.startswith("number")


def lost_byte(job: bytes) -> bytes:
    return job[: len(job) // 2] + job[len(job) // 2 + 1 :]


def spliced(job: bytes) -> bytes:
    """Two writers take turns, as two threads on one connection do."""
    other = bytes_of(ticket_in("nl", "B12", URL[:-3] + "xyz"), 576)
    pieces = zip(_pieces(job), _pieces(other), strict=False)
    return b"".join(piece for pair in pieces for piece in pair)


def _pieces(job: bytes) -> list[bytes]:
    return [job[start : start + 4096] for start in range(0, len(job), 4096)]


@pytest.mark.parametrize("fault", [lost_byte, spliced])
def test_bytes_lost_or_mixed_on_the_way_are_noticed(fault: Callable[[bytes], bytes]) -> None:
    ticket = ticket_in("uk")
    job = fault(bytes_of(ticket, 576))
    with pytest.raises(UndecodableError):
        paper_of(job, 576)
    assert problems(forgiving_paper_of(job, 576), ticket)
