"""How the staff's view stays small: what must be told first, and of the rest as much as fits."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from models.views.shape import NoteView, QueueView, TicketView

BUDGET_BYTES = 7_900
"""What a view may take, with room for `{epoch, rev, now}` around it."""

LEAST_SHOWN, MOST_SHOWN = 2, 20
"""How many of the line are shown however full the view is, and however empty."""


def fill(view: QueueView, rows: Sequence[TicketView], notes: Sequence[NoteView], waiting: int) -> None:
    """Put the line and the notes into *view*.

    First what colleagues wrote about whom a guide has in front of them, and the first in line; then about
    who is on hold; then the line, each with its notes, as far as it fits.

    Args:
        view: everything else.
        rows: the first of the line, in order.
        notes: of everybody in the view and in *rows*, newest first.
        waiting: how many wait.
    """
    present = [*view["called"], *view["in_conversation"]]
    view["notes"] = _about(notes, present)
    view["waiting"] = list(rows[:LEAST_SHOWN])
    left = BUDGET_BYTES - _size(view)
    for note in _about(notes, [*view["on_hold"], *view["waiting"]]):
        left -= _size(note)
        if left < 0:
            break
        view["notes"].append(note)
    for row in rows[LEAST_SHOWN:]:
        with_it = _about(notes, [row])
        left -= _size(row) + sum(map(_size, with_it))
        if left < 0:
            break
        view["waiting"].append(row)
        view["notes"] += with_it
    view["more"] = waiting - len(view["waiting"])


def _about(notes: Iterable[NoteView], tickets: Iterable[Any]) -> list[NoteView]:
    ids = {ticket["id"] for ticket in tickets}
    return [note for note in notes if note["ticket"] in ids]


def _size(value: Any) -> int:
    """Bytes of *value* as it travels, and a comma."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) + 1
