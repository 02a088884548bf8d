"""Everything that guides do with visits in the house, in any order, beside a model of it in plain Python."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from models.actions.calling import call, call_next, no_show, recall, return_to_line
from models.actions.conversation import Ending, begin_service, finish, start, take_over
from models.actions.hold import Target, hold, resume, transfer
from models.actions.issue import Wish, issue
from models.log import Turn
from models.refusal import Code, NobodyWaiting, Refusal
from models.tables import Ticket
from models.transition import State
from tests.cast import World
from tests.models.house import COEN, GUIDES, HERE, refusal_of
from tests.models.house_model import No
from tests.models.line_model import Visit, ahead_in
from tests.models.visit_model import C, H, T, VisitModel, W

DESKS = st.sampled_from(["1", "2", "3", "1", "2", "3", "9"])
GUIDE = st.sampled_from(GUIDES)
WHO = st.sampled_from(["owner", "owner", "owner", "all", *GUIDES])
QUESTIONS = st.sampled_from(["werk", "leren", "snel", "werk", "leren", "snel", "nergens"])
PLACE = st.integers(0, 63)
SEEN = st.sampled_from(["not told", "not told", "not told", "fresh", "stale"])
MINUTES = st.sampled_from([None, 1, 5, 60, 61])


STALE = {Code.STALE, Code.SAME_TICKET, Code.ALREADY_CALLED, Code.NOT_WAITING}
"""An old view is refused; a call says more where it can."""


class Desks(RuleBasedStateMachine):
    """Whatever guides do, the house and the model refuse and change the same."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.model = VisitModel(world.clock.now())

    def pick(self, place: int, *states: State) -> Visit | None:
        """A visit, mostly in one of the states."""
        visits = list(self.model.visits.values())
        fitting = [visit for visit in visits if visit.state in states]
        chosen = fitting if fitting and place % 5 else visits
        return chosen[-1 - (place // 5) % len(chosen)] if chosen else None

    def agree(self, no: No, act: Callable[[Turn], Any], actor: str, location: str = HERE) -> Any:
        """The house does or refuses what the model does or refuses; the result, or None."""
        done = refusal_of(self.world, act, actor, location)
        if isinstance(done, Refusal):
            assert done.code in no, f"refused with {done.code}, expected {no or 'no refusal'}"
            return None
        assert not no, f"done, but expected one of {no}"
        return done

    def on(
        self,
        visit: Visit | None,
        who: str | None,
        seen: str,
        act: Callable[[Turn, int, str | None, int | None], Ticket],
        model: Callable[[Visit, str | None], No],
    ) -> None:
        """Something is done with a visit by its guide, by another one, or by the coordinator (None)."""
        if visit is None:
            return
        guide = None if who == "all" else (visit.guide or GUIDES[0]) if who == "owner" else who
        rev = {"fresh": visit.rev, "stale": visit.rev - 1}.get(seen)
        no = STALE if seen == "stale" else model(visit, guide)
        self.agree(no, lambda turn: act(turn, visit.id, guide, rev), guide or COEN)

    @rule(question=QUESTIONS)
    def issue(self, question: str) -> None:
        no = self.model.issue(question)
        done = self.agree(no, lambda turn: issue(turn, Wish(question, "nl")), "kiosk:1")
        if done:
            ticket, ahead = done.ticket, done.ahead
            visit = self.model.arrive(ticket.id, question, priority=1 if question == "snel" else 9)
            told, expected = (ticket.label, ahead), (visit.label, ahead_in(self.model.line)[visit.id])
            assert told == expected, f"told {told}, expected {expected}"

    @rule(guide=GUIDE, desk=DESKS)
    def call_next(self, guide: str, desk: str) -> None:
        seats = dict(self.model.seats)
        rev = dict(self.model.rev)
        no = self.model._may_receive(guide, desk)
        if not no:
            self.model._sit(guide, desk)
        place = None if no else self.model.next_for(guide, desk)
        try:
            ticket = self.agree(no, lambda turn: call_next(turn, guide, desk), guide)
        except NobodyWaiting:
            assert place is None
            self.model.seats, self.model.rev = seats, rev
            return
        if ticket is not None:
            assert place is not None
            assert ticket.id == place[0].id
            self.model.summon(place[0], guide, desk)
            for passed in place[1]:
                passed.overtaken += 1
            if place[0].last is not None:
                place[0].last.passed = place[1]

    @rule(place=PLACE, guide=GUIDE, desk=DESKS, seen=SEEN)
    def call(self, place: int, guide: str, desk: str, seen: str) -> None:
        self.on(
            self.pick(place, W),
            guide,
            seen,
            lambda turn, visit, _, rev: call(turn, visit, guide, desk, "kan niet staan", rev),
            lambda visit, _: self.model.call(visit, guide, desk),
        )

    @rule(place=PLACE, who=WHO, seen=SEEN)
    def recall(self, place: int, who: str, seen: str) -> None:
        self.on(self.pick(place, C), who, seen, recall, self.model.recall)

    @rule(place=PLACE, who=WHO, seen=SEEN)
    def start(self, place: int, who: str, seen: str) -> None:
        self.on(self.pick(place, C), who, seen, start, self.model.start)

    @rule(place=PLACE, who=WHO, seen=SEEN)
    def return_to_line(self, place: int, who: str, seen: str) -> None:
        self.on(self.pick(place, C), who, seen, return_to_line, self.model.return_to_line)

    @rule(place=PLACE, who=WHO, seen=SEEN)
    def no_show(self, place: int, who: str, seen: str) -> None:
        self.on(self.pick(place, C), who, seen, no_show, self.model.no_show)

    @rule(place=PLACE, who=WHO, seen=SEEN, minutes=MINUTES)
    def hold(self, place: int, who: str, seen: str, minutes: int | None) -> None:
        self.on(
            self.pick(place, T),
            who,
            seen,
            lambda turn, visit, guide, rev: hold(turn, visit, guide, minutes, "vult in", rev),
            lambda visit, guide: self.model.hold(visit, guide, minutes),
        )

    @rule(place=PLACE, guide=GUIDE, seen=SEEN)
    def resume(self, place: int, guide: str, seen: str) -> None:
        self.on(
            self.pick(place, H),
            guide,
            seen,
            lambda turn, visit, _, rev: resume(turn, visit, guide, rev),
            lambda visit, _: self.model.resume(visit, guide),
        )

    @rule(
        place=PLACE,
        who=WHO,
        seen=SEEN,
        towards=st.builds(Target, st.none() | QUESTIONS, st.none() | GUIDE, st.none() | DESKS),
    )
    def transfer(self, place: int, who: str, seen: str, towards: Target) -> None:
        self.on(
            self.pick(place, T),
            who,
            seen,
            lambda turn, visit, guide, rev: transfer(turn, visit, guide, towards, "spreekt Frans", rev),
            lambda visit, guide: self.model.transfer(visit, guide, towards),
        )

    @rule(place=PLACE, who=WHO, seen=SEEN, question=QUESTIONS)
    def service(self, place: int, who: str, seen: str, question: str) -> None:
        self.on(
            self.pick(place, T),
            who,
            seen,
            lambda turn, visit, guide, rev: begin_service(turn, visit, guide, question, Ending(), rev),
            lambda visit, guide: self.model.service(visit, guide, question),
        )

    @rule(place=PLACE, who=WHO, seen=SEEN, outcome=st.sampled_from(["answered", "answered", "fine"]))
    def finish(self, place: int, who: str, seen: str, outcome: str) -> None:
        self.on(
            self.pick(place, T),
            who,
            seen,
            lambda turn, visit, guide, rev: finish(turn, visit, guide, Ending(outcome, (), "tot ziens"), rev),
            lambda visit, guide: self.model.finish(visit, guide, outcome),
        )

    @rule(place=PLACE, guide=GUIDE, seen=SEEN, desk=DESKS)
    def take_over(self, place: int, guide: str, seen: str, desk: str) -> None:
        self.on(
            self.pick(place, C, T, H),
            guide,
            seen,
            lambda turn, visit, _, rev: take_over(turn, visit, guide, desk, rev),
            lambda visit, _: self.model.take_over(visit, guide, desk),
        )
