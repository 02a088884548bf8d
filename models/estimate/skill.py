"""Which questions a guide takes, as far as their calls tell.

A guide who calls somebody, though another stood before with another question, does not take that one as an
own question. Who never calls it does not take it at all. Where the configuration says what a guide takes, it
is not guessed.
"""

from collections import defaultdict
from collections.abc import Iterable

_FADES = 0.97
"""What an earlier look counts after a newer one of the same kind."""
_SURE = 1.5
"""So many times passed over, and it is not chance."""


class Skills:
    """What each guide takes."""

    def __init__(self) -> None:
        self._taken: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._passed: defaultdict[tuple[str, str], float] = defaultdict(float)

    def took(self, guide: str, question_type: str, passed: Iterable[str]) -> None:
        """A guide called somebody with *question_type* and passed over those who came earlier with others."""
        self._taken[guide, question_type] = self._taken[guide, question_type] * _FADES + 1
        self._passed[guide, question_type] *= _FADES
        for other in passed:
            self.left(guide, other)

    def left(self, guide: str, question_type: str) -> None:
        """A guide could have taken that question, and did not."""
        self._passed[guide, question_type] = self._passed[guide, question_type] * _FADES + 1
        self._taken[guide, question_type] *= _FADES

    def rank(self, guide: str, question_type: str) -> int | None:
        """1 when it is an own question, 2 when a second one, None when the guide does not take it."""
        passed, taken = self._passed[guide, question_type], self._taken[guide, question_type]
        if passed < _SURE or passed < 0.2 * taken:
            return 1
        return 2 if taken > 0.15 * passed else None
