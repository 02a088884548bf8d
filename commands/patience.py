"""Waits for the body of a request for so long and no longer; gunicorn 27.0.1 waits without an end."""

import socket
from contextlib import suppress
from time import monotonic
from typing import Any

from gevent import Timeout
from werkzeug.exceptions import RequestTimeout

BODY_SECONDS = 15.0
SLOWEST_BYTES = 20_000
"""A second more for each so many bytes that came: a picture of some megabytes also comes over a bad line."""


class PatientApp:
    """An application that waits for a body for so long and no longer.

    Args:
        inner: the application.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Serve a request."""
        environ["wsgi.input"] = _Body(environ["wsgi.input"], environ.get("gunicorn.socket"))
        return self._inner(environ, start_response)


class _Body:
    def __init__(self, raw: Any, connection: Any) -> None:
        self._raw = raw
        self._connection = connection
        self._left = BODY_SECONDS

    def read(self, size: int = -1) -> bytes:
        return self._within("read", size)

    def readline(self, size: int = -1) -> bytes:
        return self._within("readline", size)

    def _within(self, how: str, size: int) -> bytes:
        began = monotonic()
        try:
            with Timeout(max(0.001, self._left), RequestTimeout("the body did not come")):
                data: bytes = getattr(self._raw, how)(size)
        except RequestTimeout:
            with suppress(OSError):  # what may still come is not the next request
                self._connection.shutdown(socket.SHUT_RD)
            raise
        self._left += len(data) / SLOWEST_BYTES - (monotonic() - began)
        return data
