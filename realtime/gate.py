"""Deny by default: a namespace says who may connect, a handler which event it hears; else nothing starts.

python-socketio 5.18.1 gives an event that a client names `connect` or `disconnect` to the handlers of those,
and Flask-SocketIO 5.7.0 any event to a method of its name. Here only declared events reach a handler.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask_socketio import Namespace, SocketIO

from realtime.contract import CLIENT_EVENTS, Event

F = TypeVar("F", bound=Callable[..., Any])

_HEARS = "inloop_hears"
_OF_THE_LIBRARY = frozenset({"connect", "disconnect"})
_PREFIX = "on_"


def heard(event: Event) -> Callable[[F], F]:
    """Declare that whoever was let in may say *event*, to this handler."""

    def declare(handler: F) -> F:
        setattr(handler, _HEARS, event)
        return handler

    return declare


class Gated(Namespace):  # type: ignore[misc]  # Flask-SocketIO ships no types
    """A namespace that hears what it declared."""

    @property
    def admits(self) -> object:
        """Who may connect, for a person to read; None, and it cannot be registered."""
        return None

    def trigger_event(self, event: str, *arguments: Any) -> Any:
        """Hand an event to its handler; what nobody declared is passed over."""
        if event in _OF_THE_LIBRARY:
            if self.server.manager.is_connected(arguments[0], self.namespace):
                return None  # a client said it: the library does while somebody comes or goes
        elif getattr(getattr(self, _PREFIX + event, None), _HEARS, None) != event:
            return None
        return super().trigger_event(event, *arguments)


def register(socketio: SocketIO, namespace: Gated) -> None:
    """Let clients knock at a namespace.

    Raises:
        RuntimeError: it does not say who may connect, or hears what no client may say.
    """
    if not namespace.admits:
        raise RuntimeError(f"{namespace.namespace} does not say who may connect")
    for name in dir(namespace):
        event = name.removeprefix(_PREFIX)
        if event == name or event in _OF_THE_LIBRARY:
            continue
        if getattr(getattr(namespace, name), _HEARS, None) != event or event not in CLIENT_EVENTS:
            raise RuntimeError(f"{namespace.namespace} does not say that clients may say {event!r}")
    socketio.on_namespace(namespace)
