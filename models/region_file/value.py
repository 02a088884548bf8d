"""The checks of single values of a region file: texts, colours, languages, time zones, clock times.

Each looks at one value by itself; what must fit between values is in `relation`.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from zoneinfo import available_timezones

from config.languages import LANGUAGE_BY_CODE
from models.region_file.hours import MINUTES_A_DAY, clock_text, minute_of_day
from models.region_file.wording import shown, suggest

# White text on a tile, at its smallest size: WCAG 2.2, success criterion 1.4.3.
LEAST_CONTRAST = 4.5
# They reorder or break a line of text wherever it is shown later.
UNSEEN_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """Pass on a text that can be shown on one line.

    Errors: ValueError when it holds a line break, a control character or a direction override.
    """
    for character in text:
        if unicodedata.category(character) in UNSEEN_CATEGORIES or character in DIRECTION_MARKS:
            raise ValueError(f"holds the invisible character U+{ord(character):04X}: write one plain line")
    return text


def contrast_with_white(colour: str) -> float:
    """Contrast ratio (1 to 21) of a `#rrggbb` colour with white: WCAG 2.2, relative luminance."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def readable_colour(colour: str) -> str:
    """Pass on, in small letters, a colour on which white text can be read.

    Errors: ValueError when it is no `#rrggbb` colour or too light.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(
            f'{shown(colour)} is no colour: write "#" and six digits 0-9 or a-f, such as "#0b5cad"'
        )
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        raise ValueError(
            f'"{colour}" is too light for white text on it (contrast {int(contrast * 10) / 10}): '
            f"choose a darker colour, with a contrast of {LEAST_CONTRAST} or more"
        )
    return colour.lower()


def known_language(code: str) -> str:
    """Pass on the code of a language that Inloop speaks. Errors: ValueError."""
    if code not in LANGUAGE_BY_CODE:
        raise ValueError(f"{shown(code)} is no language of Inloop: {suggest(code, LANGUAGE_BY_CODE)}")
    return code


def in_dutch(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Pass on texts for staff, who all have Dutch to fall back on. Errors: ValueError without Dutch."""
    if "nl" not in texts:
        raise ValueError("is missing in nl (Dutch): write it, the other languages are free")
    return texts


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def known_timezone(name: str) -> str:
    """Pass on the name of a time zone that this machine knows. Errors: ValueError."""
    if name not in _zones():
        raise ValueError(
            f'{shown(name)} is no time zone such as "Europe/Amsterdam": {suggest(name, _zones())}'
        )
    return name


def clock_time(value: object) -> time:
    """Read `HH:MM` as a local time of the day; a time in whole minutes is passed on. Errors: ValueError."""
    if isinstance(value, time) and (value.second, value.microsecond, value.tzinfo) == (0, 0, None):
        return value
    minute = minute_of_day(value) if isinstance(value, str) else MINUTES_A_DAY
    if minute == MINUTES_A_DAY:
        raise ValueError(
            f'{shown(value)} is no time a day starts at: write "00:00" to "23:59", between quotes'
        )
    return time(minute // 60, minute % 60)


def clock_time_text(moment: time) -> str:
    """A time of the day as the file writes it, such as `04:00`."""
    return clock_text(moment.hour * 60 + moment.minute)


def each_once(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The same texts in the same order, each once."""
    return tuple(dict.fromkeys(texts))


def in_order(days: tuple[date, ...]) -> tuple[date, ...]:
    """The same days, each once, earliest first."""
    return tuple(sorted(set(days)))
