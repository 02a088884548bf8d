"""What can be said: a text of ours in one language, in parts with pauses between them.

Knows no voice and no request. Whoever makes a phrase takes its words from a catalogue or the region
file, never from what somebody sent.
"""

from dataclasses import dataclass

LONGEST_TEXT = 600
"""Characters of all parts together; about forty seconds. Nothing on a kiosk is longer."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something said in one breath.

    Attributes:
        text: the words.
        key: the name of a recording of just this part, such as `letter/A`; empty: there cannot be one.
    """

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One clip.

    Attributes:
        language: code of the language that it is said in.
        key: its name, which a recording of the whole phrase has too: `text/question`, `label/A07`.
        parts: in order.
    """

    language: str
    key: str
    parts: tuple[Part, ...]

    @property
    def length(self) -> int:
        """Characters of all parts together."""
        return sum(len(part.text) for part in self.parts)
