"""The speech of the running application, and where an installation keeps its voices and recordings."""

from pathlib import Path
from typing import cast

from flask import current_app

from config.settings import Settings
from web.services import services
from web.speech.speech import Speech

_KEY = "inloop_speech"


def speech_folder(settings: Settings) -> Path:
    """Where `recorded`, `voices` and `cache` are."""
    return settings.data_dir / "speech"


def speech() -> Speech:
    """The same for every request of an application; one that is put in its extensions before is kept."""
    extensions = current_app.extensions
    if _KEY not in extensions:
        extensions.setdefault(_KEY, Speech(speech_folder(services().settings)))
    return cast("Speech", extensions[_KEY])


def use_speech(extensions: dict[str, object], chosen: Speech) -> None:
    """Let an application with these extensions speak by *chosen*."""
    extensions[_KEY] = chosen
