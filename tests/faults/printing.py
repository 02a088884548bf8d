"""A process that prints what is on the list, to be killed in the middle of it."""

import sys
from pathlib import Path

from config.settings import Settings
from models.clock import SystemClock
from models.database import Database
from web.printing.house import PrinterHouse


def main(url: str, folder: Path, printer: str) -> None:
    """Print until killed; a line for each time when nothing is left."""
    database = Database(url)
    settings = Settings(data_dir=folder, base_url="http://inloop.test", printer=printer)
    house = PrinterHouse(settings, database, SystemClock(), lambda _location: None, lambda work: work())
    house.start()
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
