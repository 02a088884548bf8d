"""Everything that can happen at two locations, in any order, with screens that come and go meanwhile."""

from contextlib import suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from models.access.principal import Role
from models.configuration import load_region
from models.refusal import NobodyWaiting, Refusal
from models.region_file import read_region
from models.views.head import head_of
from models.views.holder import is_dead
from models.views.ticket import find_by_token
from realtime.contract import LOCATION_SPACES, Space
from tests.cast import BRAM, REGION, SAMIRA
from tests.realtime.screen import Screen
from tests.realtime.studio import other_process
from tests.web.site import Site, wish

LOCATIONS = st.sampled_from(["plein", "altijd"])
DESKS = st.sampled_from(["1", "2"])
GUIDES = st.sampled_from([SAMIRA, BRAM])
ACTS = st.sampled_from(["recall", "start", "return", "no-show", "finish"])
PLACES = st.integers(0, 30)
DEVICES = {Space.DISPLAY: Role.DISPLAY, Space.KIOSK: Role.KIOSK}
READ = {Space.DISPLAY: "board", Space.KIOSK: "kiosk", Space.STAFF: "queue"}

State = dict[str, Any]


class Crowd(RuleBasedStateMachine):
    """After whatever happened, every connected screen shows what one that comes in now would show."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        self.clock = site.world.clock
        self.broadcaster = site.inloop.services.broadcaster
        self.seconds = 0.0
        self.broadcaster._monotonic = lambda: self.seconds  # a clock in the test's hands
        self.secret = site.key("Coen", Role.COORDINATOR)
        self.coordinator = site.bearer(self.secret)
        self.guides = {name: site.bearer(site.key(name, Role.GUIDE)) for name in (SAMIRA, BRAM)}
        self.other = other_process(site.world)
        self.tickets: list[State] = []
        self.screens: list[tuple[Screen, dict[str, str]]] = []

    @rule(
        location=LOCATIONS,
        question=st.sampled_from(["werk", "leren"]),
        language=st.sampled_from(["nl", "ti"]),
    )
    def issue(self, location: str, question: str, language: str) -> None:
        """A visitor takes a number."""
        body = wish(question, language, printed=False)
        answer = self.coordinator.post(f"/api/v1/locations/{location}/tickets", body)
        if answer.status_code == 201:
            self.tickets.append(answer.get_json())

    @rule(guide=GUIDES, location=LOCATIONS, desk=DESKS)
    def call_next(self, guide: str, location: str, desk: str) -> None:
        """A guide calls, or tries to."""
        self.guides[guide].post(f"/api/v1/locations/{location}/call-next", {"desk": desk})

    @rule(place=PLACES, act=ACTS)
    def act(self, place: int, act: str) -> None:
        """Something is done with a ticket, or tried."""
        if self.tickets:
            ticket = self.tickets[-1 - place % len(self.tickets)]
            body = {"outcome": "answered"} if act == "finish" else {}
            self.coordinator.post(f"/api/v1/visits/{ticket['id']}/{act}", body)

    @rule(guide=GUIDES, location=LOCATIONS, seat=st.sampled_from(["1/take", "2/take", "leave"]))
    def sit(self, guide: str, location: str, seat: str) -> None:
        """A guide takes or leaves a desk."""
        self.guides[guide].post(f"/api/v1/locations/{location}/desks/{seat}")

    @rule(location=LOCATIONS)
    def elsewhere(self, location: str) -> None:
        """Another process of Inloop gives a number and calls; this one is not told."""
        with suppress(Refusal, NobodyWaiting):
            self.other.issue(location)
            self.other.call_next("Yusuf", "2", location)

    @rule(name=st.sampled_from(["Op het Plein", "Aan het Plein"]))
    def configure(self, name: str) -> None:
        """An administrator loads another region file."""
        document, now = read_region(REGION.replace("Op het Plein", name)), self.clock.now()
        self.site.world.database.run(lambda session: load_region(session, document, "test", now))

    @rule(location=LOCATIONS, space=st.sampled_from(LOCATION_SPACES), device=st.booleans())
    def come(self, location: str, space: Space, device: bool) -> None:
        """A screen of a location connects."""
        token = self.secret
        if device and space in DEVICES:
            token = self.site.device(DEVICES[space], location)
        self._come(space, {"token": token, "location": location})

    @rule(place=PLACES)
    def follow(self, place: int) -> None:
        """A visitor opens the ticket on a phone."""
        if self.tickets:
            ticket = self.tickets[-1 - place % len(self.tickets)]
            self._come(Space.TICKET, {"token": ticket["token"]})

    @rule(place=PLACES)
    def go(self, place: int) -> None:
        """A screen is switched off."""
        if self.screens:
            self.screens.pop(place % len(self.screens))[0].leave()

    @rule()
    def report(self) -> None:
        """The screens tell what they show."""
        for screen, _ in self.screens:
            screen.listen()
            assert screen.state
            screen.emit("shown", {"rev": screen.state["rev"]})

    @rule(seconds=st.sampled_from([0.01, 0.1, 0.25, 1.0, 5.0]))
    def broadcast(self, seconds: float) -> None:
        """A moment passes, and the broadcaster makes its round."""
        self._pass(seconds)
        self.broadcaster.turn()

    @rule(minutes=st.sampled_from([1, 20, 150, 840, -10]))
    def pass_time(self, minutes: int) -> None:
        """Time goes by; the wall clock may be set back too."""
        self.clock.advance(minutes=minutes)
        self.seconds += abs(minutes) * 60.0

    @rule()
    def compare(self) -> None:
        """Within a second and a bit everybody shows what is so."""
        self._pass(1.1)
        self.broadcaster.turn()
        fresh: dict[tuple[str, ...], State | None] = {}
        for screen, auth in self.screens:
            screen.listen()
            name = (screen.space, auth.get("location") or auth["token"])
            if name not in fresh:
                fresh[name] = self._fresh(screen.space, auth)
            assert screen.state
            # A phone that was there before its ticket died keeps what it had; nobody learns it anew.
            assert fresh[name] is None or _shown(screen.state) == fresh[name]

    def teardown(self) -> None:
        """However it ends, it ends in agreement."""
        self.compare()
        for screen, _ in self.screens:
            screen.leave()
        self.other.database.close()
        self.site.world.database.close()

    def _come(self, space: Space, auth: dict[str, str]) -> None:
        screen = Screen(self.site.inloop, space, auth)
        if screen.connected:
            self.screens.append((screen, auth))
        else:
            self._must_be_dead(space, screen, auth)

    def _must_be_dead(self, space: str, screen: Screen, auth: dict[str, str]) -> None:
        """Only a ticket is ever refused here: one whose visit is closed and whose day is over."""
        assert isinstance(screen.refused, dict)
        assert (space, screen.refused["data"]) == (Space.TICKET, {"code": "unknown_ticket"})
        with self.site.world.database.read() as session:
            ticket = find_by_token(session, auth["token"])
            assert is_dead(head_of(session, ticket.location_id, self.clock.now()), ticket)
        assert self.coordinator.get(f"/api/v1/tickets/{auth['token']}").status_code == 404

    def _fresh(self, space: str, auth: dict[str, str]) -> State | None:
        """What a screen that comes in now gets, by socket and by HTTP alike; None for a dead ticket."""
        screen = Screen(
            self.site.inloop, space, auth if space == Space.TICKET else auth | {"token": self.secret}
        )
        if not screen.connected:
            self._must_be_dead(space, screen, auth)
            return None
        screen.leave()
        assert screen.state
        if space != Space.TICKET:
            path = f"/api/v1/locations/{auth['location']}/{READ[Space(space)]}"
            assert self.coordinator.get(path).get_json() == screen.state
        return _shown(screen.state)

    def _pass(self, seconds: float) -> None:
        self.seconds += seconds
        self.clock.advance(seconds=seconds)


def _shown(state: State) -> State:
    """What a screen shows of a state; which revision devices show is not pushed, the console asks for it."""
    shown = {name: state[name] for name in ("epoch", "rev", "view")}
    devices = [device | {"shown_rev": None} for device in shown["view"].get("devices", ())]
    return shown | {"view": shown["view"] | ({"devices": devices} if devices else {})}
