"""Screens that keep up: Socket.IO, who listens to what, and the broadcaster that follows the log.

python-socketio 5.18 loads the whole of redis-py, its asyncio half included, for a message queue that we
do not use, and python-engineio 4.15 loads requests for its clients. Hiding both for that moment saves
memory and more than half a second at each start; hint.py and web/oidc load them where they are wanted.
"""

import sys

_HIDDEN = {"redis", "requests"} - set(sys.modules)

for _name in _HIDDEN:
    sys.modules[_name] = None  # type: ignore[assignment]  # how Python is told that a module is not there
try:
    import socketio  # noqa: F401  (only for its effect)
finally:
    for _name in _HIDDEN:
        del sys.modules[_name]
