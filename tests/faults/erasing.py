"""A process that does what time brings, as a server does, but without a second between: `URL SECONDS`.

It begins when its standard input ends, so that several can begin at one moment.
"""

import sys
import time

from models.clock import SystemClock
from models.database import Database
from realtime.keeper import Keeper
from realtime.screens import Screens

_PAUSE_SECONDS = 0.01


def main(url: str, seconds: float) -> None:
    """Keep for so long."""
    keeper = Keeper(Database(url), SystemClock(), Screens())
    sys.stdin.read()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        keeper.keep()
        time.sleep(_PAUSE_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
