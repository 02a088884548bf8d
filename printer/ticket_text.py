"""What stands on one ticket, as plain, already translated text.

Knows no catalogue, no database and no printer: whoever wants a ticket fills this in; only this is drawn.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class TicketText:
    """Every line of one ticket, in the visitor's language unless said otherwise.

    Args:
        language: BCP 47 tag of the visitor's language; it chooses the letter forms of a script.
        rtl: whether that language is written from right to left; the whole ticket is mirrored then.
        organisation: whose ticket it is, `Werkcentrum Zuid-Holland Centraal`.
        location: where the visitor is, `Stadshart Zoetermeer`.
        label: the number, `A07`; the loudest thing on the paper.
        question: name of the question type.
        issued: day and time in words.
        ahead: how many are before the visitor.
        instruction: what to do now and what happens next.
        qr_url: what the QR code holds: the address of the visitor's own page.
        qr_hint: what the QR code is for.
        footer: a last line in small print, empty for none.
        second: the same in the language of the house when the visitor's is another: first the question name,
            which tells a guide what the visitor came for and stands under the translated one; further lines
            stand where the layout names `second` again, at the end of the usual ticket.
        wait: how long it may take, in words, empty when that is not known.
        mark: what makes this paper no ordinary ticket, `Opnieuw geprint (kopie 2)`; in a box at the top.
            Each line of it stands on a line of its own: the house's language below the visitor's.
    """

    language: str
    rtl: bool
    organisation: str
    location: str
    label: str
    question: str
    issued: str
    ahead: str
    instruction: str
    qr_url: str
    qr_hint: str
    footer: str = ""
    second: tuple[str, ...] = ()
    wait: str = ""
    mark: str = ""
