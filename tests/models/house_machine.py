"""The rest that can happen in the house: at the counter, at the door, and because time goes by."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from models.actions.desk import Presence, be, leave_desk, take_desk
from models.actions.direct import call_paper, set_roll, walk_direct
from models.actions.door import CloseReason, close, reopen
from models.actions.guide import Profile, configure_guide
from models.actions.issue import Wish
from models.actions.question import Change, change
from models.actions.remark import note
from models.actions.undo import undo
from models.actions.visit import back, cancel, later, leave, merge, reinstate, reprint
from models.tables import Ticket
from models.transition import State
from tests.models.agreement import disagreements
from tests.models.house import COEN, HERE, NEXT_DOOR, pass_duties
from tests.models.line_model import Takes
from tests.models.queue_machine import DESKS, GUIDE, PLACE, QUESTIONS, SEEN, WHO, Desks
from tests.models.visit_model import ALL_OPEN, C, H, T, W

ENDED = (State.DONE, State.LEFT, State.NO_SHOW)
SOME = st.frozensets(st.sampled_from(["werk", "leren", "snel"]))


class House(Desks):
    """Whatever happens, the house and the model agree about everything."""

    checked: tuple[object, ...] = ()

    @rule(place=PLACE, who=WHO, seen=SEEN)
    def cancel(self, place: int, who: str, seen: str) -> None:
        self.on(
            self.pick(place, W, H),
            who,
            seen,
            lambda turn, visit, _, rev: cancel(turn, visit, "moet weg", rev),
            self.model.cancel,
        )

    @rule(place=PLACE)
    def leave(self, place: int) -> None:
        self.on(
            self.pick(place, W),
            "all",
            "not told",
            lambda turn, visit, *_: leave(turn, visit),
            lambda visit, _: self.model.leave(visit),
        )

    @rule(place=PLACE, who=WHO, seen=SEEN)
    def later(self, place: int, who: str, seen: str) -> None:
        visit = self.pick(place, W)
        self.on(visit, who, seen, lambda turn, visit, _, rev: later(turn, visit, rev), self.model.later)

    @rule(place=PLACE, who=WHO, seen=SEEN)
    def back(self, place: int, who: str, seen: str) -> None:
        visit = self.pick(place, W)
        self.on(visit, who, seen, lambda turn, visit, _, rev: back(turn, visit, rev), self.model.back)

    @rule(place=PLACE, who=WHO, seen=SEEN)
    def reinstate(self, place: int, who: str, seen: str) -> None:
        self.on(
            self.pick(place, *ENDED),
            who,
            seen,
            lambda turn, visit, _, rev: reinstate(turn, visit, rev),
            self.model.reinstate,
        )

    @rule(place=PLACE, other=PLACE, seen=SEEN)
    def merge(self, place: int, other: int, seen: str) -> None:
        into = self.pick(other, W)
        if into is not None:
            self.on(
                self.pick(place, W),
                "all",
                seen,
                lambda turn, visit, _, rev: merge(turn, visit, into.id, rev),
                lambda visit, _: self.model.merge(visit, into),
            )

    @rule(
        place=PLACE,
        who=WHO,
        seen=SEEN,
        wanted=st.builds(Change, st.none() | QUESTIONS, st.none(), st.none() | st.sampled_from([1, 2, 3, 9])),
    )
    def change(self, place: int, who: str, seen: str, wanted: Change) -> None:
        self.on(
            self.pick(place, W, C, T),
            who,
            seen,
            lambda turn, visit, _, rev: change(turn, visit, wanted, rev),
            lambda visit, guide: self.model.change(visit, guide, wanted),
        )

    @rule(place=PLACE, seen=SEEN, text=st.sampled_from(["", "spreekt ook Frans"]))
    def note(self, place: int, seen: str, text: str) -> None:
        self.on(
            self.pick(place, *ALL_OPEN),
            "all",
            seen,
            lambda turn, visit, _, rev: note(turn, visit, text, rev),
            lambda visit, _: self.model.passing(visit, *ALL_OPEN),
        )

    @rule(place=PLACE, seen=SEEN)
    def reprint(self, place: int, seen: str) -> None:
        self.on(
            self.pick(place, W, C, H),
            "all",
            seen,
            lambda turn, visit, _, rev: reprint(turn, visit, rev),
            lambda visit, _: self.model.passing(visit, W, C, H),
        )

    @rule(newest=st.integers(0, 3), who=WHO, seen=SEEN)
    def undo(self, newest: int, who: str, seen: str) -> None:
        visits = sorted(self.model.visits.values(), key=lambda visit: -visit.rev)[newest:]
        visit = visits[0] if visits else None
        actor = visit.last.actor if visit and visit.last and who == "owner" else who
        self.on(visit, "all" if actor == COEN else actor, seen, undo, self.model.undo)

    @rule(guide=GUIDE, desk=DESKS, location=st.sampled_from([HERE, HERE, HERE, NEXT_DOOR]))
    def take_desk(self, guide: str, desk: str, location: str) -> None:
        no = self.model.take_desk(guide, location, desk)
        self.agree(no, lambda turn: take_desk(turn, guide, desk), guide, location)

    @rule(guide=GUIDE)
    def leave_desk(self, guide: str) -> None:
        self.agree(self.model.leave_desk(guide), lambda turn: leave_desk(turn, guide), guide)

    @rule(guide=GUIDE, presence=st.sampled_from(Presence))
    def be(self, guide: str, presence: Presence) -> None:
        self.agree(self.model.be(guide, presence), lambda turn: be(turn, guide, presence), guide)

    @rule(guide=GUIDE, own=st.none() | SOME, also=SOME)
    def configure(self, guide: str, own: frozenset[str] | None, also: frozenset[str]) -> None:
        also = also - (own or frozenset())
        profile = Profile(None if own is None else tuple(sorted(own)), tuple(sorted(also)))
        no = self.model.configure(guide, Takes(own, also))
        self.agree(no, lambda turn: configure_guide(turn, guide, profile), COEN)

    @rule(guide=st.none() | GUIDE, desk=DESKS, question=QUESTIONS)
    def walk_direct(self, guide: str | None, desk: str, question: str) -> None:
        no = self.model.walk_direct(guide, desk, question)
        talks = guide or self.model.who_sits(desk)
        wish = Wish(question, "nl", printed=False)
        ticket = self.agree(no, lambda turn: walk_direct(turn, guide, desk, wish), guide or COEN)
        if ticket is not None:
            assert talks is not None
            self.model._sit(talks, desk)
            visit = self.model.arrive(ticket.id, question)
            self.model.summon(visit, talks, desk)
            self.model.start(visit, guide)

    @rule(number=st.none() | st.integers(0, 4), last=st.sampled_from([1, 3]))
    def set_roll(self, number: int | None, last: int) -> None:
        self.agree(self.model.set_roll(number, last), lambda turn: set_roll(turn, number, last), COEN)

    @rule(guide=GUIDE, desk=DESKS)
    def call_paper(self, guide: str, desk: str) -> None:
        no = self.model.call_paper(guide, desk)
        ticket = self.agree(no, lambda turn: call_paper(turn, guide, desk), guide)
        if ticket is not None:
            assert self.model.roll is not None
            number, last = self.model.roll
            self.model._sit(guide, desk)
            self.model.summon(self.model.arrive(ticket.id, "snel", paper=number), guide, desk)
            self.model.roll = (0 if number >= last else number + 1, last)

    @rule(closing=st.booleans())
    def door(self, closing: bool) -> None:
        if closing:
            no = self.model.close()
            self.agree(no, lambda turn: close(turn, CloseReason.STAFF, helping=True), COEN)
        else:
            self.agree(self.model.reopen(), reopen, COEN)

    @rule(seconds=st.sampled_from([5, 10, 61, 5 * 60, 10 * 60, 16 * 60, 31 * 60, 61 * 60]))
    def pass_time(self, seconds: int) -> None:
        self._wait(timedelta(seconds=seconds))

    @rule(really=st.integers(0, 5))
    def pass_the_night(self, really: int) -> None:
        if not really:
            self._wait(timedelta(days=1))

    def _wait(self, duration: timedelta) -> None:
        self.world.clock.moment += duration
        now = self.world.clock.now()
        changed = self.model.pass_time(now)
        pass_duties(self.world.database, now)
        with self.world.database.read() as session:
            for visit in (self.model.visits[visit_id] for visit_id in changed):
                rev = session.get_one(Ticket, visit.id).rev
                assert visit.rev < rev <= self.model.rev[HERE], f"{visit.label} did not change"
                visit.rev = rev

    @invariant()
    def they_agree(self) -> None:
        """After a refusal it is enough that the log has not grown: everything else changes with it."""
        version = (*self.model.rev.values(), self.model.now)
        found = disagreements(self.world, self.model, log_only=version == self.checked)
        assert not found, "; ".join(found)
        self.checked = version
