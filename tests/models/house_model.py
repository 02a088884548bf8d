"""The house in plain Python: desks, guides, door, paper roll and clock; visits are in visit_model.

Each act returns why it must be refused; when there is no reason, it has happened in the model.
"""

from collections import Counter
from datetime import date, datetime, timedelta

from models.policy import Widened
from models.refusal import Code
from models.transition import State
from tests.models.house import HERE, MOST_WAITING, NEXT_DOOR
from tests.models.line_model import ACTIVE, OPEN, Floor, Seat, Takes, Visit, order_for, widened_by_time

No = set[Code]
LETTERS = {"werk": "A", "leren": "B", "snel": "D"}
DESKS = {HERE: ("1", "2", "3"), NEXT_DOOR: ("1",)}


class HouseModel:
    """What is so in the house, as far as the rules go."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.rev = {HERE: 1, NEXT_DOOR: 1}
        self.visits: dict[int, Visit] = {}
        self.seats: dict[str, Seat] = {}
        self.takes: dict[str, Takes] = {}
        self.numbers: Counter[tuple[date, str]] = Counter()
        self.paper_numbers: Counter[tuple[date, int]] = Counter()
        self.roll: tuple[int, int] | None = None
        self.closed = False
        self.begun: date | None = None

    @property
    def day(self) -> date:
        return (self.now + timedelta(hours=1)).date()  # Amsterdam, in November

    @property
    def line(self) -> list[Visit]:
        return [v for v in self.visits.values() if v.state is State.WAITING and v.day == self.day]

    @property
    def floor(self) -> Floor:
        here = {guide: seat.desk for guide, seat in self.seats.items() if seat.location == HERE}
        receiving = {guide for guide in here if self.seats[guide].presence == "available"}
        return Floor(here, self.takes, receiving)

    def fact(self, location: str = HERE, count: int = 1) -> int:
        self.rev[location] += count
        return self.rev[location]

    def active(self, *, guide: str | None = None, desk: str | None = None) -> Visit | None:
        """The visitor who is with a guide, or at a desk."""
        found = (v for v in self.visits.values() if v.state in ACTIVE)
        return next((v for v in found if v.guide == guide or v.desk == desk), None)

    def next_for(self, guide: str, desk: str) -> tuple[Visit, list[Visit]] | None:
        return next(iter(order_for(guide, desk, self.line, self.floor)), None)

    def _may_receive(self, guide: str, desk: str, visit: Visit | None = None) -> No:
        """Why the guide cannot receive (another than) *visit* at the desk."""
        mine, there = self.active(guide=guide), self.active(desk=desk)
        no = {Code.UNKNOWN_DESK} if desk not in DESKS[HERE] else set()
        no |= {Code.BUSY} if mine is not None and mine is not visit else set()
        return no | ({Code.DESK_BUSY} if there is not None and there not in (visit, mine) else set())

    def _sit(self, guide: str, desk: str, location: str = HERE) -> None:
        old = self.seats.get(guide)
        if old is not None and old.location != location:
            self.fact(old.location)
        for other, seat in list(self.seats.items()):
            if (seat.location, seat.desk) == (location, desk) and other != guide:
                del self.seats[other]
        self.seats[guide] = Seat(location, desk)

    def issue(self, question: str) -> No:
        no = {Code.UNKNOWN_QUESTION_TYPE} if question not in LETTERS else set()
        no |= {Code.FULL} if len(self.line) >= MOST_WAITING else set()
        return no | ({Code.CLOSED} if self.closed else set())

    def arrive(self, visit_id: int, question: str, *, priority: int = 9, paper: int | None = None) -> Visit:
        """A visit begins, with the next number of its question or one of the paper roll."""
        if paper is None:
            self.numbers[self.day, question] += 1
            label = f"{LETTERS[question]}{self.numbers[self.day, question]:02d}"
        else:
            self.paper_numbers[self.day, paper] += 1
            round_ = self.paper_numbers[self.day, paper]
            label = f"P{round_ if round_ > 1 else ''}-{paper:02d}"
        rev = self.fact()
        self.visits[visit_id] = Visit(
            visit_id, label, self.day, question, rev, rev, self.now, priority=priority
        )
        return self.visits[visit_id]

    def take_desk(self, guide: str, location: str, desk: str) -> No:
        mine = self.active(guide=guide)
        there = self.active(desk=desk) if location == HERE else None
        no = {Code.BUSY} if mine and (location, desk) != (HERE, mine.desk) else set()
        no |= {Code.UNKNOWN_DESK} if desk not in DESKS[location] else set()
        no |= {Code.DESK_BUSY} if there is not None and there is not mine else set()
        if not no:
            self._sit(guide, desk, location)
            self.fact(location)
        return no

    def leave_desk(self, guide: str) -> No:
        no = self._must_sit(guide, Code.UNKNOWN_DESK)
        if not no:
            del self.seats[guide]
            self.fact()
        return no

    def be(self, guide: str, presence: str) -> No:
        no = self._must_sit(guide, Code.NO_DESK)
        if not no:
            self.seats[guide].presence = presence
            self.fact()
        return no

    def _must_sit(self, guide: str, missing: Code) -> No:
        seat = self.seats.get(guide)
        no = {Code.BUSY} if self.active(guide=guide) else set()
        return no | (set() if seat is not None and seat.location == HERE else {missing})

    def configure(self, guide: str, takes: Takes) -> No:
        self.takes[guide] = takes
        self.fact()
        return set()

    def set_roll(self, number: int | None, last: int) -> No:
        if number is not None and number > last:
            return {Code.OUT_OF_RANGE}
        self.roll = None if number is None else (number, last)
        self.fact()
        return set()

    def call_paper(self, guide: str, desk: str) -> No:
        no = self._may_receive(guide, desk) | (set() if self.roll else {Code.NO_PAPER_ROLL})
        taken = self.roll is not None and self.paper_numbers[self.day, self.roll[0]] >= 4
        return no | ({Code.PAPER_NUMBER_TAKEN} if taken else set())

    def walk_direct(self, guide: str | None, desk: str, question: str) -> No:
        talks = guide or self.who_sits(desk)
        no = {Code.UNKNOWN_QUESTION_TYPE} if question not in LETTERS else set()
        nobody = Code.NO_DESK if desk in DESKS[HERE] else Code.UNKNOWN_DESK
        return no | (self._may_receive(talks, desk) if talks else {nobody})

    def who_sits(self, desk: str) -> str | None:
        return next((guide for guide, at in self.floor.desks.items() if at == desk), None)

    def close(self) -> No:
        if self.closed:
            return {Code.ALREADY_CLOSED}
        self.closed = True
        self.fact()
        return set()

    def reopen(self) -> No:
        if not self.closed:
            return {Code.ALREADY_OPEN}
        self.closed = False
        self.fact()
        return set()

    def pass_time(self, now: datetime) -> set[int]:
        """The clock stands at *now* and has done what is due; ids of the visits that it changed."""
        overnight = self.day
        self.now = now
        if self.day > overnight:
            self.closed = False
        changed = {v.id for v in self.visits.values() if v.state in OPEN and self._is_due(v)}
        if self.begun is None or self.begun < self.day:
            self.begun, self.roll = self.day, None
            for location in self.rev:
                self.fact(location)
        return changed

    def _is_due(self, visit: Visit) -> bool:
        """Do with a visit what is due; whether anything was."""
        if visit.day < self.day:
            if visit.state is State.IN_CONVERSATION and self.day - visit.day == timedelta(days=1):
                return False
            visit.later_until = visit.held_until = None
            visit.state, visit.closed_at, visit.last = State.ABANDONED, self.now, None
            self.fact()
            return True
        back, wider = self._wait_is_over(visit), self._wait_is_long(visit)
        return back or wider

    def _wait_is_long(self, visit: Visit) -> bool:
        choosy = any(takes.own is not None for takes in self.takes.values())
        kept = any((v.for_guide or v.for_desk) and v.state in OPEN for v in self.visits.values())
        to = widened_by_time(visit, self.now)
        if visit.state is not State.WAITING or not (choosy or kept) or to <= visit.widened:
            return False
        visit.widened = int(Widened(to))
        self.fact()
        return True

    def _wait_is_over(self, visit: Visit) -> bool:
        if visit.held_until is not None and visit.held_until <= self.now:
            visit.for_guide, visit.guide, visit.desk = visit.guide, None, None
            visit.sent_by = None
            visit.state, visit.held_until, visit.started = State.WAITING, None, False
            visit.since = self.now
        elif visit.later_until is not None and visit.later_until <= self.now:
            visit.later_until = None
        else:
            return False
        visit.last = None
        self.fact()
        return True
