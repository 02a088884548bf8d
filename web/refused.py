"""What somebody was refused, for want of rights or by a rule of security, as a row of the audit log.

It tells who, which operation, where and which rule; never what was sent. A row comes after the answer is
made, in a transaction of its own: whether it can be written changes no answer. Must not know any operation.
"""

import logging
import re
from http import HTTPStatus

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models.audit.chain import Entry, audit, who_is
from models.audit.what import What
from models.refusal import Code
from web.access import caller
from web.problem import Problem, refusal_of
from web.services import services
from web.stranger import source

log = logging.getLogger(__name__)

OF_SECURITY = frozenset(
    {
        Problem.FORBIDDEN.value[1],
        Problem.CSRF.value[1],
        Code.NOT_YOURS_TO_GIVE,
        Code.LAST_ADMINISTRATOR,
    }
)
"""Refusals that are written down. What the line refuses is the line's; who proves nothing is a stranger."""
_SUBJECTS = ("person", "device", "printer", "language")
_GAP = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


def keep_refusals(app: Flask) -> None:
    """Write down what *app* refuses by the rules above."""

    @app.after_request
    def _keep(response: Response) -> Response:
        code = refusal_of()
        if code in OF_SECURITY and response.status_code >= HTTPStatus.BAD_REQUEST:
            try:
                _write(str(code))
            except SQLAlchemyError:
                log.exception("a refusal could not be written to the audit log")
        return response


def _write(code: str) -> None:
    """One row for each person, operation and rule in a minute, and of one person not too many of all."""
    who, limits = caller(), services().limits
    name, operation = who_is(who), _operation()
    if limits.refusals_of_one.wait(name) or limits.refusals.take(f"{name} {operation} {code}"):
        return
    limits.refusals_of_one.note(name)
    entry = Entry(
        services().clock.now(),
        name,
        What.ACCESS_REFUSED,
        _subject(),
        g.get("inloop_location"),
        "" if who is None else source(),  # a stranger may be a visitor, whose address is kept nowhere
        code,
        {"operation": operation},
    )

    def work(session: Session) -> None:
        audit(session, entry)

    services().database.run(work)


def _operation() -> str:
    """Method and address as docs and OpenAPI name them, without what stood in the gaps."""
    rule = "" if request.url_rule is None else _GAP.sub(r"{\1}", request.url_rule.rule)
    return f"{request.method} {rule}"


def _subject() -> str:
    """On whom or what, where the address says so."""
    given = request.view_args or {}
    return next((f"{kind}:{given[kind]}" for kind in _SUBJECTS if kind in given), "")
