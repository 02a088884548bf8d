"""What one process knows of the screens that are connected to it; nothing here outlives the process."""

from collections import Counter
from collections.abc import Callable
from threading import Lock

from models.access.device import Report
from models.access.principal import Proof
from realtime.contract import Space


class Screens:
    """What this process knows of the screens connected to it; nothing here outlives the process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._locations: Counter[tuple[Space, str]] = Counter()
        self._tickets: dict[str, Counter[int]] = {}
        self._members: dict[str, tuple[Space, str, int | None]] = {}
        self._reports: dict[int, Report] = {}
        self._devices: dict[tuple[str, Space], int] = {}
        self._proofs: dict[tuple[str, Space], tuple[Proof, str]] = {}
        self.hang_up: Callable[[str, Space], None] | None = None
        """Ends a connection; the server sets it."""

    def joined(self, sid: str, space: Space, location_id: str, ticket_id: int | None = None) -> None:
        """Note that a screen listens to a location, or to one ticket there."""
        with self._lock:
            self._members[f"{space}{sid}"] = (space, location_id, ticket_id)
            if ticket_id is None:
                self._locations[space, location_id] += 1
            else:
                self._tickets.setdefault(location_id, Counter())[ticket_id] += 1

    def left(self, sid: str, space: Space) -> None:
        """Note that a screen is gone."""
        with self._lock:
            self._devices.pop((sid, space), None)
            self._proofs.pop((sid, space), None)
            member = self._members.pop(f"{space}{sid}", None)
            if member is None:
                return
            _, location_id, ticket_id = member
            if ticket_id is None:
                self._locations[space, location_id] -= 1
            else:
                self._tickets[location_id][ticket_id] -= 1
                self._tickets[location_id] += Counter()  # drops what fell to zero

    def listening(self, space: Space, location_id: str) -> bool:
        """Whether any screen of that kind, or any phone, listens to the location."""
        if space is Space.TICKET:
            return bool(self._tickets.get(location_id))
        return self._locations[space, location_id] > 0

    def tickets(self, location_id: str) -> list[int]:
        """Tickets of the location that a phone follows."""
        with self._lock:
            return list(self._tickets.get(location_id, ()))

    def count(self) -> int:
        """How many screens and phones are connected."""
        return len(self._members)

    def is_device(self, sid: str, space: Space, device_id: int) -> None:
        """Note that a screen that joined is a device."""
        with self._lock:
            self._devices[sid, space] = device_id

    def device(self, sid: str, space: Space) -> int | None:
        """Which device a screen is, if it is one."""
        return self._devices.get((sid, space))

    def devices(self) -> set[int]:
        """The devices that are connected."""
        with self._lock:
            return set(self._devices.values())

    def let_in_by(self, sid: str, space: Space, proof: Proof, proven: str) -> None:
        """Note the session or token (by its hash) or the key (by its number) that a screen came in with."""
        with self._lock:
            self._proofs[sid, space] = proof, proven

    def let_in(self, proof: Proof) -> set[str]:
        """The sessions, the keys or the device tokens of the screens that are connected."""
        with self._lock:
            return {proven for kind, proven in self._proofs.values() if kind is proof}

    def cut(self, proof: Proof, ended: set[str]) -> None:
        """End every connection that came in with one of those sessions, keys or device tokens."""
        with self._lock:
            screens = [one for one, (kind, by) in self._proofs.items() if kind is proof and by in ended]
        self._end(screens)

    def drop(self, device_id: int) -> None:
        """End every connection of a device, and forget what it told."""
        with self._lock:
            ended = [screen for screen, device in self._devices.items() if device == device_id]
            self._reports.pop(device_id, None)
        self._end(ended)

    def _end(self, screens: list[tuple[str, Space]]) -> None:
        for sid, space in screens:
            if self.hang_up is not None:
                self.hang_up(sid, space)
            self.left(sid, space)

    def report(self, device_id: int, report: Report) -> None:
        """Remember what a device told, until the broadcaster stores it."""
        with self._lock:
            self._reports[device_id] = report

    def take_reports(self) -> dict[int, Report]:
        """Hand over what devices told since the last time."""
        with self._lock:
            reports, self._reports = self._reports, {}
            return reports
