"""A printer on a serial line.

Knows how the line is set up, through pyserial, whose own `write` is not used: at a time-out it does not say
how many bytes were taken. Knows nothing of what goes through.
"""

import importlib
import time
from contextlib import suppress
from typing import Any

from printer.address import Flow, SerialAddress
from printer.channel import Deadline, DescriptorChannel, not_opened

# Start and stop bit beside eight bits of data, and a printer that halts the line a third of the time.
_BITS_PER_BYTE = 15
_LOOK_AGAIN = 0.01


def bytes_per_second(baud: int) -> float:
    """The slowest that a living printer takes bytes at so many bits per second."""
    return baud / _BITS_PER_BYTE


class SerialChannel(DescriptorChannel):
    """An open serial line, eight bits, no parity, one stop bit."""

    def __init__(self, port: Any) -> None:
        super().__init__(port.fileno(), readable=True)
        self._port = port

    def finish(self, seconds: float) -> bool:
        """Wait until the line's own buffer is empty."""
        deadline = Deadline(seconds)
        try:
            while self._port.out_waiting:
                if not deadline.left:
                    return False
                time.sleep(min(_LOOK_AGAIN, deadline.left))
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Close the line. Left alone, the kernel waits half a minute for bytes that nobody takes."""
        with suppress(OSError):
            if self._port.out_waiting:
                self._port.reset_output_buffer()
        with suppress(OSError):
            self._port.close()


def open_serial(address: SerialAddress) -> SerialChannel:
    """Open a serial line for this process alone.

    Args:
        address: where it is and how fast. Only the flow control it asks for is used: a cable that does not
            carry the printer's "ready" would hold every byte back.

    Raises:
        PrinterAway: it is not there, is in use, or this account may not use it.
    """
    try:
        port = importlib.import_module("serial").Serial(
            str(address.device),
            address.baud,
            timeout=0,
            dsrdtr=False,
            rtscts=address.flow is Flow.RTS,
            xonxoff=address.flow is Flow.XON,
            exclusive=True,
        )
    except OSError as error:
        raise not_opened(error) from error
    return SerialChannel(port)
