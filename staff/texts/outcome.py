"""How a conversation can end. Knows no request."""

from collections.abc import Mapping

from models.region_file import Choice
from web.words import Words

ICONS = {
    "answered": "circle-check",
    "referred": "heart-handshake",
    "follow_up": "calendar-event",
    "other": "dots",
}
"""The outcomes that Inloop has by itself in the order of their keys 1 to 4, each with its pictogram."""

_OF_THE_REGION = "star"


def outcomes(words: Words, more: Mapping[str, Choice] | None = None) -> list[dict[str, str]]:
    """How a conversation can end, in the order of the keys 1 to 9.

    Args:
        words: of the domain `staff`.
        more: the outcomes that the region adds, by id.
    """
    _ = words.gettext
    named = {
        "answered": _("Question answered"),
        "referred": _("Referred"),
        "follow_up": _("Follow-up planned"),
        "other": _("Something else"),
    }
    own = [{"id": key, "text": text, "icon": ICONS[key]} for key, text in named.items()]
    return own + [
        {"id": key, "text": named_in(item.name, words.language), "icon": _OF_THE_REGION}
        for key, item in (more or {}).items()
    ]


def named_in(name: Mapping[str, str], language: str) -> str:
    """The name in the language, else in the region's first."""
    return name.get(language) or next(iter(name.values()))
