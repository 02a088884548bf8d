"""python-escpos 3.1, imported without its effects on logging and on the temporary folder.

The only module that touches it. No job goes through it: our own bytes are held equal to what it sends, and
our own lines know a deadline, a short write and an answer that is none. Knows nothing of jobs.
"""

import importlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

_PICKLE_VARIABLE = "ESCPOS_CAPABILITIES_PICKLE_DIR"


def use_cache(folder: Path) -> None:
    """Say where python-escpos may keep its pickle, before anything imports it.

    Left alone, it makes a new folder under /tmp in every process and leaves it there.

    Args:
        folder: made if needed, readable for this user only, because what lies in it is unpickled.

    Raises:
        OSError: the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    os.environ[_PICKLE_VARIABLE] = str(folder)


def printer_classes() -> ModuleType:
    """The module `escpos.printer`, imported at first use and without its effect on logging."""
    with _logging_untouched():
        return importlib.import_module("escpos.printer")


@contextmanager
def _logging_untouched() -> Iterator[None]:
    # Version 3.1 calls logging.basicConfig() when imported, and logging.info() when it opens or closes; each
    # puts a handler on the root logger if there is none.
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        yield
    finally:
        for handler in [added for added in root.handlers if added not in handlers]:
            root.removeHandler(handler)
        root.setLevel(level)
