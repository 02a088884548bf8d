"""The page of the audit log: rows by filter, newest first, and the log as a file.

Administrators see every row, coordinators those of their locations. Works without a script.
"""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_datetime
from flask import Blueprint, Response, render_template, request, url_for

from models.audit.chain import OK
from models.audit.reading import REFUSED, Line, count_lines, read_lines, who_there_is
from models.audit.what import What
from models.views.place import location_heads
from staff.texts.audit import sentence, short_names, who_text
from staff.texts.audit_people import why_refused
from web.access import COORDINATORS, Access, principal, who_may
from web.audit import MOST_EXPORTED, Asked, as_file, export, filter_of, house_zone, places_seen
from web.language import staff_words
from web.services import services
from web.words import Words

blueprint = Blueprint("staff_audit", __name__, url_prefix="/staff/audit")

_PAGE = Access(COORDINATORS.roles, page=True)
_ROWS = 50
_NAMES = ("first", "last", "who", "what", "location", "result")


@blueprint.get("")
@who_may(_PAGE)
def page() -> str:
    """The newest rows that fit; older ones by `?before=`."""
    words, who = staff_words(), principal()
    asked, before = _asked(request.args), _number(request.args.get("before", ""))
    wanted = filter_of(asked, who)
    with services().database.read() as session:
        found = read_lines(session, wanted, _ROWS + 1, before)
        count = count_lines(session, wanted)
        people = who_there_is(session, wanted.places)
    shown, zone = found[:_ROWS], house_zone()
    places = _places(who)
    rows = [_row(line, words, zone, places) for line in shown]
    return render_template(
        "staff/audit.html",
        words=words,
        csrf=who.csrf,
        rows=rows,
        count=words.ngettext("%(num)s row", "%(num)s rows", count) % {"num": count},
        too_many=count > MOST_EXPORTED and MOST_EXPORTED,
        asked={name: getattr(asked, name) or "" for name in _NAMES},
        older=_address(asked, shown[-1].n) if len(found) > _ROWS else None,
        newest=_address(asked) if before is not None else None,
        people=[(key, who_text(key, name, words)) for key, name in people],
        happenings=short_names(words),
        places=sorted(places.items(), key=lambda item: item[1]),
        back=_back(asked, places),
    )


@blueprint.post("/export")
@who_may(_PAGE)
def fetch() -> Response:
    """The rows that fit, as a file."""
    return as_file(export(filter_of(_asked(request.form), principal())))


def _asked(given: Any) -> Asked:
    """The filter as it came; what cannot be meant counts for nothing."""
    what, result = given.get("what", ""), given.get("result", "")
    return Asked(
        _day(given.get("first", "")),
        _day(given.get("last", "")),
        given.get("who", "").replace("\0", "")[:40],
        what if what in set(What) else "",
        given.get("location", "").replace("\0", "")[:40],
        result if result in {OK, REFUSED} else "",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("2147483647") else None


def _address(asked: Asked, before: int | None = None) -> str:
    told = {name: str(getattr(asked, name) or "") for name in _NAMES}
    kept = {name: value for name, value in told.items() if value}
    return "?" + urlencode(kept if before is None else kept | {"before": str(before)})


def _places(who: Any) -> dict[str, str]:
    """Names of the locations that can be chosen."""
    seen = places_seen(who)
    if seen is not None:
        return dict(seen)
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    return {head.setup.id: head.setup.location.name for head in heads}


def _row(line: Line, words: Words, zone: Any, places: dict[str, str]) -> dict[str, Any]:
    at: datetime = line.at.astimezone(zone)
    return {
        "n": line.n,
        "at": at.isoformat(),
        "told_at": format_datetime(at, "EEE d MMM y HH:mm:ss", locale=words.locale),
        "text": sentence(line, words),
        "place": places.get(line.location or "", line.location or ""),
        "source": "" if line.source == line.who else line.source,
        "refused": None if line.result == OK else line.result,
        "why": why_refused(line.result, words),
    }


def _back(asked: Asked, places: dict[str, str]) -> str:
    if asked.location in places:
        return url_for("staff.console", location=asked.location)
    return url_for("staff.choose")
