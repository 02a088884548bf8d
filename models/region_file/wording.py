"""Pieces of sentences for people who write a region file. Knows nothing of what the file holds."""

from collections.abc import Iterable
from datetime import date, time
from difflib import get_close_matches

LONGEST_LIST = 20
LONGEST_QUOTE = 40
_MOST_BITS = 128
"""Python writes no number of thousands of digits, but reads one where it is hexadecimal."""


def suggest(word: str, allowed: Iterable[str]) -> str:
    """What somebody who wrote `word` may have meant: the nearest allowed word, or all when they are few."""
    words = list(dict.fromkeys(allowed))
    near = get_close_matches(word, words, n=1) or get_close_matches(word.lower(), words, n=1)
    if near:
        return f'did you mean "{near[0]}"?'
    if not words or len(words) > LONGEST_LIST:
        return "look up how it is written"
    return f"allowed are {', '.join(words)}"


def shown(value: object) -> str:
    """A value as its writer knows it, shortened."""
    if isinstance(value, str):
        cut = value if len(value) <= LONGEST_QUOTE else value[:LONGEST_QUOTE] + "…"
        return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut) + '"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number too long to read"
    if isinstance(value, int | float | date | time):
        return str(value)[:LONGEST_QUOTE]
    if isinstance(value, dict):
        return "a table"
    return f"a list of {len(value)}" if isinstance(value, list | tuple) else "this"
