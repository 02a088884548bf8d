"""A ticket's label as it is spelled aloud: letter by letter, then the number. Knows no sentence."""

import re

from models.tables.ticket import label_of
from web.speech.phrase import Part

_LABEL = re.compile(r"([A-Z]{1,4})([0-9]{2,3})")


def spelled(label: str, end: str = ".") -> list[Part] | None:
    """The parts of a label such as `A07`, or None for what is no label.

    Args:
        label: as on paper.
        end: what stands behind the number: a full stop lets the voice fall, a comma keeps it up.
    """
    found = _LABEL.fullmatch(label)
    if found is None or label_of(found[1], int(found[2])) != label:
        return None
    number = int(found[2])
    return [
        *(Part(f"{letter},", f"letter/{letter}") for letter in found[1]),
        Part(f"{number}{end}", f"number/{number}"),
    ]
