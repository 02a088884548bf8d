"""The demonstration: simulated visitors and guides on the training location of a running server."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.exc import SQLAlchemyError

from models.setup import Setup
from models.simulation.floor import Crew, Floor
from models.simulation.pace import LIVELY
from models.views.place import location_heads
from web.services import Services

log = logging.getLogger(__name__)

GUIDES = ("Samira (demo)", "Bram (demo)", "Yusuf (demo)")
EARLY = 7
"""Visitors who stand at the door when it opens, so that every screen has something to show at once."""

_MORNING = timedelta(hours=4)


def play(services: Services) -> None:
    """Play one lively morning after another until the process ends.

    The first desk stays free for whoever tries the console.
    """
    location = _training_location(services)
    desks = list(location.desk_names)[1:]
    crew = Crew(dict(zip(GUIDES, desks, strict=False)))
    floor = Floor(
        services.database,
        location.id,
        crew,
        LIVELY,
        Random(),  # noqa: S311  # nosec B311 # chance, not a secret
        lambda: services.broadcaster.mark(location.id),
    )
    while True:
        begun = services.clock.now()
        try:
            floor.play(begun, begun + _MORNING, _sleeper(services), EARLY)
        except SQLAlchemyError:
            log.exception("the demonstration stumbled and begins again")
            time.sleep(5)


def _sleeper(services: Services) -> Callable[[datetime], bool]:
    """Lets real time pass, on a clock that cannot jump."""
    offset = services.clock.now().timestamp() - time.monotonic()

    def wait_until(moment: datetime) -> bool:
        time.sleep(max(0.0, moment.timestamp() - offset - time.monotonic()))
        return True

    return wait_until


def _training_location(services: Services) -> Setup:
    """The location for training, or else the first."""
    with services.database.read() as session:
        setups = [head.setup for head in location_heads(session, services.clock.now())]
    return next((setup for setup in setups if setup.location.training), setups[0])
