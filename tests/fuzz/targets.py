"""All parsers of outside bytes, by name."""

from tests.fuzz import of_backups, of_files, of_identity, of_printers, of_requests, of_sockets
from tests.fuzz.target import Target

_READY = {
    target.name: target
    for house in (of_files, of_backups, of_printers, of_sockets, of_identity)
    for target in house.TARGETS
}
NAMES = (*_READY, *of_requests.NAMES)
"""Of every target, in the order of this house."""


def target_of(name: str) -> Target:
    """The target of that name."""
    return _READY[name] if name in _READY else of_requests.targets()[name]
