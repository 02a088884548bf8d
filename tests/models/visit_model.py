"""What can be done with a visit, in plain Python: when it must be refused, and what comes of it."""

from datetime import datetime, timedelta
from typing import Any

from models.actions.hold import Target
from models.actions.question import Change
from models.refusal import Code
from models.transition import State
from tests.models.house import COEN
from tests.models.house_model import DESKS, LETTERS, HouseModel, No
from tests.models.line_model import ACTIVE, OPEN, Step, Visit

W, C, T, H = State.WAITING, State.CALLED, State.IN_CONVERSATION, State.ON_HOLD
AWAY: dict[str, Any] = {"guide": None, "desk": None, "announced_at": None}


class VisitModel(HouseModel):
    """The house, and what is done with its visits; a guide of None acts for all."""

    def _step(self, visit: Visit, actor: str | None, **changes: Any) -> None:
        """A step that can be undone."""
        before = {name: getattr(visit, name) for name in ("state", *changes)}
        self._set(visit, changes)
        visit.last = Step(actor or COEN, self.now, before)

    def _set(self, visit: Visit, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            setattr(visit, name, value)
        visit.rev = self.fact()
        visit.last = None

    def _in(self, visit: Visit, code: Code, *states: State) -> No:
        return set() if visit.state in states else {code}

    def _yours(self, visit: Visit, guide: str | None) -> No:
        return {Code.NOT_YOURS} if guide and visit.guide not in (None, guide) else set()

    def _sits_here(self, guide: str | None) -> bool:
        return guide in self.floor.desks

    def summon(self, visit: Visit, guide: str, desk: str) -> None:
        self._sit(guide, desk)
        there = {"guide": guide, "desk": desk, "announced_at": self.now, "recalls": 0}
        self._step(visit, guide, state=C, **there, later_until=None)

    def call(self, visit: Visit, guide: str, desk: str) -> No:
        wrong = Code.ALREADY_CALLED if visit.state in ACTIVE else Code.NOT_WAITING
        no = self._in(visit, wrong, W) | self._may_receive(guide, desk)
        if not no:
            self.summon(visit, guide, desk)
        return no

    def recall(self, visit: Visit, guide: str | None) -> No:
        no = self._in(visit, Code.NOT_CALLED, C) | self._yours(visit, guide)
        if visit.state is C and visit.recalls:
            soon = visit.announced_at and self.now - visit.announced_at < timedelta(seconds=10)
            no |= {Code.TOO_SOON} if soon else set()
            no |= {Code.NO_MORE_RECALLS} if visit.recalls >= 2 else set()
        if not no:
            self._set(visit, {"announced_at": self.now, "recalls": visit.recalls + 1})
        return no

    def start(self, visit: Visit, guide: str | None) -> No:
        no = self._in(visit, Code.NOT_CALLED, C) | self._yours(visit, guide)
        if not no:
            self._step(visit, guide, state=T, started=True, for_guide=None, for_desk=None, sent_by=None)
        return no

    def return_to_line(self, visit: Visit, guide: str | None) -> No:
        no = self._in(visit, Code.NOT_CALLED, C) | self._yours(visit, guide)
        if not no:
            self._step(visit, guide, state=W, **AWAY, since=self.now)
        return no

    def no_show(self, visit: Visit, guide: str | None) -> No:
        no = self._in(visit, Code.NOT_CALLED, C) | self._yours(visit, guide)
        if not no:
            self._step(visit, guide, state=State.NO_SHOW, closed_at=self.now)
        return no

    def hold(self, visit: Visit, guide: str | None, minutes: int | None) -> No:
        no = self._in(visit, Code.NOT_IN_CONVERSATION, T) | self._yours(visit, guide)
        no |= {Code.OUT_OF_RANGE} if minutes is not None and not 1 <= minutes <= 60 else set()
        if not no:
            until = None if minutes is None else self.now + timedelta(minutes=minutes)
            self._step(visit, guide, state=H, held_until=until)
        return no

    def resume(self, visit: Visit, guide: str) -> No:
        no = self._in(visit, Code.NOT_ON_HOLD, H)
        if visit.guide != guide and self._sits_here(visit.guide):
            no |= {Code.NOT_YOURS}
        if not self._sits_here(guide):
            return no | {Code.NO_DESK}
        desk = self.seats[guide].desk
        no |= self._may_receive(guide, desk, visit)
        if not no:
            self._step(visit, guide, state=T, guide=guide, desk=desk, held_until=None)
            self._sit(guide, desk)
        return no

    def transfer(self, visit: Visit, guide: str | None, target: Target) -> No:
        no = self._in(visit, Code.NOT_IN_CONVERSATION, T) | self._yours(visit, guide)
        no |= set() if target else {Code.NOTHING_ASKED}
        no |= {Code.UNKNOWN_DESK} if target.desk and target.desk not in DESKS["huis"] else set()
        no |= {Code.GUIDE_NOT_HERE} if target.guide and not self._sits_here(target.guide) else set()
        no |= self._unknown(target.question_type)
        if not no:
            sent = {"for_guide": target.guide, "for_desk": target.desk, "started": False, "widened": 0}
            to = target.question_type or visit.question
            again = {"since": self.now, "service": visit.service + (to != visit.question)}
            again["sent_by"] = visit.guide
            self._step(visit, guide, state=W, **AWAY, **sent, **again, question=to)
        return no

    def service(self, visit: Visit, guide: str | None, question: str) -> No:
        no = self._in(visit, Code.NOT_IN_CONVERSATION, T) | self._yours(visit, guide)
        no |= self._unknown(question)
        if not no:
            again = {"since": self.now, "service": visit.service + 1}
            self._step(visit, guide, question=question, **again)
        return no

    def finish(self, visit: Visit, guide: str | None, outcome: str) -> No:
        no = self._in(visit, Code.NOT_IN_CONVERSATION, T) | self._yours(visit, guide)
        no |= {Code.UNKNOWN_OUTCOME} if outcome != "answered" else set()
        if not no:
            self._step(visit, guide, state=State.DONE, closed_at=self.now)
        return no

    def take_over(self, visit: Visit, guide: str, desk: str) -> No:
        no = self._in(visit, Code.NOT_CALLED, C, T, H) | self._may_receive(guide, desk, visit)
        if not no:
            moved: dict[str, Any] = {"guide": guide, "desk": desk, "held_until": None}
            if visit.state is C and desk != visit.desk:
                moved["announced_at"] = self.now
            self._sit(guide, desk)
            self._step(visit, guide, state=C if visit.state is C else T, **moved)
        return no

    def cancel(self, visit: Visit, actor: str | None) -> No:
        no = self._in(visit, Code.NOT_WAITING, W, H)
        if not no:
            gone = {"closed_at": self.now, "later_until": None, "held_until": None}
            self._step(visit, actor, state=State.LEFT, **gone)
        return no

    def leave(self, visit: Visit) -> No:
        no = self._in(visit, Code.NOT_WAITING, W)
        if not no:
            self._set(visit, {"state": State.LEFT, "closed_at": self.now, "later_until": None})
        return no

    def later(self, visit: Visit, actor: str | None) -> No:
        no = self._in(visit, Code.NOT_WAITING, W)
        no |= {Code.NO_MORE_LATERS} if not no and visit.laters >= 2 else set()
        if not no:
            until = self.now + timedelta(minutes=10)
            self._step(visit, actor, later_until=until, laters=visit.laters + 1)
        return no

    def back(self, visit: Visit, actor: str | None) -> No:
        no = self._in(visit, Code.NOT_WAITING, W)
        if not no and visit.later_until is not None:
            self._step(visit, actor, later_until=None)
        return no

    def reinstate(self, visit: Visit, actor: str | None) -> No:
        no = self._in(visit, Code.NOT_CLOSED, State.NO_SHOW, State.LEFT, State.DONE)
        closed_at: datetime | None = visit.closed_at
        if closed_at and (visit.day != self.day or self.now - closed_at > timedelta(minutes=30)):
            no |= {Code.TOO_LATE}
        if not no:
            again = visit.service + (visit.state is State.DONE)
            begun = {"started": False, "closed_at": None, "since": self.now, "service": again}
            self._step(visit, actor, state=W, **AWAY, **begun)
        return no

    def merge(self, visit: Visit, into: Visit) -> No:
        no = {Code.SAME_TICKET} if visit is into else set()
        both = visit.state is W and into.state is W and visit.day == into.day
        no |= set() if both else {Code.NOT_WAITING}
        if not no:
            first, second = sorted((visit.arrived, into.arrived))
            gone = {"state": State.LEFT, "closed_at": self.now, "later_until": None}
            self._set(visit, gone | {"arrived": second})
            into.arrived, into.rev, into.last = first, visit.rev, None
        return no

    def change(self, visit: Visit, actor: str | None, wanted: Change) -> No:
        no = self._in(visit, Code.NOT_OPEN, W, C, T) | self._unknown(wanted.question_type)
        no |= {Code.UNKNOWN_PRIORITY} if wanted.priority not in (None, 1, 2, 9) else set()
        no |= {Code.NOTHING_ASKED} if wanted == Change() else set()
        if not no:
            other = wanted.question_type not in (None, visit.question)
            changes: dict[str, Any] = {"question": wanted.question_type, "widened": 0} if other else {}
            changes |= {} if wanted.priority is None else {"priority": wanted.priority}
            self._step(visit, actor, **changes)
        return no

    def passing(self, visit: Visit, *states: State) -> No:
        """A step that leaves the one before it to be undone: a note, a reprint."""
        no = self._in(visit, Code.NOT_OPEN, *states)
        if not no:
            visit.rev = self.fact()
        return no

    def undo(self, visit: Visit, guide: str | None) -> No:
        last = visit.last
        if last is None or visit.day != self.day or (guide and last.actor != guide):
            return {Code.NOTHING_TO_UNDO}
        no = {Code.TOO_LATE} if self.now - last.at > timedelta(seconds=60) else set()
        state = last.before["state"]
        if state in ACTIVE:
            whom = str(last.before.get("guide", visit.guide))
            desk = str(last.before.get("desk", visit.desk))
            no |= self._may_receive(whom, desk, visit)
            no |= set() if self.floor.desks.get(whom) == desk else {Code.NO_DESK}
        if not no:
            for passed in last.passed:
                passed.overtaken = max(0, passed.overtaken - 1)
            self._set(visit, last.before)
        return no

    def _unknown(self, question: str | None) -> No:
        return {Code.UNKNOWN_QUESTION_TYPE} if question and question not in LETTERS else set()


ALL_OPEN = tuple(OPEN)
