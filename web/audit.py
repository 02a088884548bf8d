"""What a request may read of the audit log, and the log as a file. For the page and for the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from flask import Response
from sqlalchemy.orm import Session

from models.access.principal import Principal
from models.audit.reading import Filter, Line, read_lines
from models.audit.what import What
from models.views.place import location_heads
from models.views.shape import instant
from web.access import COORDINATORS
from web.audited import note
from web.services import services
from web.spreadsheet import MIME, spreadsheet

MOST_EXPORTED = 20_000
"""Rows in one file; more than that are fetched by periods."""
COLUMNS = ("n", "at", "who", "name", "what", "subject", "subject_name", "location", "source", "result")

_EARLIEST, _LATEST = date(2000, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class Asked:
    """A filter as people fill it in: the first and the last day, the last one included."""

    first: date | None = None
    last: date | None = None
    who: str = ""
    what: str = ""
    location: str = ""
    result: str = ""


def places_seen(who: Principal) -> Mapping[str, str] | None:
    """The locations whose rows they may see, by id with their names; None: every row there is.

    Whoever is a guide at a further location sees nothing of that one.
    """
    if who.administers_all:
        return None
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    return {head.setup.id: head.setup.location.name for head in heads if _may_read(who, head.setup.id)}


def _may_read(who: Principal, location: str) -> bool:
    return who.may_act_at(location) and who.at(location).role in (COORDINATORS.roles or ())


def house_zone() -> tzinfo:
    """The time zone of the region, as its first location has it."""
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    return heads[0].setup.hours.zone if heads else UTC


def filter_of(asked: Asked, who: Principal) -> Filter:
    """What they look for, bounded by what they may see."""
    seen, zone = places_seen(who), house_zone()
    last = None if asked.last is None else _within(asked.last) + timedelta(days=1)
    return Filter(
        None if seen is None else frozenset(seen),
        None if asked.first is None else _midnight(_within(asked.first), zone),
        None if last is None else _midnight(last, zone),
        asked.who,
        asked.what,
        asked.location,
        asked.result,
    )


def export(wanted: Filter) -> str:
    """The rows as a file, newest first; that it was fetched is a row itself, which is not in it."""

    def work(session: Session) -> list[Line]:
        lines = read_lines(session, wanted, MOST_EXPORTED)
        place = wanted.location or None
        if wanted.places is not None and len(wanted.places) == 1:
            place = min(wanted.places)
        note(session, What.AUDIT_EXPORTED, "", place, rows=len(lines))
        return lines

    lines = services().database.run(work)
    text: str = services().offload(lambda: spreadsheet([*COLUMNS, "detail", "hash"], map(_cells, lines)))
    return text


def as_file(text: str) -> Response:
    """The file, for a browser to save."""
    headers = {
        "Content-Disposition": 'attachment; filename="inloop-audit.csv"',
        "Cache-Control": "no-store",
    }
    return Response(text, content_type=MIME, headers=headers)


def _cells(line: Line) -> list[object]:
    detail = "; ".join(f"{name}: {value}" for name, value in line.detail.items())
    told: list[object] = [line.n, instant(line.at), line.who, line.who_name, line.what, line.subject]
    return [*told, line.subject_name, line.location, line.source, line.result, detail, line.hash]


def _within(day: date) -> date:
    return min(max(day, _EARLIEST), _LATEST)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
