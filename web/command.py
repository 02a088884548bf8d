"""Runs a command: once, in one transaction, with its answer kept for whoever asks again.

After the commit the location is marked, and the broadcaster does the rest. Knows no particular command.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.answer import Command, Given, earlier_answer, remember
from models.log import Turn, take_turn
from models.refusal import NobodyWaiting, Refusal
from models.tables import Ticket
from models.views.expected import wait_of
from models.views.head import head_of
from models.views.ticket import ahead_of, ticket_view, visitor_ticket
from web.access import principal
from web.problem import MIME, Problem, problem_body, problem_response, status_of
from web.services import services

LONGEST_KEY = 80
VISITOR = "visitor"
"""Whom the log names when the holder of a ticket acts."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Done:
    """What came of a command.

    Attributes:
        given: the answer to give.
        fresh: whether it was done just now.
        changed: whether anything is otherwise than before.
    """

    given: Given
    fresh: bool
    changed: bool = True

    @property
    def body(self) -> dict[str, Any]:
        """The answer's JSON; empty for none."""
        body: dict[str, Any] = json.loads(self.given.body or "{}")
        return body

    @property
    def response(self) -> Response:
        """The answer over HTTP."""
        mimetype = MIME if self.given.status >= 400 else "application/json"
        response = Response(self.given.body, status=self.given.status, mimetype=mimetype)
        if not self.fresh:
            response.headers["Idempotent-Replayed"] = "true"
        return response


def dumps(body: Mapping[str, Any]) -> str:
    """JSON as it travels: compact, every script readable."""
    return _encode(body)


def key_problem(required: bool) -> Response | None:
    """What is wrong with the request's Idempotency-Key, if anything."""
    key = request.headers.get("Idempotency-Key", "")
    if not key and required:
        return problem_response(
            Problem.KEY_MISSING, "give an Idempotency-Key, made when the button was pressed"
        )
    if len(key) > LONGEST_KEY or not key.isprintable():
        return problem_response(
            Problem.MALFORMED, f"an Idempotency-Key has at most {LONGEST_KEY} printable characters"
        )
    return None


def run_command(
    location_id: str,
    work: Callable[[Turn], Mapping[str, Any]],
    status: int = 200,
    visitor: int | str | None = None,
    press: str | None = None,
) -> Done:
    """Do *work* at the location, or repeat the answer that was given before.

    Args:
        location_id: where.
        work: takes a turn, acts, and returns the answer's body.
        status: the HTTP status when it succeeds.
        visitor: where nobody is signed in: the ticket whose holder commands, or what somebody wants who has
            none yet.
        press: the Idempotency-Key of a form; None: that of the request's header.
    """
    who = principal().name if visitor is None else VISITOR
    command = _command(who if visitor is None else f"{VISITOR}:{visitor}", press)
    try:
        done = _attempt(command, location_id, work, status, who)
    except (Refusal, NobodyWaiting) as no:
        done = _keep(command, _refused(no, staff=visitor is None))
    else:
        if done.fresh and done.changed:
            services().broadcaster.mark(location_id)
    return done


def answered_before(session: Session, visitor: str, press: str | None = None) -> Done | None:
    """The answer that this very press of somebody who is not signed in was given before; None for a new one.

    A look only, so that a press which arrives again costs no turn. A press that said something else before is
    new here: `run_command` refuses it.

    Args:
        session: a read transaction.
        visitor: as for `run_command`.
        press: the same.
    """
    command = _command(f"{VISITOR}:{visitor}", press)
    try:
        earlier = None if command is None else earlier_answer(session, command)
    except Refusal:
        return None
    return None if earlier is None else Done(earlier, fresh=False)


def _attempt(
    command: Command | None,
    location_id: str,
    work: Callable[[Turn], Mapping[str, Any]],
    status: int,
    who: str,
) -> Done:
    def transaction(session: Session) -> Done:
        now = services().clock.now()
        turn = take_turn(session, location_id, who, now)
        given = Given(status, dumps(work(turn)))
        if command is not None:
            remember(session, command, given, now)
        return Done(given, fresh=True, changed=not turn.given_back)

    try:
        return services().database.run(transaction)
    except IntegrityError:
        # The key is unique: this press was answered before, or is being answered by another process.
        earlier = _earlier(command)
        if earlier is None:
            raise
        return Done(earlier, fresh=False)


def _earlier(command: Command | None) -> Given | None:
    if command is None:
        return None
    with services().database.read() as session:
        return earlier_answer(session, command)


def _command(who: str, press: str | None) -> Command | None:
    key = press or request.headers.get("Idempotency-Key")
    if not key:
        return None
    asked = b"\n".join([request.method.encode(), request.path.encode(), request.get_data()])
    return Command(who, key, hashlib.sha256(asked).hexdigest())


def _keep(command: Command | None, given: Given) -> Done:
    """Keep a refusal too: the same press gets the same answer, whatever happened since."""
    if command is None:
        return Done(given, fresh=True)

    def transaction(session: Session) -> Done:
        earlier = earlier_answer(session, command)
        if earlier is not None:
            return Done(earlier, fresh=False)
        remember(session, command, given, services().clock.now())
        return Done(given, fresh=True)

    try:
        return services().database.run(transaction)
    except IntegrityError:
        return services().database.run(transaction)


def _refused(no: Refusal | NobodyWaiting, staff: bool) -> Given:
    if isinstance(no, NobodyWaiting):
        return Given(204, "")
    body = problem_body(status_of(no.code), no.code, no.detail)
    if no.ticket_id is not None:
        body["ticket"] = _ticket_as_it_is(no.ticket_id, staff)
    return Given(body["status"], dumps(body))


def _ticket_as_it_is(ticket_id: int, staff: bool) -> Mapping[str, Any] | None:
    """The ticket now; its holder does not see names of staff."""
    with services().database.read() as session:
        ticket = session.get(Ticket, ticket_id)
        if ticket is None:
            return None
        head = head_of(session, ticket.location_id, services().clock.now())
        ahead = ahead_of(session, head, ticket)
        wait = wait_of(session, head, ticket)
        return ticket_view(ticket, ahead, wait) if staff else visitor_ticket(head, ticket, ahead, wait)
