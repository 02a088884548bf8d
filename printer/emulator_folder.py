"""Paper of the emulated printer as files: a picture for what was drawn, text for what was typed.

Knows the folder, nothing of connections.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from printer.decoder import decode
from printer.emulator import Sheet

_DOTS_PER_INCH = (203, 203)


class PaperFolder:
    """Pieces of paper into a folder, which is made if needed.

    Args:
        folder: where to.
        width: of the paper in dots.
        utc_now: the time of day in UTC.
        tell: told the path of each file.
    """

    def __init__(
        self, folder: Path, width: int, utc_now: Callable[[], datetime], tell: Callable[[Path], None]
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._width = width
        self._utc_now = utc_now
        self._tell = tell
        self._count = 0

    def keep(self, sheet: Sheet) -> None:
        """Write one piece of paper: `.png` for dots; `.bin`, and `.txt` in code page 858, for text.

        Raises:
            OSError: the folder cannot be written.
        """
        self._count += 1
        half = "" if sheet.cut else "-half"
        stem = self._folder / f"{self._utc_now():%Y%m%dT%H%M%SZ}-{self._count:04d}{half}"
        if sheet.rows:
            path = stem.with_suffix(".png")
            (picture,) = decode(sheet.job, self._width)
            picture.save(path, format="PNG", dpi=_DOTS_PER_INCH)
            self._tell(path)
        if sheet.text:
            stem.with_suffix(".bin").write_bytes(sheet.text)
            path = stem.with_suffix(".txt")
            path.write_text(sheet.text.decode("cp858"), encoding="utf-8")
            self._tell(path)
