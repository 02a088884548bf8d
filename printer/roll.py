"""Whether the roll is nearly at its end, told once for each roll however often the sensor wavers."""

from printer.outcome import Reason

_STEADY = 3
"""So many answers in a row make a new roll believed; near the end, the sensor says now this, now that."""
_OPENED = frozenset({Reason.COVER_OPEN, Reason.PAPER_OUT})


class Roll:
    """The roll in one printer."""

    def __init__(self) -> None:
        self.low = False
        self._opened = False
        self._fine = 0

    def seen(self, low: bool | None) -> None:
        """Take in what a printer that can print said of its roll; None when it never says."""
        if low is None:
            return
        self._fine = 0 if low else self._fine + 1
        if low or self._opened or self._fine >= _STEADY:
            self.low = low
        self._opened = False

    def away(self, reason: Reason) -> None:
        """Take in why it could not print: with the cover open, somebody may change the roll."""
        self._opened = self._opened or reason in _OPENED
