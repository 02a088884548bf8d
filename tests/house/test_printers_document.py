"""docs/printers.md knows every fault, every option and every picture, and its examples work."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PIL import Image

from config.settings import ROOT
from models.region_file import read_region
from printer.address import ALLOWED, BAUD_RATES, Confirm, Flow, Manner, parse_address
from printer.outcome import Reason
from printer.state import Condition, condition_of
from printer.worker import ASK_EVERY_SECONDS
from tests.e2e.pictures_printer import LANGUAGES, MARGIN
from tests.house.checkout import read, section, table_rows
from web.condition import printer_troubles
from web.words import words_for

DOCUMENT = read("docs/printers.md")
PARTS = {"nl": section(DOCUMENT, "## Nederlands"), "en": section(DOCUMENT, "## English")}
PERHAPS = {"nl": "**Misschien komt er papier.**", "en": "**Perhaps paper comes.**"}
OPTIONS = sorted(set(re.findall(r"(\w+)=", ALLOWED)))
PICTURES = (*(f"ticket-{language}" for language in LANGUAGES), "ticket-58mm", "reprint", "test")
DOTS_PER_CM = 203 / 2.54
_ADDRESS = re.compile(r"`((?:tcp|usb|serial|file)://[^`]+|virtual:)`")

each_part = pytest.mark.parametrize("language", PARTS)


@each_part
def test_every_fault_has_a_row_in_the_words_that_staff_read(language: str) -> None:
    rows = {row[0].strip("`"): row[1:] for row in table_rows(PARTS[language], 3) if _is_fault(row[0])}
    assert set(rows) == set(Reason)
    told = printer_troubles(words_for(language, "staff"))
    assert {reason: tuple(rows[reason]) for reason in told} == told


@each_part
def test_a_fault_stands_where_it_is_said_what_the_kiosk_does(language: str) -> None:
    none, perhaps = PARTS[language].split(PERHAPS[language])
    assert {condition_of(Reason(name)) for name in _faults(none)} == {Condition.AWAY}
    assert {condition_of(Reason(name)) for name in _faults(perhaps)} == {Condition.UNKNOWN}


@each_part
def test_every_option_of_an_address_is_explained(language: str) -> None:
    rows = {row[0]: " ".join(row[1:]) for row in table_rows(PARTS[language], 3) if row[0].endswith("=`")}
    assert sorted(name.strip("`=") for name in rows) == OPTIONS
    assert len(OPTIONS) >= len(fields(Manner))
    for option, values in {"confirm": Confirm, "flow": Flow}.items():
        assert all(f"`{value}`" in rows[f"`{option}=`"] for value in values)
    assert all(str(rate) in rows["`baud=`"] for rate in (BAUD_RATES[0], BAUD_RATES[-1]))


@each_part
def test_every_address_in_it_can_be_configured(language: str) -> None:
    addresses = _ADDRESS.findall(PARTS[language])
    assert {address.partition(":")[0] for address in addresses} == {"virtual", "tcp", "usb", "serial", "file"}
    for address in addresses:
        parse_address(address)


def test_it_says_how_often_a_printer_is_asked() -> None:
    assert ASK_EVERY_SECONDS == 2
    assert "in rust elke twee tellen hoe het gaat." in PARTS["nl"]
    assert "at rest how it is every two seconds." in PARTS["en"]


def test_its_example_of_a_ticket_can_be_loaded() -> None:
    (example,) = re.findall(r"```toml\n(.+?)```", DOCUMENT, flags=re.DOTALL)
    region = read("config/regions/zuid-holland-centraal.toml")
    ticket = read_region(f"{region}\n{example}").ticket
    assert ticket != read_region(region).ticket
    assert ticket.copies == 1


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_of_paper_is_there_and_shown(name: str) -> None:
    path = f"pictures/printer-{name}.png"
    assert (ROOT / "docs" / path).is_file()
    words = re.search(rf"!\[([^\]]+)\]\({re.escape(path)}\)", DOCUMENT)
    assert words is not None
    assert len(words[1]) > 30


def test_a_ticket_is_as_long_as_is_said() -> None:
    lengths = [_centimetres(path) for path in (ROOT / "docs" / "pictures").glob("printer-ticket-*.png")]
    assert len(lengths) == len(LANGUAGES) + 1
    assert (min(lengths), max(lengths)) == pytest.approx((8, 8.5), abs=0.1)
    assert "8 tot 8,5 cm" in PARTS["nl"]
    assert "8 to 8.5 cm" in PARTS["en"]


def _centimetres(path: Path) -> float:
    with Image.open(path) as picture:
        return (picture.height - 2 * MARGIN) / DOTS_PER_CM


def _is_fault(cell: str) -> bool:
    return cell.strip("`") in tuple(Reason)


def _faults(text: str) -> list[str]:
    return [row[0].strip("`") for row in table_rows(text, 3) if _is_fault(row[0])]
