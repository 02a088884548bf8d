"""Where a request comes from: our own pages, and this very machine."""

from urllib.parse import urlsplit

from flask import request

from realtime.browser import from_here
from web.services import services


def same_origin() -> bool:
    """Whether a changing request was made by one of our own pages.

    Browsers send `Origin` with every POST; a client that is no browser sends none, and carries no
    cookie that it did not mean to send. Behind a proxy that speaks TLS our pages come from the
    configured address.
    """
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin in {request.host_url.rstrip("/"), _configured_origin()}
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def _configured_origin() -> str:
    parts = urlsplit(services().settings.base_url or "")
    return f"{parts.scheme}://{parts.netloc}"


def is_here() -> bool:
    """Whether the request was typed at this machine itself.

    Through a proxy everybody seems to come from here, so any sign of one, or any other name than this
    machine's own in the address, says no. An https address is such a sign: we speak no TLS ourselves.
    """
    return from_here() and not _configured_origin().startswith("https:")
