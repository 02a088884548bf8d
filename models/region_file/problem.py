"""What is wrong with a region file: the problems, and the refusal that carries all of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing to mend. `place` names item, key and line; `line` (from 1) is None where it was not found."""

    place: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        """Place and message, for one line on a screen."""
        return f"{self.place}: {self.message}"


class RegionFileInvalid(Exception):
    """The file cannot be used. `errors` holds every problem, in the order of the file."""

    code = "region_file_invalid"

    def __init__(self, errors: tuple[FileProblem, ...], source: str = "region file") -> None:
        self.errors = errors
        self.source = source
        count = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        super().__init__("\n".join([f"{source} has {count}:", *(f"  {problem}" for problem in errors)]))
