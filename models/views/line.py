"""The line as places: for everybody who waits at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.line import floor_of, rows_of, waiting_in
from models.policy import Floor, Place, Reason, order_of_all
from models.prepared import Row, bare, is_reading
from models.tables.ticket import label_of
from models.views.head import Head
from models.views.shape import QuestionLoad, instant


@dataclass(frozen=True)
class Line:
    """The whole line of a location at one revision, in order.

    Attributes:
        floor: who sits at the desks.
        places: everybody who waits, in order; who asked for a moment is last.
        ahead: for each ticket's id how many visitors wait before it. Who asked for a moment keeps the place
            it had, and is in nobody's way.
        labels: the label of each ticket's id.
        loads: how many wait with each question.
    """

    floor: Floor
    places: tuple[Place, ...]
    ahead: Mapping[int, int]
    labels: Mapping[int, str]
    loads: list[QuestionLoad]


_known: dict[str, tuple[tuple[str, int, date], Line]] = {}


def line_at(session: Session, head: Head) -> Line:
    """The line at *head*; read once per revision, for it is a pure function of the log."""
    version = (head.epoch, head.rev, head.day)
    known = _known.get(head.setup.id)
    if known is not None and known[0] == version:
        return known[1]
    line = _read(session, head)
    if is_reading(session):  # what is not committed may never come to be, and another take its revision
        _known[head.setup.id] = version, line
    return line


def _read(session: Session, head: Head) -> Line:
    connection = bare(session)
    rows = rows_of(connection, head.setup.id, head.day)
    floor = floor_of(connection, head.setup, head.now)
    places = tuple(order_of_all([waiting_in(row) for row in rows], floor))
    labels = {row.id: label_of(row.series, row.number) for row in rows}
    return Line(floor, places, _ahead(places), labels, _loads(rows))


def _loads(rows: Iterable[Row]) -> list[QuestionLoad]:
    """How many wait with each question, and since when the first; rows come in order of arrival."""
    since: dict[str, list[datetime]] = {}
    for row in rows:
        since.setdefault(row.question_type, []).append(row.waiting_since)
    return [
        {"id": question, "waiting": len(moments), "longest": instant(min(moments))}
        for question, moments in sorted(since.items())
    ]


def _ahead(places: tuple[Place, ...]) -> Mapping[int, int]:
    ready = [place.waiting for place in places if place.reason is not Reason.LATER]
    ahead = {waiting.id: count for count, waiting in enumerate(ready)}
    for place in places:
        if place.reason is Reason.LATER:
            ahead[place.waiting.id] = sum(other.arrived < place.waiting.arrived for other in ready)
    return ahead
