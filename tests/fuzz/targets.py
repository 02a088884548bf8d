"""All parsers of outside bytes, by name; each is loaded when it is asked for."""

from importlib import import_module

from tests.fuzz.target import Target

HOUSES = {
    "of_files": (
        *("region-file", "settings-file", "setting", "secret-file", "passphrase-file", "facts", "audit-mark"),
        *("translation", "ticket-layout", "logo", "logo-text", "picture"),
    ),
    "of_backups": (
        *("backup-head", "backup-lock", "backup-packed", "backup-lines", "backup-rows", "backup-state"),
    ),
    "of_printers": (
        *("printer-status", "printer-confirmation", "printer-cleared", "printer-stream", "printer-job"),
        *("printer-text", "printer-address"),
    ),
    "of_sockets": ("socket-packet", "socket-report"),
    "of_identity": (
        *("oidc-token", "oidc-claims", "oidc-discovery", "oidc-keys", "oidc-attempt", "oidc-groups"),
        *("push-subscription", "push-answer"),
    ),
    "of_requests": ("request", "headers"),
}
"""The targets of each module, in its order."""
NAMES = tuple(name for names in HOUSES.values() for name in names)


def target_of(name: str) -> Target:
    """The target of that name."""
    house = next(house for house, names in HOUSES.items() if name in names)
    found: tuple[Target, ...] = import_module(f"tests.fuzz.{house}").targets()
    return next(target for target in found if target.name == name)
