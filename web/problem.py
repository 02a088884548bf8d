"""Errors as RFC 9457 problems, and the one map from the domain's refusals to HTTP."""

import json
import logging
from collections.abc import Mapping
from enum import Enum
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy.exc import InternalError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException

from models.refusal import Code, Refusal
from models.unwritable import nothing_can_be_written
from web.problem_page import problem_page

log = logging.getLogger(__name__)

MIME = "application/problem+json"
RETRY_SECONDS = 2

_CODES = {413: "too_large"}
"""Codes of errors whose name differs between versions of Python."""


class Problem(Enum):
    """What can be wrong with a request itself: status and code."""

    MALFORMED = (400, "malformed")
    UNAUTHORISED = (401, "unauthorised")
    FORBIDDEN = (403, "forbidden")
    CSRF = (403, "csrf")
    NOT_FOUND = (404, "not_found")
    INVALID = (422, "invalid")
    KEY_MISSING = (400, "key_missing")
    NOT_JSON = (415, "unsupported_media_type")
    TOO_MANY = (429, "too_many")
    UNAVAILABLE = (503, "unavailable")
    NOT_WRITABLE = (503, "not_writable")


_STATUS: Mapping[Code, int] = {
    Code.UNKNOWN_LOCATION: 404,
    Code.UNKNOWN_TICKET: 404,
    Code.UNKNOWN_DESK: 422,
    Code.UNKNOWN_QUESTION_TYPE: 422,
    Code.UNKNOWN_LANGUAGE: 422,
    Code.UNKNOWN_OUTCOME: 422,
    Code.UNKNOWN_PRIORITY: 422,
    Code.UNKNOWN_GUIDE: 422,
    Code.UNKNOWN_PRINTER: 404,
    Code.UNKNOWN_PAPER: 404,
    Code.UNKNOWN_DEVICE: 422,
    Code.UNKNOWN_PAIRING: 404,
    Code.TOO_MANY_PAIRINGS: 429,
    Code.UNKNOWN_BLOCK: 422,
    Code.UNKNOWN_DAY: 422,
    Code.NOT_IN_BLOCK: 422,
    Code.UNKNOWN_ASSISTANCE: 404,
    Code.UNKNOWN_POSTER: 404,
    Code.BAD_ADDRESS: 422,
    Code.BAD_PUSH: 422,
    Code.UNKNOWN_MESSAGE: 404,
    Code.UNKNOWN_PICTURE: 404,
    Code.NO_PICTURE: 422,
    Code.NOTHING_ASKED: 422,
    Code.OUT_OF_RANGE: 422,
    Code.SAME_TICKET: 422,
    Code.KEY_REUSED: 422,
    Code.BAD_NAME: 422,
    Code.UNKNOWN_PERSON: 404,
    Code.UNKNOWN_INVITATION: 404,
    Code.UNKNOWN_SESSION: 404,
    Code.NO_ROLE: 422,
    Code.NOT_YOURS_TO_GIVE: 403,
    Code.WRONG_PASSWORD: 422,
    Code.WRONG_CODE: 422,
    Code.WEAK_PIN: 422,
    Code.WEAK_PASSWORD: 422,
}
"""Everything else that the domain refuses is a 409: right in itself, but not now."""


def status_of(code: Code) -> int:
    """The HTTP status of a refusal."""
    return _STATUS.get(code, HTTPStatus.CONFLICT)


def problem_body(status: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    """A problem as JSON object.

    Args:
        status: the HTTP status.
        code: what machines read.
        detail: one sentence in English.
        **more: what belongs to this problem, e.g. `ticket` as it is now, or `errors` by field.
    """
    title = HTTPStatus(status).phrase
    return {
        "type": f"urn:inloop:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    } | more


def problem_response(problem: Problem, detail: str, **more: Any) -> Response:
    """A problem as answer: a page for a browser that asked for one, else JSON."""
    status, code = problem.value
    return _answer(problem_body(status, code, detail, **more))


def as_response(body: Mapping[str, Any]) -> Response:
    """A problem's body as answer."""
    response = Response(json.dumps(body, ensure_ascii=False), status=body["status"], mimetype=MIME)
    if body["status"] == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def handle_problems(app: Flask) -> None:
    """Answer every error of *app* as a problem (API) or as a plain page (browser), never with a trace."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    for away in (OperationalError, InternalError, PoolTimeoutError):
        app.register_error_handler(away, _away)
    app.register_error_handler(Exception, _unexpected)


def _refused(refusal: Refusal) -> Response:
    return _answer(problem_body(status_of(refusal.code), refusal.code, refusal.detail))


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    code = _CODES.get(status) or HTTPStatus(status).name.lower()
    response = _answer(problem_body(status, code, error.description or error.name))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after", "location"}:
            response.headers[name] = value
    if error.response is not None and "Location" in error.response.headers:
        response.headers["Location"] = error.response.headers["Location"]
    return response


def _away(error: SQLAlchemyError) -> Response:
    """The database does not answer: whoever asks again with the same key loses nothing."""
    if isinstance(error, InternalError) and not nothing_can_be_written(error):
        return _unexpected(error)
    log.error("the database did not answer in %s", request.endpoint, exc_info=error)
    if nothing_can_be_written(error):
        response = problem_response(
            Problem.NOT_WRITABLE, "the disk is full, broken or read-only: nothing was done; reading goes on"
        )
    else:
        response = problem_response(Problem.UNAVAILABLE, "the database does not answer; try again")
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _unexpected(error: Exception) -> Response:
    log.error("unexpected error in %s", request.endpoint, exc_info=error)
    return _answer(problem_body(500, "internal", "something went wrong here; it was logged"))


def refusal_of() -> str | None:
    """The code of the problem that this request was answered with; None: it was let through."""
    code: str | None = g.get("inloop_refusal")
    return code


def _answer(body: dict[str, Any]) -> Response:
    g.inloop_refusal = str(body["code"])
    if request.path.startswith("/api/") or "text/html" not in request.headers.get("Accept", ""):
        return as_response(body)
    return Response(problem_page(body), status=body["status"])
