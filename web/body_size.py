"""No body that is too large, or does not say how large it is, gets to an endpoint; nothing of it is read."""

from collections.abc import Callable
from typing import Any

from flask import Flask, abort, request

LARGEST_BODY = 64 * 1024
"""Bytes; the longest thing anybody sends, but for a picture, is a note of a few sentences."""

_LARGEST = "inloop_largest"


def takes_up_to(view: Callable[..., Any], size: int) -> None:
    """Declare that an endpoint takes larger bodies than others.

    Args:
        view: the endpoint.
        size: in bytes.
    """
    setattr(view, _LARGEST, size)


def largest_of(view: Callable[..., Any] | None) -> int:
    """Bytes that an endpoint takes at most."""
    return int(getattr(view, _LARGEST, LARGEST_BODY))


def limit_bodies(app: Flask) -> None:
    """Refuse, at every endpoint of *app*, what is too large or of unknown length.

    Werkzeug 3.1.9 reads of a body in chunks as much as is allowed and takes that for the whole.
    """
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @app.before_request
    def _refuse() -> None:
        size = largest_of(app.view_functions.get(request.endpoint or ""))
        request.max_content_length = size
        if "Transfer-Encoding" in request.headers:
            abort(411, "a body must say how long it is, in Content-Length")
        if request.content_length is not None and request.content_length > size:
            abort(413)
