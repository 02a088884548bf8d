"""The examples of docs/queue-rules.md: a few lines of words, read into what models/policy.py knows.

at most 2 overtakings
waits A01 werk, priority 1, overtaken 1, open to second, for Anna, for desk 2, later
guide Anna at 1 takes werk, leren, also geld, on a pause
next for Anna: A01 (priority 1 of 2)
line: A01 (waited_longest)
"""

import re
from dataclasses import dataclass, field, replace

from models.policy import Guide, Place, Reason, Waiting, Widened

_OPEN_TO = {"second": Widened.SECOND, "anybody": Widened.ANYBODY}


@dataclass(frozen=True)
class Told:
    """One place as the document tells it; *times* for priority: used, most."""

    label: str
    reason: Reason
    times: tuple[int, int] | None = None


@dataclass
class Example:
    """One example. `next` has what the document says for each guide, `line` what visitors see."""

    most: int = 2
    waiting: list[Waiting] = field(default_factory=list)
    guides: list[Guide] = field(default_factory=list)
    next: dict[str, list[Told]] = field(default_factory=dict)
    line: list[Told] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> "Example":
        """Read an example.

        Raises:
            ValueError: a line is none of the five kinds.
        """
        example = cls()
        for line in text.strip().splitlines():
            example._read(line)
        return example

    @property
    def orders(self) -> list[list[Told]]:
        """Every order that it tells."""
        return [*self.next.values(), self.line]

    def __str__(self) -> str:
        """The labels in line, for the name of a test."""
        return "-".join(label_of(waiting.id) for waiting in self.waiting)

    def _read(self, line: str) -> None:
        if found := re.fullmatch(r"at most (\d+) overtakings", line):
            self.most = int(found[1])
        elif found := re.fullmatch(r"waits ([A-Z]\d\d) (.+)", line):
            self.waiting.append(_waiting(found[1], found[2].split(", "), len(self.waiting) + 1))
        elif found := re.fullmatch(r"guide (\w+) at (\d)(?: takes (.+))?", line):
            self.guides.append(_guide(found[1], found[2], found[3]))
        elif found := re.fullmatch(r"next for (\w+): (.+)", line):
            self.next[found[1]] = _order(found[2])
        elif found := re.fullmatch(r"line: (.+)", line):
            self.line = _order(found[1])
        else:
            raise ValueError(f"cannot read {line!r}")


def label_of(ticket_id: int) -> str:
    """The label whose letter and number the id of an example holds."""
    return f"{chr(ticket_id // 100)}{ticket_id % 100:02d}"


def told(place: Place, most: int) -> Told:
    """A place of the policy as the document tells it."""
    times = (place.used, most) if place.reason is Reason.PRIORITY else None
    return Told(label_of(place.waiting.id), place.reason, times)


def _waiting(label: str, words: list[str], arrived: int) -> Waiting:
    visitor = Waiting(ord(label[0]) * 100 + int(label[1:]), arrived, words[0])
    for word in words[1:]:
        visitor = _with(visitor, word)
    return visitor


def _with(visitor: Waiting, word: str) -> Waiting:
    if word == "later":
        return replace(visitor, later=True)
    about, _, value = word.rpartition(" ")
    match about:
        case "priority":
            return replace(visitor, priority=int(value))
        case "overtaken":
            return replace(visitor, overtaken=int(value))
        case "open to":
            return replace(visitor, widened=_OPEN_TO[value])
        case "for desk":
            return replace(visitor, for_desk=value)
        case "for":
            return replace(visitor, for_guide=value)
    raise ValueError(f"cannot read {word!r}")


def _guide(name: str, desk: str, takes: str | None) -> Guide:
    words = (takes or "").split(", ") if takes else []
    receives = "on a pause" not in words
    asked = [word for word in words if word != "on a pause"]
    also = frozenset(word.removeprefix("also ") for word in asked if word.startswith("also "))
    own = frozenset(word for word in asked if not word.startswith("also "))
    return Guide(name, desk, own if asked else None, also, receives)


def _order(text: str) -> list[Told]:
    places = []
    for label, reason, used, most in re.findall(r"([A-Z]\d\d) \((\w+)(?: (\d+) of (\d+))?\)", text):
        places.append(Told(label, Reason(reason), (int(used), int(most)) if used else None))
    if len(places) != text.count("("):
        raise ValueError(f"cannot read {text!r}")
    return places
