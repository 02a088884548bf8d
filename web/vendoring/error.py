"""The one kind of failure that the command line turns into a line of text."""


class VendoringError(Exception):
    """Something outside the code is not as it has to be; the message says what and, if known, the remedy."""
