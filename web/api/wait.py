"""The public waiting times as JSON, which the page of any site may read (docs/waiting-times.md)."""

from typing import Any

from flask import Blueprint, Response

from web.access import ANYONE
from web.api.shape import WaitAnswer, WaitsAnswer
from web.command import dumps
from web.kept import Kept
from web.operation import operation
from web.services import services
from web.waits import FRESH, Told

blueprint = Blueprint("api_wait", __name__, url_prefix="/api/v1")

_MINUTE = len("2026-11-23T09:00")


@blueprint.get("/locations/<location>/wait")
@operation(ANYONE, answers={200: WaitAnswer, 304: None})
def wait(location: str) -> Response:
    """How many wait there, and how long a newcomer would; null is not known.

    May be kept for some seconds, and asked for again with its ETag.
    """
    told = services().waits.at(location)
    return _answer(told, told.waits[0])


@blueprint.get("/wait")
@operation(ANYONE, answers={200: WaitsAnswer, 304: None})
def waits() -> Response:
    """The same of every location that is not for practice, those that are open first."""
    told = services().waits.at(None)
    named = [
        {"id": head.setup.id, "name": head.setup.location.name, "kind": head.setup.location.kind} | wait
        for head, wait in zip(told.heads, told.waits, strict=True)
    ]
    return _answer(told, named)


def _answer(told: Told, body: Any) -> Response:
    """The tag counts the moment by the minute, so that who has the answer knows when it was right."""
    response = told.kept(("json",), lambda: _kept(body)).response("application/json", FRESH)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _kept(body: Any) -> Kept:
    waits = body if isinstance(body, list) else [body]
    same: Any = [{**wait, "updated_at": wait["updated_at"][:_MINUTE]} for wait in waits]
    return Kept(dumps(body), dumps(same))
