"""Which texts visitors meet, and where: found in the sources, so that the list cannot lag behind them.

Knows no language but that of the house and English, in which they are shown beside a translation.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from models.wording import LONGEST_TEXT, Forms, Wording
from web.wording import uses
from web.words import catalogue, key_of, message_ids

GAP = re.compile(r"%\((\w+)\)s")
_NUMBER = "num"


class Place(StrEnum):
    """Where a text is met, in the order in which a visitor comes past."""

    QUESTIONS = "questions"
    KIOSK = "kiosk"
    PAPER = "paper"
    PHONE = "phone"
    DISPLAY = "display"
    PAIRING = "pairing"


_SOURCES: Mapping[str, Place] = {
    "kiosk/": Place.KIOSK,
    "web/printing/": Place.PAPER,
    "web/push/": Place.PHONE,
    "display/board": Place.DISPLAY,
    "display/templates/display/board": Place.DISPLAY,
    "display/": Place.PHONE,
    "web/": Place.PAIRING,
}
"""Beginnings of paths; the first that fits counts."""


@dataclass(frozen=True)
class Text:
    """A text that visitors meet.

    Attributes:
        key: its English, or its English singular; for a question `question_type/<id>/name`.
        plural: the English plural where it has quantity forms, else None.
        places: where it is met.
        gaps: names of the placeholders that it fills, in order.
        longest: how many characters it may have.
        source: what a translator's file shows in place of a key that is no English; empty for the key itself.
    """

    key: str
    plural: str | None
    places: tuple[Place, ...]
    gaps: tuple[str, ...]
    longest: int = LONGEST_TEXT
    source: str = ""

    @property
    def counted(self) -> bool:
        """Whether it has quantity forms."""
        return self.plural is not None


@cache
def texts() -> Mapping[str, Text]:
    """All texts of the catalogues by key, in the order in which a visitor comes past."""
    met: dict[str, list[Place]] = {}
    for path, message in uses("visitor"):
        where = met.setdefault(key_of(message), [])
        place = next((place for start, place in _SOURCES.items() if path.startswith(start)), Place.KIOSK)
        if place not in where:
            where.append(place)
    known = message_ids()
    ordered = sorted(
        (key for key in met if key in known),
        key=lambda key: min(list(Place).index(place) for place in met[key]),
    )
    return {key: _text(key, known[key], met[key]) for key in ordered}


def delivered_forms(key: str, language: str) -> Forms | None:
    """The text of a catalogue in all its forms, None where it has none."""
    message = catalogue(language, "visitor").get(key)
    if message is None or not message.string:
        return None
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def forms_in(key: str, language: str, wording: Wording) -> Forms | None:
    """The text as it stands now: the region's own, else the catalogue's, else None."""
    return wording.of(language).texts.get(key) or delivered_forms(key, language)


def gaps_of(parts: Iterable[str]) -> tuple[str, ...]:
    """The placeholders in texts, each once, in order."""
    return tuple(dict.fromkeys(name for part in parts for name in GAP.findall(part)))


def may_leave_out(gap: str, examples: Iterable[int]) -> bool:
    """Whether a form for these numbers needs no placeholder: "nobody", "two people" in words."""
    return gap == _NUMBER and len(list(examples)) <= 1


def _text(key: str, plural: str | None, places: list[Place]) -> Text:
    ordered = tuple(sorted(places, key=list(Place).index))
    return Text(key, plural, ordered, gaps_of(filter(None, (key, plural))))
