"""The Dutch papers say what the product says: its buttons, sentences and limits, one word for one thing."""

import re

import pytest
from babel.messages.pofile import read_po

from models.actions.remark import LONGEST_NOTE
from tests.house.checkout import ROOT, read, section, table_rows

WITH_BOTH = ("docs/printers.md", "docs/devices.md", "docs/kiosk-machine.md")
DUTCH = {
    **{name: section(read(name), "## Nederlands") for name in WITH_BOTH},
    "docs/translating.md": section(read("docs/translating.md"), "## In het Nederlands"),
    **{f"docs/nl/{path.name}": path.read_text("utf-8") for path in sorted((ROOT / "docs/nl").glob("*.md"))},
    **{name: read(name) for name in ("docs/processing-register.md", "publiccode.yml")},
}
OTHERWISE = ("gidsenscherm", "wachtkamer", "wachtruimtescherm", "testpagina", "werkplek")
"""What the screens call console, wachtruimte, wachtscherm, proefpagina and plek."""
_PRESSED = re.compile(r"(?:[Dd]ruk|klik)\b[^.*]*\*\*([^*]+)\*\*")


def _said() -> set[str]:
    """Every Dutch text of a screen, with … for what is filled in."""
    found: set[str] = set()
    for domain in ("staff", "visitor"):
        with (ROOT / f"translations/nl/LC_MESSAGES/{domain}.po").open("rb") as source:
            for message in read_po(source, locale="nl"):
                texts = (message.string,) if isinstance(message.string, str) else message.string or ()
                found |= {re.sub(r"%\(\w+\)s", "…", text) for text in texts}
    return found


@pytest.mark.parametrize("name", ["docs/printers.md", "docs/devices.md"])
def test_a_button_that_is_to_be_pressed_has_that_name_on_the_screen(name: str) -> None:
    pressed = _PRESSED.findall(DUTCH[name])
    assert len(pressed) > 1
    assert [button for button in pressed if button not in _said()] == []


def test_the_sheet_on_backups_says_what_the_page_says() -> None:
    part, said = section(DUTCH["docs/nl/back-ups.md"], "## Wat de pagina zegt"), _said()
    quoted = [row[0].partition(";")[0] for row in table_rows(part, 2)]
    page = {text.partition(";")[0] for text in said}
    assert [text for text in quoted if text not in page and not text.startswith("hetzelfde")] == []
    assert [text for text in re.findall(r"\*\*([^*]+)\*\*", part) if text not in said] == []


def test_the_dpia_tells_how_long_a_note_can_be() -> None:
    told = re.findall(r"hooguit (\d+) tekens", DUTCH["docs/nl/dpia.md"])
    assert told == [str(LONGEST_NOTE)] * 2


@pytest.mark.parametrize("name", DUTCH)
def test_a_thing_has_the_name_that_it_has_on_the_screens(name: str) -> None:
    assert [word for word in OTHERWISE if word in DUTCH[name].lower()] == []


def test_the_screens_call_the_kiosk_zuil() -> None:
    assert [text for text in sorted(_said()) if "kiosk" in text.lower()] == []
