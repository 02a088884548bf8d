"""The documents: their links lead somewhere, and what they list is there."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest

from commands.cli import main
from tests.house.checkout import PACKAGES, ROOT, documents, read, shown, table_rows

PICTURES = ("start", "kiosk", "ticket", "display", "console", "phone")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("document", [*documents()], ids=shown)
def test_links_lead_somewhere(document: Path) -> None:
    lost = [link for link in _LINK.findall(document.read_text("utf-8")) if not _leads(document, link)]
    assert not lost


@pytest.mark.parametrize("document", [*documents()], ids=shown)
def test_paths_that_are_named_exist(document: Path) -> None:
    tops = {path.name for path in ROOT.iterdir()}
    named = [
        text
        for text in _CODE.findall(document.read_text("utf-8"))
        if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", text)
    ]
    lost = [
        text for text in named if "/" in text and text.split("/")[0] in tops and not (ROOT / text).exists()
    ]
    assert not [text for text in lost if not text.startswith(("instance/", "deploy/"))]


@pytest.mark.parametrize("document", [*documents()], ids=shown)
def test_a_document_says_each_thing_once(document: Path) -> None:
    lines = document.read_text("utf-8").splitlines()
    sentences = Counter(line for line in lines if len(line) > 60 and not line.startswith(("|", "sudo ")))
    assert [line for line, times in sentences.items() if times > 1] == []


@pytest.mark.parametrize("name", PICTURES)
def test_the_readme_shows_each_screen_with_words_for_who_cannot_see_it(name: str) -> None:
    path = f"docs/pictures/{name}.png"
    words = re.search(rf"!\[([^\]]+)\]\({re.escape(path)}\)", read("README.md"))
    assert words is not None
    assert len(words[1]) > 30
    assert (ROOT / path).exists()


def test_the_picture_of_the_house_has_every_package_and_words_for_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(read("docs/pictures/house.svg"))  # noqa: S314  (our own file)
    texts = {element.text for element in root.iter(f"{_SVG}text")}
    assert {*PACKAGES, "run.py"} <= texts
    assert root.get("role") == "img"
    assert root.findtext(f"{_SVG}title")
    assert root.findtext(f"{_SVG}desc")


def test_the_readme_lists_every_command_and_no_other() -> None:
    commands = [cell[0] for cell in table_rows(read("README.md"), 2) if cell[0].startswith("`")]
    listed = {text.split()[0] for cell in commands for text in _CODE.findall(cell)}
    assert listed == set(main.list_commands(click.Context(main)))


def test_every_decision_is_listed_in_order() -> None:
    decisions = sorted(path.name for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert re.findall(r"\(adr/([^)]+)\)", read("docs/architecture.md")) == decisions
    for number, name in enumerate(decisions, start=1):
        assert name.startswith(f"{number:04d}-")
        assert read(f"docs/adr/{name}").startswith(f"# {number}. ")


def test_screens_and_phones_say_that_they_are_out_of_date_when_the_documents_say() -> None:
    scripts = (read("web/static/js/revision.js"), read("display/static/display/feed.js"))
    screen, phone = (int(re.findall(r"SILENCE_MS = (\d+)", script)[0]) / 1000 for script in scripts)
    assert f"{screen:g} seconds without a sign (a phone: {phone:g})" in read("docs/events.md")
    assert f"after {screen:g} seconds (a phone: {phone:g})" in read("docs/architecture.md")
    assert (phone, "not heard from the server for seven seconds" in read("docs/phone.md")) == (7, True)


def test_the_changelog_says_what_is_not_released_yet() -> None:
    assert re.search(r"^## \[Unreleased\]\n\n### Added\n\n- ", read("CHANGELOG.md"), flags=re.MULTILINE)


def test_the_licence_is_the_whole_eupl() -> None:
    text = read("LICENSE")
    assert text.strip().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(re.search(rf"^{number}\. \w", text, flags=re.MULTILINE) for number in range(1, 16))
    assert "Appendix" in text


def _leads(document: Path, link: str) -> bool:
    if link.startswith(("https://", "mailto:")):
        return True
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not anchor or anchor in _anchors(target)


def _anchors(document: Path) -> set[str]:
    """The names that a reader's program gives to the headings."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
