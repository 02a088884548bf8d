"""What the board says aloud: a call, "A, zeven, plek twee". Knows no voice and no request.

The words come from the catalogues and the region file. A name only chooses among them.
"""

import re
from collections.abc import Sequence

from config.ticket import HOUSE_LANGUAGE
from models.setup import Setup
from web.speech.label import spelled
from web.speech.phrase import Part, Phrase
from web.words import Words

_FIGURES = re.compile(r"\d+")


def phrase_of(name: Sequence[str], setup: Setup, words: Words) -> Phrase | None:
    """The phrase of a name, or None when there is none of that name.

    Args:
        name: `call/<label>/<id of a desk>`, taken apart at the slashes.
        setup: of the location.
        words: of the domain `visitor`, in the language to speak.
    """
    match name:
        case ["call", label, desk] if desk in setup.desk_names:
            return _call(label, desk, setup.desk_names[desk], words)
    return None


def _call(label: str, desk: str, desk_name: str, words: Words) -> Phrase | None:
    where = _where(desk_name, words)
    number = spelled(label, "," if where else ".")
    if number is None:
        return None
    parts = [*number, *([Part(f"{where}.", f"desk/{desk}")] if where else [])]
    return Phrase(words.language, f"call/{label}/{desk}", tuple(parts))


def _where(desk_name: str, words: Words) -> str:
    """A desk as it is called there; elsewhere that language's word for a desk with its number.

    Without a number in it a name means nothing to a voice of another language, and the board shows it.
    """
    if words.language == HOUSE_LANGUAGE:
        return desk_name
    found = _FIGURES.search(desk_name)
    return "" if found is None else f"{words.gettext('Desk')} {found[0]}"
