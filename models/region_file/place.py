"""Where in a region file something stands: its name for people, and its line as far as the text tells.

A path is a tuple of keys and numbers from the root, such as `("location", 0, "hours", "mon", 1)`. Lines are
found by looking for headers and keys, because the TOML reader keeps none: where headers and items do not
tally, no line is told.
"""

import re
from collections.abc import Mapping, Sequence

from models.region_file.wording import shown

Path = tuple[str | int, ...]

BARE_KEY = re.compile(r"[\w-]+")
HEADER = re.compile(r"\s*\[{1,2}\s*\"?([\w-]+)\"?\s*([.\]])")


def entry(raw: object, step: str | int) -> object:
    """The member of a table or list under a key or number; None when there is none."""
    if isinstance(raw, Mapping):
        return raw.get(step)
    if isinstance(raw, list) and isinstance(step, int) and step < len(raw):
        return raw[step]
    return None


def name_of_place(raw: Mapping[str, object], path: Path) -> str:
    """Name a place: `question_type[2] "leren" · name`, `location[0] "oefen" · hours.mon[0]`."""
    length = 2 if len(path) > 1 and isinstance(path[1], int) else 1
    item: object = raw
    for step in path[:length]:
        item = entry(item, step)
    head = _dotted(path[:length])
    identifier = entry(item, "id")
    if length == 2 and isinstance(identifier, str):
        head += f" {shown(identifier)}"
    return " · ".join(filter(None, [head, _dotted(path[length:])]))


def _dotted(path: Path) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{_key_text(step)}" for step in path)
    return "".join(steps).removeprefix(".")


def _key_text(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else shown(key)


class Lines:
    """The lines of a region file, to find where an item or key stands."""

    def __init__(self, text: str) -> None:
        self._lines: Sequence[str] = text.split("\n")

    def find(self, path: Path, count: int) -> int | None:
        """The line (from 1) of a path, None where it is not found.

        `count` is how many such items the reader saw; with another number of headers nothing is found.
        """
        section = self._section(path, count)
        if section is None:
            return None
        start, end = section
        keys = [step for step in path[1:] if isinstance(step, str)]
        line = start
        for depth, key in enumerate(keys):
            found = self._key(key, (line, end), first=depth == 0)
            if found is None:
                break
            line = found
        return line + 1

    def _section(self, path: Path, count: int) -> tuple[int, int] | None:
        """First and last-but-one line index of the table that a path lies in."""
        starts = [i for i, line in enumerate(self._lines) if self._opens(line, str(path[0]))]
        number = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
        if not starts:
            return self._plain_key(str(path[0]))
        if len(starts) != count:
            return None
        start = starts[number]
        return start, self._end(start, str(path[0]))

    def _plain_key(self, key: str) -> tuple[int, int] | None:
        found = self._key(key, (0, len(self._lines)), first=True)
        return None if found is None else (found, found + 1)

    @staticmethod
    def _opens(line: str, table: str) -> bool:
        found = HEADER.match(line)
        return found is not None and found[1] == table and found[2] == "]"

    def _end(self, start: int, table: str) -> int:
        for index in range(start + 1, len(self._lines)):
            found = HEADER.match(self._lines[index])
            if found and (found[1] != table or found[2] == "]"):
                return index
        return len(self._lines)

    def _key(self, key: str, span: tuple[int, int], *, first: bool) -> int | None:
        """The line index of a key: at the start of a line or in a header; deeper keys also inside a line."""
        before = r"^\s*(\[+[\w\s.-]*\.\s*)?" if first else r"^[^#]*(?<![\w-])"
        pattern = re.compile(before + r"[\"']?" + re.escape(key) + r"[\"']?\s*[=.\]]")
        return next((i for i in range(*span) if pattern.match(self._lines[i])), None)
