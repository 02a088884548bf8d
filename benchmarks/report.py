"""What was measured, as a table for people and as JSON for comparing."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measurement.

    Attributes:
        name: what was measured.
        value: ours.
        limit: what it is compared with, measured in the same run.
        unit: of both.
        bound: what it must keep to, in words.
        fine: whether it does.
        note: anything worth knowing.
    """

    name: str
    value: float
    limit: float
    unit: str
    bound: str
    fine: bool
    note: str = ""


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text."""
    lines = [f"{'':34}{'ours':>10}{'limit':>10}  {'ratio':>6}"]
    for figure in figures:
        ratio = figure.value / figure.limit if figure.limit else float("nan")
        verdict = "ok  " if figure.fine else "MISS"
        lines.append(
            f"{figure.name:34}{figure.value:>8.1f}{figure.unit:>4}{figure.limit:>8.1f}  {ratio:>6.2f}"
            f"  {verdict}  {figure.bound}" + (f" ({figure.note})" if figure.note else "")
        )
    return "\n".join(lines)


def write(figures: Sequence[Figure], path: Path) -> None:
    """The figures as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(figure) for figure in figures], indent=2) + "\n", encoding="utf-8")
