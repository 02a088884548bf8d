"""The audit log over HTTP: read by filter, and fetched as a file. Coordinators see their locations only."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from flask import Blueprint, Response
from pydantic import BaseModel, Field

from models.audit.reading import Line, read_lines
from models.audit.what import What
from models.views.shape import instant
from web.access import COORDINATORS, principal
from web.api.body import Body, Identifier
from web.audit import Asked, as_file, export, filter_of
from web.operation import operation
from web.services import services

blueprint = Blueprint("api_audit", __name__, url_prefix="/api/v1/audit")

_Who = Annotated[str, Field(pattern=r"^[a-z]{1,12}(:[0-9]{1,10})?$", examples=["person:7"])]


class FilterBody(Body):
    """What is looked for; days count by the clock of the region, and `last` is included."""

    first: Annotated[date | None, Field(strict=False)] = None
    last: Annotated[date | None, Field(strict=False)] = None
    who: _Who | None = None
    what: Annotated[What | None, Field(strict=False)] = None
    location: Identifier | None = None
    result: Literal["ok", "refused"] | None = None

    @property
    def asked(self) -> Asked:
        """As the page and the API share it."""
        texts = (self.who or "", self.what or "", self.location or "", self.result or "")
        return Asked(self.first, self.last, *texts)


class AuditQuery(FilterBody):
    """The same, page by page: `before` is the smallest number of the page before."""

    before: Annotated[int, Field(strict=False, ge=1, lt=2**31)] | None = None
    limit: Annotated[int, Field(strict=False, ge=1, le=200)] = 50


class AuditRow(BaseModel):
    """One row. The names are those of now; null for whoever has none, or none any more."""

    n: int
    at: str
    who: str
    who_name: str | None
    what: str
    subject: str
    subject_name: str | None
    location: str | None
    source: str
    result: str
    detail: dict[str, Any]
    hash: str


class AuditAnswer(BaseModel):
    """Rows, newest first; `next` is the `before` of the next page, null where there is none."""

    rows: list[AuditRow]
    next: int | None


@blueprint.get("")
@operation(COORDINATORS, query=AuditQuery, answers={200: AuditAnswer})
def rows(query: AuditQuery) -> Mapping[str, Any]:
    """Who did what to access and configuration."""
    wanted = filter_of(query.asked, principal())
    with services().database.read() as session:
        found = read_lines(session, wanted, query.limit + 1, query.before)
    page = found[: query.limit]
    return {"rows": [_shape(line) for line in page], "next": page[-1].n if len(found) > len(page) else None}


@blueprint.post("/export")
@operation(COORDINATORS, body=FilterBody, answers={200: None})
def export_rows(body: FilterBody) -> Response:
    """The newest 20,000 rows that fit, as a file for a spreadsheet. That it was fetched is written down."""
    return as_file(export(filter_of(body.asked, principal())))


def _shape(line: Line) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in ("n", "who", "what", "subject", "location", "source")}
    names = {"who_name": line.who_name or None, "subject_name": line.subject_name or None}
    at = {"at": instant(line.at), "result": line.result, "detail": dict(line.detail), "hash": line.hash}
    return {**told, **names, **at}
