"""Where a request comes from: our own pages, and this very machine."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from config.settings import Settings
from realtime.browser import from_here
from web.services import services

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


def same_origin() -> bool:
    """Whether a changing request was made by one of our own pages.

    Browsers send `Origin` with every POST; a client that is no browser sends none, and carries no
    cookie that it did not mean to send. Behind a proxy that speaks TLS our pages come from the
    configured address.
    """
    origin = request.headers.get("Origin")
    if origin is not None:
        return is_own_origin(origin, request.environ, services().settings)
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def is_own_origin(origin: str | None, environ: "WSGIEnvironment", settings: Settings) -> bool:
    """Whether *origin* is where our own pages come from; for requests and sockets alike.

    Args:
        origin: the header's value, None without one.
        environ: of the request, after `web.proxy` has put it right.
        settings: those in force.
    """
    try:
        asked = f"{environ['wsgi.url_scheme']}://{get_host(environ)}"
    except SecurityError:  # a Host that is no name of any host
        return False
    return origin in {asked, _configured_origin(settings)} - {""}


def _configured_origin(settings: Settings) -> str:
    parts = urlsplit(settings.base_url or "")
    return f"{parts.scheme}://{parts.netloc}" if settings.base_url else ""


def is_here() -> bool:
    """Whether the request was typed at this machine itself.

    Through a proxy everybody may seem to come from here, so any sign of one, or any other name than this
    machine's own in the address, says no. An https address is such a sign, unless we speak TLS ourselves.
    """
    settings = services().settings
    elsewhere = _configured_origin(settings).startswith("https:") and settings.tls_certificate is None
    return from_here() and not elsewhere
