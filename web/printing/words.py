"""The words on paper, in the visitor's language and in that of the house. Knows no printer."""

from dataclasses import replace
from datetime import datetime

from babel.dates import format_date, format_time

from config.ticket import HOUSE_LANGUAGE
from models.printing.job import JobKind
from models.printing.spool import Wanted
from models.setup import Setup
from models.tables import Ticket
from models.views.head import Head
from models.views.shape import WaitRange
from printer.paper import PaperText
from printer.slip_text import SlipLine, SlipText
from printer.test_page import TestPage
from printer.ticket_text import TicketText
from web.waiting import wait_text
from web.words import Words, spoken, words_for

MARKS = ("For practice", "Printed again", "Copy for the guide")
"""What sets a paper apart from an ordinary ticket, as message ids."""


def paper_text(setup: Setup, job: Wanted, ahead: int, url: str, wait: WaitRange | None = None) -> PaperText:
    """What the paper of a ticket, or a slip, says.

    Args:
        setup: of the location.
        job: as it came from the list.
        ahead: how many wait before its ticket now.
        url: where the visitor follows the ticket; empty without a ticket.
        wait: how long it waits from now; None when nobody knows.
    """
    if job.ticket is None:
        lines = tuple(SlipLine(**line) for line in job.content.get("lines", ()))
        second = tuple(job.content.get("second", ()))
        return SlipText(**job.content | {"lines": lines, "second": second})
    ahead = int(job.content.get("ahead", ahead))
    text = ticket_text(setup, job.ticket, ahead, url, _mark(setup, job, job.ticket))
    return text if wait is None else replace(text, wait=wait_line(setup, job.ticket, wait))


def page_text(setup: Setup, job: Wanted, address: str, now: datetime) -> TestPage:
    """What a test page says.

    Args:
        setup: of the location.
        job: as it came from the list.
        address: of the printer.
        now: the moment, aware.
    """
    name = next((item.name for item in setup.printers if item.id == job.printer_id), job.printer_id)
    words = words_for(HOUSE_LANGUAGE, "visitor", setup.wording)
    told = moment(words, now.astimezone(setup.hours.zone))
    return TestPage(f"{name} · {setup.location.name}", address, told)


def ticket_text(setup: Setup, ticket: Ticket, ahead: int, url: str, mark: str = "") -> TicketText:
    """The words of a ticket, in the visitor's language, the question in the house's as well.

    Args:
        setup: of the location.
        ticket: as it was issued.
        ahead: how many visitors wait before it.
        url: what its code leads to.
        mark: what sets this paper apart from others of the ticket; empty for nothing.
    """
    words = _words_of(setup, ticket)
    asked = setup.question_types.get(ticket.question_type)
    names = {} if asked is None else asked.name
    in_house = names.get(HOUSE_LANGUAGE, "")
    return TicketText(
        language=words.language,
        rtl=words.rtl,
        organisation=setup.region.name,
        location=setup.location.name,
        label=ticket.label,
        question=names.get(words.language, in_house),
        issued=moment(words, ticket.issued_at.astimezone(setup.hours.zone)),
        ahead=ahead_line(words, ahead),
        instruction=words.gettext("Watch the screen. We will call %(label)s.") % {"label": ticket.label},
        qr_url=url,
        qr_hint=words.gettext("Follow your place on your phone"),
        second=() if words.language == HOUSE_LANGUAGE or not in_house else (in_house,),
        mark=mark,
    )


def sample_text(head: Head, language: str, *, full: bool, mark: str = "Printed again") -> TicketText:
    """A ticket as it might be given at a location, to try a layout on.

    Args:
        head: of the location.
        language: of the visitor; the house's where there are no words in it.
        full: with every line that a ticket may have.
        mark: which of `MARKS` it then has.
    """
    setup = head.setup
    asked = max(setup.question_types.values(), key=lambda item: len(item.name.get(language, "")))
    ticket = Ticket(
        series=asked.letter, number=7, language=language, question_type=asked.id, issued_at=head.now
    )
    text = ticket_text(setup, ticket, 3, "https://voorbeeld.example/t/0123456789abcdefghijkl")
    if not full:
        return text
    words = words_for(text.language, "visitor", setup.wording)
    return replace(text, mark=words.gettext(mark))


def wait_line(setup: Setup, ticket: Ticket, wait: WaitRange) -> str:
    """How long the visitor of *ticket* waits, as people say it."""
    words = _words_of(setup, ticket)
    told = wait_text(words, wait)
    return words.gettext("Waiting time: %(wait)s") % {"wait": told}


def ahead_line(words: Words, ahead: int) -> str:
    """How many are before the visitor, as people say it."""
    if ahead == 0:
        return words.gettext("You are next")
    return words.ngettext("%(num)s person before you", "%(num)s people before you", ahead) % {"num": ahead}


def moment(words: Words, local: datetime) -> str:
    """A local day and time in words."""
    day = format_date(local, "EEEE d MMMM", locale=words.locale)
    return f"{day}, {format_time(local, 'HH:mm', locale=words.locale)}"


def _words_of(setup: Setup, ticket: Ticket) -> Words:
    known = spoken([ticket.language], setup.wording)
    return words_for(known[0] if known else HOUSE_LANGUAGE, "visitor", setup.wording)


def _mark(setup: Setup, job: Wanted, ticket: Ticket) -> str:
    """What a second paper of a ticket says of itself, and every paper of a location for practice."""
    languages = dict.fromkeys((_words_of(setup, ticket).language, HOUSE_LANGUAGE))
    marks = (_marked(setup, job, words_for(code, "visitor", setup.wording)) for code in languages)
    return "\n".join(filter(None, marks))


def _marked(setup: Setup, job: Wanted, words: Words) -> str:
    parts = [words.gettext("For practice")] if setup.location.training else []
    if job.kind == JobKind.REPRINT:
        parts.append(words.gettext("Printed again"))
    elif job.copy > 1:
        parts.append(words.gettext("Copy for the guide"))
    return " · ".join(parts)
