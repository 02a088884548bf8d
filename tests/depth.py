"""How far a test goes: as far as every change can wait for, or all night.

`make test` plays the small number and `make deep` the large one. This module does not know what is played.
"""

import os
from collections.abc import Container, Iterable

DEEP = os.environ.get("TEST_DEPTH") == "deep"
"""Not an INLOOP_ variable: those are the product's own, and an unknown one is an error to it."""


def times(usual: int, deep: int) -> int:
    """How often: *usual* in `make test`, *deep* in `make deep`."""
    return deep if DEEP else usual


def among(everything: Iterable[str], usual: Container[str]) -> tuple[str, ...]:
    """Which ones: the *usual* in `make test`, *everything* in `make deep`."""
    return tuple(one for one in everything if DEEP or one in usual)
