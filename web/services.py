"""What a running Inloop consists of, handed to the request handlers as one value."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from flask import current_app

from config.secret_key import secret_key
from config.settings import Settings
from models.access.principal import Principal
from models.access.vault import Vault
from models.clock import Clock
from models.database import Database
from realtime.broadcaster import Broadcaster
from realtime.screens import Screens
from web.limits import Limits
from web.printing.house import PrinterHouse
from web.promises import Promises
from web.push.house import PushHouse
from web.waits import Waits

if TYPE_CHECKING:
    from web.oidc.provider import Provider


@dataclass
class Services:
    """Everything a request may use."""

    settings: Settings
    database: Database
    clock: Clock
    screens: Screens
    broadcaster: Broadcaster
    printers: PrinterHouse
    push: PushHouse
    identify: Callable[[str], Principal | None]
    """Who holds a bearer token."""
    offload: Callable[[Callable[[], Any]], Any]
    """Runs what holds the processor (argon2, drawing) away from the loop, and waits for it."""
    limits: Limits = field(default_factory=Limits)
    """How often somebody may try what anybody may."""
    waits: Waits = field(init=False)
    """The public waiting times."""

    vault: Vault = field(init=False)
    """The installation's own secret at work."""
    promises: Promises = field(init=False)
    """How good the wait ranges were."""

    def __post_init__(self) -> None:
        self.vault = Vault(secret_key(self.settings))
        self.promises = Promises(self.database, self.offload)
        self.waits = Waits(self.database, self.clock)

    @cached_property
    def organisation(self) -> "Provider":
        """The organisation's sign-in; what talks to it is loaded only where one is set."""
        from web.oidc.provider import Provider

        return Provider(self.settings)


_KEY = "inloop"


def install(app_extensions: dict[str, object], services: Services) -> None:
    """Put *services* where `services()` finds them."""
    app_extensions[_KEY] = services


def services() -> Services:
    """The services of the running application."""
    return cast("Services", current_app.extensions[_KEY])
