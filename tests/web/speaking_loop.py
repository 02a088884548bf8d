"""Asks a program that hangs for a clip under gevent, and counts what else the loop did meanwhile."""

from gevent import monkey

monkey.patch_all()

import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from tests.web.speaking import HANGING  # noqa: E402
from web.speech.phrase import Part, Phrase  # noqa: E402
from web.speech.speech import Speech  # noqa: E402


def main() -> None:
    """Print what was said and how many beats of ten milliseconds passed in a second of waiting."""
    beats = 0

    def beat() -> None:
        nonlocal beats
        while True:
            gevent.sleep(0.01)
            beats += 1

    heart = gevent.spawn(beat)
    with tempfile.TemporaryDirectory() as folder:
        said = Speech(Path(folder), HANGING, patience=1.5).say(Phrase("nl", "text/x", (Part("Welkom"),)))
    heart.kill()
    print(said, beats)  # noqa: T201


if __name__ == "__main__":
    main()
