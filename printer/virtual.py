"""A printer that is a folder: every job becomes a PNG, read back from the bytes a real printer would get.

Knows the folder and nothing of who looks into it.
"""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from printer.conversation import nothing
from printer.decoder import UndecodableError, decode
from printer.outcome import PrinterAway, Readiness, Reason, Verdict

logger = logging.getLogger(__name__)

FOLDER = "printed"
KEPT = 50
_DOTS_PER_INCH = (203, 203)


def printed_pictures(data_dir: Path) -> list[Path]:
    """Pictures of the last tickets printed virtually, newest first; empty when there are none.

    Args:
        data_dir: the folder given to `open_transport`.
    """
    return sorted((data_dir / FOLDER).glob("*.png"), reverse=True)


class VirtualTransport:
    """Jobs into `<data_dir>/printed/<UTC time>-<label>.png`, of which the newest fifty stay.

    Args:
        data_dir: the folder that this installation may write to.
        width: of the paper in dots.
        utc_now: the time of day in UTC.
    """

    blocks = True

    def __init__(self, data_dir: Path, width: int, utc_now: Callable[[], datetime]) -> None:
        self._data_dir = data_dir
        self._folder = data_dir / FOLDER
        self._width = width
        self._utc_now = utc_now

    def check(self) -> Readiness:
        """Make sure that the folder is there.

        Raises:
            PrinterAway: it cannot be made.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PrinterAway(Reason.FOLDER_NOT_WRITABLE, str(error)) from error
        return Readiness(paper_low=False)

    def send(self, job: bytes, label: str, begin: Callable[[], None] = nothing) -> Verdict:
        """Decode one job and keep its picture.

        Args:
            job: bytes that end with a cut.
            label: number of the ticket; characters that a file name should not have are left out.
            begin: called once, before anything is written and after the folder was found to be there.

        Returns:
            CONFIRMED, or FAILED when a printer would not understand the bytes.

        Raises:
            PrinterAway: the folder cannot be written.
        """
        self.check()
        begin()
        try:
            sheets = decode(job, self._width)
        except UndecodableError:
            logger.exception("ticket %s: a printer would not understand this job", label)
            return Verdict.FAILED
        stem = f"{self._utc_now():%Y%m%dT%H%M%S.%fZ}-{re.sub(r'[^A-Za-z0-9]', '', label) or 'ticket'}"
        # Written beside and renamed: whoever lists the folder never meets half a picture.
        draft = self._folder / f"{stem}.part"
        try:
            sheets[0].save(draft, format="PNG", dpi=_DOTS_PER_INCH)
            draft.replace(self._folder / f"{stem}.png")
            for old in printed_pictures(self._data_dir)[KEPT:]:
                old.unlink(missing_ok=True)
        except OSError as error:
            raise PrinterAway(Reason.FOLDER_NOT_WRITABLE, str(error)) from error
        return Verdict.CONFIRMED
