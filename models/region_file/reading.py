"""Read a region file: TOML text to a checked document, or every problem at once.

It must not know where the text comes from nor what is done with the document.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from pydantic import ValidationError

from models.region_file.document import RegionDocument
from models.region_file.icon import ICON_LIST, icon_names
from models.region_file.message import complaints
from models.region_file.place import Lines, Path, name_of_place
from models.region_file.problem import FileProblem, RegionFileInvalid
from models.region_file.relation import relation_complaints

POSITION = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_region(text: str, source: str = "region file", *, icon_list: FilePath = ICON_LIST) -> RegionDocument:
    """Read and check a whole region file.

    Args:
        text: the TOML text of the file.
        source: what the refusal calls the file, its path for instance.
        icon_list: the file with the names of the icons that exist.

    Errors: RegionFileInvalid with every problem, in the order of the file.
    """
    text = text.removeprefix("\ufeff")
    raw = _parse(text, source)
    try:
        icons = icon_names(icon_list)
    except OSError as error:
        problem = FileProblem(f"config/{icon_list.name}", f"cannot be read ({error.strerror}): restore it")
        raise RegionFileInvalid((problem,), source) from error
    lines = Lines(text)
    problems = [_problem(raw, lines, complaint) for complaint in _complaints(raw, icons)]
    if problems:
        problems.sort(key=lambda problem: problem.line or 0)
        raise RegionFileInvalid(tuple(problems), source)
    return RegionDocument.model_validate(raw, by_alias=True, by_name=False)


def _parse(text: str, source: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegionFileInvalid((_syntax_problem(text, str(error)),), source) from error
    except (RecursionError, ValueError) as error:
        excess = "tables nested too deeply" if isinstance(error, RecursionError) else "a number too long"
        raise RegionFileInvalid(
            (FileProblem("the whole file", f"holds {excess} to read"),), source
        ) from error


def _syntax_problem(text: str, complaint: str) -> FileProblem:
    found = POSITION.search(complaint)
    reason = POSITION.sub("", complaint)
    message = f"is not valid TOML: {reason}. Nothing after it was checked"
    if found is None:
        return FileProblem("the whole file", message)
    rows = text.split("\n")
    line, column = (int(found[1]), int(found[2])) if found[1] else (len(rows), len(rows[-1]) + 1)
    return FileProblem(f"line {line}, column {column}", message, line)


def _complaints(raw: Mapping[str, object], icons: frozenset[str]) -> Iterator[tuple[Path, bool, str]]:
    try:
        RegionDocument.model_validate(raw, by_alias=True, by_name=False)
    except ValidationError as error:
        yield from complaints(error)
    for path, message in relation_complaints(raw, icons):
        yield path, False, message


def _problem(raw: Mapping[str, object], lines: Lines, complaint: tuple[Path, bool, str]) -> FileProblem:
    path, key_is_missing, message = complaint
    written = path[:-1] if key_is_missing else path
    items = raw.get(str(path[0]))
    line = lines.find(written, len(items) if isinstance(items, list) else 1) if written else None
    place = name_of_place(raw, path)
    return FileProblem(f"{place} (line {line})" if line else place, message, line)
