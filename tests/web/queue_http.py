"""Two guides and their commands over HTTP, in any order; some presses arrive twice."""

import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from models.access.principal import Role
from models.tables import Location, Ticket
from tests.cast import BRAM, SAMIRA
from tests.web.site import Caller, Site, wish

HOUSE = "/api/v1/locations/altijd"
ACTS: dict[str, dict[str, object]] = {
    "recall": {},
    "start": {},
    "return": {},
    "no-show": {},
    "hold": {"minutes": 5, "note": "vult in"},
    "resume": {},
    "transfer": {"question_type": "leren"},
    "service": {"question_type": "leren"},
    "finish": {"outcome": "answered"},
    "take-over": {"desk": "2"},
    "cancel": {},
    "reinstate": {},
    "change": {"language": "en"},
    "later": {},
    "back": {},
    "reprint": {},
    "note": {"text": "spreekt ook Frans"},
    "undo": {},
    "call": {"desk": "1", "reason": "kan niet staan"},
}
AFTER = {
    "start": "in_conversation",
    "return": "waiting",
    "no-show": "no_show",
    "hold": "on_hold",
    "resume": "in_conversation",
    "transfer": "waiting",
    "finish": "done",
    "cancel": "left",
    "reinstate": "waiting",
    "call": "called",
}
PRESSES = st.sampled_from([1, 1, 2, 3])
Json = dict[str, Any]


def told_to_an_old_screen(act: str, state: str) -> set[str]:
    """Who calls a visitor that is no longer waiting hears why, which says more than `stale`."""
    called_late = act == "call" and state != "waiting"
    return {"already_called", "not_waiting"} if called_late else {"stale"}


class TwoGuides(RuleBasedStateMachine):
    """However often a press arrives it is done once, and who has not seen the newest changes nothing."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        now = [site.bearer(site.key(name, Role.GUIDE)) for name in (SAMIRA, BRAM)]
        self.guides: list[Caller] = now
        self.seen: dict[int, Json] = {}
        self.presses = 0
        self.answered: list[tuple[Caller, str, Json, str, tuple[int, bytes]]] = []

    @property
    def rev(self) -> int:
        with self.site.world.database.read() as session:
            return session.get_one(Location, "altijd").rev

    def press(self, who: int, path: str, body: Json, times: int) -> tuple[int, Json]:
        """One press that arrives *times* times: its answer."""
        self.presses += 1
        key, guide = f"press {self.presses}", self.guides[who]
        answer = guide.post(path, body, key=key)
        told, rev = (answer.status_code, answer.data), self.rev
        for _ in range(times - 1):
            self.again(guide, path, body, key, told)
        assert self.rev == rev
        assert answer.status_code < 500
        self.answered.append((guide, path, body, key, told))
        return answer.status_code, json.loads(answer.data or b"{}")

    def again(self, guide: Caller, path: str, body: Json, key: str, told: tuple[int, bytes]) -> None:
        answer = guide.post(path, body, key=key)
        assert (answer.status_code, answer.data) == told
        assert answer.headers["Idempotent-Replayed"] == "true"

    @rule(question=st.sampled_from(["werk", "leren"]), times=PRESSES)
    def issue(self, question: str, times: int) -> None:
        before = self.rev
        status, ticket = self.press(0, f"{HOUSE}/tickets", wish(question, printed=False), times)
        assert (status, self.rev) == (201, before + 1)
        self.seen[ticket["id"]] = ticket

    @rule(who=st.integers(0, 1), desk=st.sampled_from(["1", "2"]), times=PRESSES)
    def call_next(self, who: int, desk: str, times: int) -> None:
        status, answer = self.press(who, f"{HOUSE}/call-next", {"desk": desk}, times)
        assert status in {200, 204, 409}
        if status == 200:
            assert (answer["state"], answer["guide"]) == ("called", (SAMIRA, BRAM)[who])
            self.seen[answer["id"]] = answer

    @rule(
        who=st.integers(0, 1),
        place=st.integers(0, 30),
        act=st.sampled_from(sorted(ACTS)),
        seen=st.sampled_from(["not told", "newest", "older"]),
        times=PRESSES,
    )
    def act(self, who: int, place: int, act: str, seen: str, times: int) -> None:
        if not self.seen:
            return
        visit = list(self.seen)[-1 - place % len(self.seen)]
        body, before, rev = dict(ACTS[act]), self.stored(visit), self.rev
        if seen != "not told":
            body["seen_rev"] = before["rev"] - (seen == "older")
        status, answer = self.press(who, f"/api/v1/visits/{visit}/{act}", body, times)
        if status == 200:
            assert seen != "older"
            is_so_already = act == "back" and self.rev == rev
            assert (answer["id"], answer["rev"], answer["state"]) == (
                visit,
                before["rev"] if is_so_already else self.rev,
                AFTER.get(act, answer["state"]),
            )
            self.seen[visit] = answer
        else:
            assert status in {409, 422}
            assert (seen == "older") <= (answer["code"] in told_to_an_old_screen(act, before["state"]))
            assert (self.stored(visit), self.rev) == (before, rev)

    @rule(place=st.integers(0, 99))
    def replay(self, place: int) -> None:
        """A press of long ago arrives once more."""
        if self.answered:
            rev = self.rev
            self.again(*self.answered[place % len(self.answered)])
            assert self.rev == rev

    @rule(seconds=st.sampled_from([1, 15, 70, 600, 2000]))
    def pass_time(self, seconds: int) -> None:
        self.site.world.clock.advance(seconds=seconds)

    @invariant()
    def what_was_answered_is_so(self) -> None:
        for visit, ticket in self.seen.items():
            stored = self.stored(visit)
            assert {name: ticket[name] for name in stored} == stored

    def stored(self, visit: int) -> Json:
        with self.site.world.database.read() as session:
            ticket = session.get_one(Ticket, visit)
            names = ("rev", "state", "guide", "desk", "question_type", "language", "call_number")
            return {name: getattr(ticket, name) for name in names}
