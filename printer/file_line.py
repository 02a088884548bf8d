"""A printer behind a device file of the kernel, such as /dev/usb/lp0.

Knows how such a file is opened, nothing of what goes through it.
"""

import os

from printer.address import FileAddress
from printer.channel import DescriptorChannel, not_opened


def open_file(address: FileAddress) -> DescriptorChannel:
    """Open a device file without ever waiting for it; for reading too if the printer is to be asked.

    Args:
        address: where it is. The file must exist: a job must not make one under /dev.

    Raises:
        PrinterAway: it is not there, is in use, or this account may not use it.
    """
    readable = address.manner.answers
    way = (os.O_RDWR if readable else os.O_WRONLY) | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        return DescriptorChannel(os.open(address.device, way), readable=readable)
    except OSError as error:
        raise not_opened(error) from error
