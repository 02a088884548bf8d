"""How the staff's view stays small: what must be told first, and of the rest as much as fits."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from models.views.shape import NoteView, QueueView, TicketView

T = TypeVar("T")

BUDGET_BYTES = 7_900
"""What a view may take, with room for `{epoch, rev, now}` around it."""

LEAST_SHOWN, MOST_SHOWN = 2, 20
"""How many of the line are shown however full the view is, and however empty."""

LEAST_HELD = 5
"""How many on hold are shown however full the view is."""


def fill(view: QueueView, rows: Sequence[TicketView], notes: Sequence[NoteView], waiting: int) -> None:
    """Put the line and the notes into *view*, and take out who is on hold beyond what fits.

    First what colleagues wrote about whom a guide has in front of them; then who is on hold; then what was
    written about those and the first in line; then the line, each with its notes, as far as it fits.

    Args:
        view: everything else.
        rows: the first of the line, in order.
        notes: of everybody in the view and in *rows*, newest first.
        waiting: how many wait.
    """
    held = view["on_hold"]
    view["on_hold"], view["waiting"] = held[:LEAST_HELD], list(rows[:LEAST_SHOWN])
    left = BUDGET_BYTES - _size(view)
    left = _take(_about(notes, [*view["called"], *view["in_conversation"]]), view["notes"], left)
    left = _take(held[LEAST_HELD:], view["on_hold"], left)
    left = _take(_about(notes, [*view["on_hold"], *view["waiting"]]), view["notes"], left)
    for row in rows[LEAST_SHOWN:]:
        with_it = _about(notes, [row])
        left -= _size(row) + sum(map(_size, with_it))
        if left < 0:
            break
        view["waiting"].append(row)
        view["notes"] += with_it
    view["more"] = waiting - len(view["waiting"])
    view["more_on_hold"] = len(held) - len(view["on_hold"])


def _take(offered: Iterable[T], into: list[T], left: int) -> int:
    """Put in what fits into *left* bytes, and how many are left then."""
    for item in offered:
        if (left := left - _size(item)) < 0:
            return 0
        into.append(item)
    return left


def _about(notes: Iterable[NoteView], tickets: Iterable[Any]) -> list[NoteView]:
    ids = {ticket["id"] for ticket in tickets}
    return [note for note in notes if note["ticket"] in ids]


def _size(value: Any) -> int:
    """Bytes of *value* as it travels, and a comma."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) + 1
