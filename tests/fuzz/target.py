"""What is fuzzed: a parser of bytes that come from outside, and the errors that it says it raises."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """One parser.

    Attributes:
        name: how it is asked for.
        run: hands it bytes, and asserts of the outcome what must hold.
        seeds: what it takes, to begin with.
        may: what it says that it raises; anything else is a find.
        words: pieces of its language, to be put in anywhere.
        slow: milliseconds rather than microseconds for each try.
    """

    name: str
    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    may: tuple[type[BaseException], ...] = ()
    words: tuple[bytes, ...] = ()
    slow: bool = False

    def attempt(self, data: bytes) -> bool:
        """Hand *data* over; whether the parser took it. What it does not say that it raises goes on up."""
        try:
            self.run(data)
        except self.may:
            return False
        return True


def text_of(data: bytes) -> str:
    """Any text there is: bytes that are no UTF-8 become halves of characters, as JSON and a shell bring."""
    return data.decode("utf-8", "surrogateescape")


def as_lines(data: bytes, count: int) -> list[bytes]:
    """That many lines; what is missing is empty, the last has the rest."""
    found = data.split(b"\n", count - 1)
    return found + [b""] * (count - len(found))
