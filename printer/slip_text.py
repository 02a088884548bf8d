"""What stands on a slip that is not a ticket, as plain, already translated text: a referral, for one.

Knows no catalogue, no database and no printer: whoever wants a slip fills this in; only this is drawn.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class SlipLine:
    """One thing that a slip tells.

    Args:
        text: what it says.
        label: what that is, in small print above it; empty for none.
        strong: whether it is what a reader looks for first.
    """

    text: str
    label: str = ""
    strong: bool = False


@dataclass(frozen=True)
class SlipText:
    """Every line of one slip, in the visitor's language unless said otherwise.

    Args:
        language: BCP 47 tag of the visitor's language; it chooses the letter forms of a script.
        rtl: whether that language is written from right to left; the whole slip is mirrored then.
        title: what the slip is.
        lines: what it tells, under each other.
        qr_url: what the QR code holds, empty for no code.
        qr_hint: what the QR code is for.
        mark: what makes this paper no ordinary slip, as on a ticket; empty for none.
        organisation: whose slip it is.
        location: where it was given.
        issued: day and time in words.
        footer: a last line in small print.
        second: the title in the language of the house when the visitor's is another, then further lines in
            that language for the end.
    """

    language: str
    rtl: bool
    title: str
    lines: tuple[SlipLine, ...] = ()
    qr_url: str = ""
    qr_hint: str = ""
    mark: str = ""
    organisation: str = ""
    location: str = ""
    issued: str = ""
    footer: str = ""
    second: tuple[str, ...] = ()
