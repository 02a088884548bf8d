"""All printers that this process serves: a worker for each, as the locations are set up at the moment.

Two locations with the same address share a printer, and so a worker. In another process the right to a
printer may be held; then this one stands by.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from config.address import base_url
from config.settings import Settings
from models.clock import Clock
from models.database import Database
from models.hold import Hold
from models.printing.spool import Place
from models.tables import Ticket
from models.views.place import location_heads
from printer.address import parse_address
from printer.transport import open_transport
from printer.worker import ASK_EVERY_SECONDS, Paper, PrintWorker
from web.printing.spool import DatabaseSpool

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0
"""How soon a job is seen that another process put on the list."""
_STOP_SECONDS = 5.0


@dataclass(frozen=True)
class Device:
    """A printer by what makes it this one: its address and the width of its paper in dots."""

    address: str
    width: int


@dataclass
class _Served:
    places: tuple[Place, ...]
    hold: Hold
    worker: PrintWorker | None = None


class PrinterHouse:
    """The printers of this process.

    Args:
        settings: whose printer is that of every location without its own.
        database: where jobs and printers are.
        clock: what time it is.
        mark: tells screens that a location's log has grown.
        offload: runs what would hold an event loop.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        clock: Clock,
        mark: Callable[[str], None],
        offload: Callable[[Callable[[], Any]], Any],
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._mark = mark
        self._offload = offload
        self._served: dict[Device, _Served] = {}
        self._changed, self._ended = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serve the printers, in threads of their own, from now on."""
        self._ended.clear()
        self._thread = threading.Thread(target=self._run, name="printers", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the jobs under way end, and serve nobody any more."""
        self._ended.set()
        self._changed.set()
        if self._thread is not None:
            self._thread.join(_STOP_SECONDS)
        while self._served:
            self._leave(self._served.popitem()[1])

    def wake(self) -> None:
        """There may be a new job or another printer; from any thread, at once."""
        self._changed.set()
        for served in list(self._served.values()):
            if served.worker is not None:
                served.worker.wake()

    def work_off(self) -> None:
        """Print everything on the list in the caller's thread; for a process that serves nobody."""
        for device, places in self._wanted().items():
            self._worker(device, places).work_off()

    def check(self) -> None:
        """Ask every printer how it is, in the caller's thread; for a process that serves nobody."""
        for device, places in self._wanted().items():
            self._worker(device, places).check()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._changed.clear()
            try:
                self.keep()
            except SQLAlchemyError:
                log.warning("the database does not say which printers there are; asking again")
            except Exception:
                # The edge of the loop: no fault of one printer may end the others.
                log.exception("the printers could not be set up; trying again")
            self._changed.wait(ASK_EVERY_SECONDS)

    def keep(self) -> None:
        """Begin to serve what is new, leave what is gone or held by another process."""
        wanted = self._wanted()
        for device in [known for known, served in self._served.items() if wanted.get(known) != served.places]:
            self._leave(self._served.pop(device))
        for device, places in wanted.items():
            served = self._served.setdefault(device, _Served(places, Hold(self._database, str(device))))
            if not served.hold.mine():
                self._leave(served)
            elif served.worker is None:
                served.worker = self._worker(device, places)
                served.worker.start()

    def _leave(self, served: _Served) -> None:
        worker, served.worker = served.worker, None
        if worker is not None:
            worker.stop(_STOP_SECONDS)
        served.hold.give_up()

    def _wanted(self) -> Mapping[Device, tuple[Place, ...]]:
        found: dict[Device, tuple[Place, ...]] = {}
        with self._database.read() as session:
            heads = location_heads(session, self._now())
        for head in heads:
            for item in head.setup.printers:
                device = Device(
                    item.address or self._settings.printer, item.width or self._settings.printer_width
                )
                found[device] = (*found.get(device, ()), (head.setup.id, item.id))
        return found

    def _worker(self, device: Device, places: tuple[Place, ...]) -> PrintWorker:
        spool = DatabaseSpool(self._database, self._clock, places, device.address, self._link, self._mark)
        unclean = spool.recover() > 0
        address = parse_address(device.address)
        transport = open_transport(address, self._settings.data_dir, device.width, unclean=unclean)
        every = ASK_EVERY_SECONDS if self._database.is_sqlite else LOOK_EVERY_SECONDS
        paper = Paper(device.width, address.manner.text, address.manner.strip_rows)
        return PrintWorker(transport, spool, paper, self._offload, look_every=every)

    def _link(self, ticket: Ticket) -> str:
        return f"{base_url(self._settings)}/t/{ticket.token}"

    def _now(self) -> datetime:
        return self._clock.now()
