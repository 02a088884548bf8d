"""A broadcaster with everything round it in the test's hands: who listens, what is sent, what time it is."""

from dataclasses import dataclass, field
from typing import Any

from models.configuration import load_region
from models.database import Database
from models.region_file import read_region
from realtime.broadcaster import Broadcaster
from realtime.contract import Event, Space
from realtime.screens import Screens
from tests.cast import REGION, World


@dataclass(frozen=True)
class Sent:
    """One payload on its way to a room."""

    event: str
    space: Space
    room: str
    payload: dict[str, Any]


@dataclass
class Studio:
    """The broadcaster of one process."""

    world: World
    screens: Screens = field(default_factory=Screens)
    sent: list[Sent] = field(default_factory=list)
    seconds: float = 1000.0
    """The clock that never jumps."""

    def __post_init__(self) -> None:
        """Put the broadcaster together."""
        self.broadcaster = Broadcaster(
            self.world.database, self.world.clock, self.screens, self._emit, lambda: self.seconds
        )

    def _emit(self, event: str, payload: Any, *, to: str, namespace: str) -> None:
        self.sent.append(Sent(event, Space(namespace), to, payload))

    def listen(self, space: Space, location: str = "plein", ticket: int | None = None) -> None:
        """A screen joins."""
        self.screens.joined(f"sid {space} {location} {ticket}", space, location, ticket)

    def leave(self, space: Space, location: str = "plein", ticket: int | None = None) -> None:
        """That screen is gone."""
        self.screens.left(f"sid {space} {location} {ticket}", space)

    def turn(self, after: float = 0.0) -> list[Sent]:
        """Let *after* seconds pass on both clocks, then one round; what it sent."""
        self.seconds += after
        self.world.clock.advance(seconds=after)
        before = len(self.sent)
        self.broadcaster.turn()
        return self.sent[before:]

    def die(self) -> None:
        """What is held of the database ends, as it does with a process."""
        self.broadcaster._keeper._eraser.give_up()

    def quiet(self) -> None:
        """Get over the first round, in which everything is new."""
        self.turn()
        self.turn(0.3)
        self.sent.clear()

    def issue(self, location: str = "plein") -> None:
        """A ticket, and the mark of the process that gave it."""
        self.world.issue(location)
        self.broadcaster.mark(location)


def states(sent: list[Sent], space: Space | None = None) -> list[Sent]:
    """The whole views among what was sent."""
    return [item for item in sent if item.event == Event.STATE and space in {None, item.space}]


def beats(sent: list[Sent]) -> list[Sent]:
    """The heartbeats among what was sent."""
    return [item for item in sent if item.event == Event.HEARTBEAT]


def other_process(world: World) -> World:
    """The same database and clock as another process of Inloop has them; close its database afterwards."""
    return World(Database(world.database.url.render_as_string(hide_password=False)), world.clock)


def retire(world: World, location: str) -> None:
    """Load a region file in which *location* is no more."""
    parts = REGION.split("[[location]]")
    text = "[[location]]".join(part for part in parts if f'id = "{location}"' not in part)
    now = world.clock.now()
    world.database.run(lambda session: load_region(session, read_region(text), "test", now))
