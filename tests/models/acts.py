"""Short words for what is done in the house."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actions.calling import call_next
from models.actions.conversation import start
from models.actions.desk import take_desk
from models.actions.guide import Profile, configure_guide
from models.actions.issue import Wish, issue
from models.log import FactKind
from models.outlook import Waits
from models.refusal import Code, Refusal
from models.tables import Day, Desk, HelpCall, Location, Remark, Service, Ticket
from models.transition import ACTIVE, State
from models.views.expected import expected
from models.views.head import head_of
from models.views.queue import queue_view
from tests.cast import SAMIRA, World
from tests.models.house import COEN, HERE, pass_duties

Act = Callable[..., Any]
WATCHED = (Location, Ticket, Service, Desk, Day, Remark, HelpCall)


class Play(World):
    """The house, and what the tests do in it."""

    def do(self, act: Act, ticket: Ticket, *values: Any, by: str = SAMIRA, guide: str | None = None) -> Any:
        """An act on a visit: `act(turn, ticket, guide, *values)`, as guide *by* unless *guide* says who."""
        return self.turn(HERE, lambda turn: act(turn, ticket.id, guide or by, *values), by)

    def on(self, act: Act, ticket: Ticket, *values: Any, by: str = COEN) -> Any:
        """An act on a visit that does not ask whose it is: `act(turn, ticket, *values)`."""
        return self.turn(HERE, lambda turn: act(turn, ticket.id, *values), by)

    def at(self, act: Act, *values: Any, by: str = COEN, location: str = HERE) -> Any:
        """An act on the house itself."""
        return self.turn(location, lambda turn: act(turn, *values), by)

    def waits(self) -> Waits:
        """The waits as the views tell them at this moment."""
        with self.database.read() as session:
            return expected(session, head_of(session, HERE, self.clock.now()))

    def come(self, question: str = "werk") -> Ticket:
        """A visitor gets a number."""
        return self.turn(HERE, lambda turn: issue(turn, Wish(question, "nl"))).ticket

    def called(self, guide: str = SAMIRA, desk: str = "1", question: str = "werk") -> Ticket:
        """A visitor comes and is called at once."""
        self.come(question)
        return self.next(guide, desk)

    def next(self, guide: str = SAMIRA, desk: str = "1") -> Ticket:
        """A guide calls whoever is next."""
        return self.turn(HERE, lambda turn: call_next(turn, guide, desk), guide)

    def talking(self, guide: str = SAMIRA, desk: str = "1", question: str = "werk") -> Ticket:
        """A visitor comes, is called, and the conversation begins."""
        return self.on(start, self.called(guide, desk, question), guide, by=guide)  # type: ignore[no-any-return]

    def sits(self, guide: str, desk: str, location: str = HERE) -> None:
        """A guide takes a desk."""
        self.at(take_desk, guide, desk, by=guide, location=location)

    def takes(self, guide: str, own: tuple[str, ...] | None, also: tuple[str, ...] = ()) -> None:
        """What a guide takes from now on."""
        self.at(configure_guide, guide, Profile(own, also))

    def wait(self, **duration: float) -> None:
        """Time goes by, and what is due is done."""
        self.clock.advance(**duration)
        pass_duties(self.database, self.clock.now())

    def last_fact(self) -> tuple[FactKind, dict[str, Any]]:
        """What the log says last."""
        fact = self.facts(HERE)[-1]
        return FactKind(fact.kind), fact.data

    def queue(self) -> dict[str, Any]:
        """What staff see."""
        with self.database.read() as session:
            return dict(queue_view(session, head_of(session, HERE, self.clock.now())))

    def texts(self) -> list[str]:
        """All free text that is kept."""
        return [row.text for row in self._rows(Remark)]

    def services(self, ticket: Ticket) -> list[Service]:
        """The questions of a visit that are over."""
        return sorted(
            (row for row in self._rows(Service) if row.ticket_id == ticket.id), key=lambda row: row.number
        )

    def refuses(self, code: Code, act: Callable[[], object]) -> Refusal:
        """*act* is refused with *code*, and nothing at all has changed."""
        before = self._everything()
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code is code
        assert self._everything() == before
        return refused.value

    def _rows(self, table: type[Any]) -> list[Any]:
        with self.database.read() as session:
            return list(session.execute(select(table)).scalars())

    def _everything(self) -> list[tuple[Any, ...]]:
        with self.database.read() as session:
            return [
                tuple(row) for table in WATCHED for row in session.execute(select(table.table())).fetchall()
            ]

    def ticket_of(self, columns: dict[str, object]) -> Ticket:
        """The ticket with the id among *columns*, as it is stored now."""
        with self.database.read() as session:
            return session.get_one(Ticket, columns["id"])

    def do_all_done(self) -> None:
        """Whoever is with a guide is helped."""
        with self.database.read() as session:
            active = [ticket for ticket in self.all_tickets(session) if ticket.state in ACTIVE]
        for ticket in active:
            self.finish(self.start(ticket) if ticket.state == State.CALLED else ticket)

    def all_tickets(self, session: Session) -> list[Ticket]:
        """Every ticket, in order."""
        return list(session.execute(select(Ticket).order_by(Ticket.id)).scalars())
