"""Screens that keep up: Socket.IO, who listens to what, and the broadcaster that follows the log.

python-socketio 5.18 loads the whole of redis-py, its asyncio half included, for a message queue that we
do not use. Hiding it for that moment saves 6 MB and a fifth of a second at each start; our own use of
Redis (hint.py) loads it where it is wanted.
"""

import sys

_HIDDEN = "redis"

if _HIDDEN not in sys.modules:
    sys.modules[_HIDDEN] = None  # type: ignore[assignment]  # how Python is told that a module is not there
    try:
        import socketio  # noqa: F401  (only for its effect)
    finally:
        del sys.modules[_HIDDEN]
