"""A printer on USB, a serial line or a device file: every byte written, before a deadline.

These do not say how they are yet, so the best verdict is "sent". Knows nothing of tickets.
"""

import logging
import time
from collections.abc import Callable

from printer.address import FileAddress, SerialAddress, UsbAddress
from printer.escpos_border import Device, open_device
from printer.outcome import PrinterAway, Readiness, Reason, Verdict

logger = logging.getLogger(__name__)

_CHUNK = 4096
_GRACE_SECONDS = 5.0
_BYTES_PER_SECOND = 4000.0
# Start and stop bit beside eight bits of data, and a printer that halts the line a third of the time.
_BITS_PER_BYTE = 15

WiredAddress = UsbAddress | SerialAddress | FileAddress


def seconds_for(address: WiredAddress, count: int) -> float:
    """How long a job of so many bytes may take on such a cable."""
    rate = address.baud / _BITS_PER_BYTE if isinstance(address, SerialAddress) else _BYTES_PER_SECOND
    return _GRACE_SECONDS + count / rate


class WiredTransport:
    """Jobs to one printer on a cable.

    Args:
        address: where it is.
        opener: opens it; another one for tests.
        patience: seconds that a job of so many bytes may take; another one for tests.
    """

    blocks = True

    def __init__(
        self,
        address: WiredAddress,
        opener: Callable[[WiredAddress], Device] = open_device,
        patience: Callable[[WiredAddress, int], float] = seconds_for,
    ) -> None:
        self._address = address
        self._opener = opener
        self._patience = patience

    def check(self) -> Readiness:
        """Look whether the device is there, without claiming one that others may be using.

        Raises:
            PrinterAway: the device file does not exist. A USB device is looked for only when there is a job.
        """
        if not isinstance(self._address, UsbAddress) and not self._address.device.exists():
            raise PrinterAway(Reason.NOT_FOUND, str(self._address.device))
        return Readiness()

    def send(self, job: bytes, label: str) -> Verdict:
        """Write one job.

        Args:
            job: bytes that end with a cut.
            label: number of the ticket, for the log.

        Returns:
            SENT when all bytes were taken, UNKNOWN when only some were.

        Raises:
            PrinterAway: the device is not there or took nothing.
        """
        device = self._opener(self._address)
        try:
            taken = self._write(device, job)
        finally:
            device.close()
        if taken == len(job):
            return Verdict.SENT
        logger.warning("ticket %s: the printer took %d of %d bytes", label, taken, len(job))
        return Verdict.UNKNOWN

    def _write(self, device: Device, job: bytes) -> int:
        deadline = time.monotonic() + self._patience(self._address, len(job))
        taken = 0
        trouble: OSError | None = None
        while taken < len(job) and trouble is None and (left := deadline - time.monotonic()) > 0:
            try:
                taken += device.write(job[taken : taken + _CHUNK], left)
            except OSError as error:
                trouble = error
        if not taken:
            raise PrinterAway(Reason.NOT_TAKING, str(trouble or "no byte in time")) from trouble
        return taken
