"""What a kiosk needs to go on without the server: the script that keeps its page, and the coming days.

Knows which files the page consists of; what is done with them is in `service_worker.js` (docs/offline.md).
"""

import json
from typing import Any

from flask import Blueprint, Response, current_app

from models.views.days import coming_days
from web.access import ANYONE, who_may
from web.assets import FOLDERS
from web.page import head_at
from web.services import services

blueprint = Blueprint("kiosk_shell", __name__, url_prefix="/kiosk")

_FACES = ("web", "kiosk")
"""Whose static files a kiosk may load; those of the other faces it never needs."""
_NOT_SHOWN = frozenset({".json", ".txt"})
"""Manifests and licences, for people and for checks."""


def _files() -> list[str]:
    """Names of the static files that make a kiosk whole."""
    folders = [folder for folder in FOLDERS if folder.parent.name in _FACES]
    names = {
        path.relative_to(folder).as_posix()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in _NOT_SHOWN
    }
    return sorted(names)


_FILES = _files()
"""Looked up when the server starts, like the version that their addresses carry."""

_WORKER = """\
import {{ serve }} from "{prefix}kiosk/service_worker.js";
serve({shell});
"""


@blueprint.get("/service-worker.js")
@who_may(ANYONE)
def service_worker() -> Response:
    """The service worker of all kiosks of this server; another text when any of the files is another.

    It lies above the kiosks' pages, because a worker serves what is below its own address, and is asked for
    anew each time, because an old one would go on with old files.
    """
    prefix: str = current_app.jinja_env.globals["asset"]("")  # type: ignore[operator]
    shell = {"prefix": prefix, "files": [prefix + name for name in _FILES]}
    response = Response(_WORKER.format(prefix=prefix, shell=json.dumps(shell)), mimetype="text/javascript")  # nosec B604 # a name in a text, no process
    response.cache_control.no_cache = True
    return response


@blueprint.get("/<location>/days")
@who_may(ANYONE)
def days(location: str) -> dict[str, Any]:
    """The coming business days with their opening hours, which hang on the door for everybody.

    Raises:
        Refusal: `unknown_location`.
    """
    hours = head_at(location).setup.hours
    return {"days": coming_days(hours, services().clock.now())}
