"""The checkout as the tests of the house see it: where it is, its packages, its documents."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("config", "models", "printer", "realtime", "web", "kiosk", "display", "staff", "commands")
"""The packages of the product, from the foundation up."""

CODE = (*PACKAGES, "benchmarks", "tests", "run.py")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs")


def python_files(*places: str) -> Iterator[Path]:
    """The Python files at or below *places*, by name."""
    for place in places:
        path = ROOT / place
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def documents() -> Iterator[Path]:
    """The Markdown documents."""
    for place in DOCUMENTS:
        path = ROOT / place
        yield from [path] if path.is_file() else sorted(path.rglob("*.md"))


def read(name: str) -> str:
    """The text of a file of the checkout."""
    return (ROOT / name).read_text(encoding="utf-8")


def shown(path: Path) -> str:
    """A path as people write it: from the root of the checkout."""
    return path.relative_to(ROOT).as_posix()


def section(text: str, heading: str) -> str:
    """The part of a document below a heading, up to the next one of its level or above."""
    level = heading.index(" ")
    after = text.partition(f"\n{heading}\n")[2]
    assert after, f"no heading {heading!r}"
    return re.split(rf"^#{{1,{level}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def table_rows(text: str, columns: int) -> list[list[str]]:
    """The cells of all rows of Markdown tables with that many columns, without their headings."""
    rows = [
        re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in text.splitlines() if line.startswith("|")
    ]
    cells = [[cell.strip() for cell in row] for row in rows if len(row) == columns]
    rules = [index for index, row in enumerate(cells) if all(re.fullmatch(":?-+:?", cell) for cell in row)]
    return [row for index, row in enumerate(cells) if index not in rules and index + 1 not in rules]


def project() -> dict[str, dict[str, dict[str, object]]]:
    """What pyproject.toml says."""
    return tomllib.loads(read("pyproject.toml"))
