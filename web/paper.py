"""A ticket on paper: its words put together and handed to the printer, after the commit."""

import logging
from datetime import datetime

from babel.dates import format_date, format_time

from models.setup import Setup, setup_of
from models.tables import Location, Ticket
from printer.ticket_text import TicketText
from printer.worker import PrintJob
from web.address import ticket_url
from web.services import services
from web.words import Words, languages_with, words_for

log = logging.getLogger(__name__)

HOUSE_LANGUAGE = "nl"


def print_ticket(ticket: Ticket, ahead: int) -> None:
    """Ask for the ticket on paper. Never waits and never fails: the ticket exists without paper.

    Args:
        ticket: as it was issued.
        ahead: how many visitors wait before it.
    """
    try:
        with services().database.read() as session:
            row = session.get_one(Location, ticket.location_id)
            setup = setup_of(session, row.id, row.epoch, row.config_rev)
        text = ticket_text(setup, ticket, ahead, ticket_url(ticket))
    except Exception:
        # The edge between ticket and paper: the visitor has the number, whatever is wrong with the words.
        log.exception("no words for the paper ticket", extra={"ticket": ticket.id})
        return
    services().printer.submit(PrintJob(str(ticket.id), text))


def ticket_text(setup: Setup, ticket: Ticket, ahead: int, url: str) -> TicketText:
    """The words on the paper, in the visitor's language, the question in the house's as well."""
    language = ticket.language if ticket.language in languages_with("visitor") else HOUSE_LANGUAGE
    words = words_for(language, "visitor")
    asked = setup.question_types.get(ticket.question_type)
    names = {} if asked is None else asked.name
    in_house = names.get(HOUSE_LANGUAGE, "")
    return TicketText(
        language=language,
        rtl=words.rtl,
        organisation=setup.region.name,
        location=setup.location.name,
        label=ticket.label,
        question=names.get(language, in_house),
        issued=_moment(words, ticket.issued_at.astimezone(setup.hours.zone)),
        ahead=ahead_line(words, ahead),
        instruction=words.gettext("Watch the screen. We will call %(label)s.") % {"label": ticket.label},
        qr_url=url,
        qr_hint=words.gettext("Follow your place on your phone"),
        second=() if language == HOUSE_LANGUAGE or not in_house else (in_house,),
    )


def ahead_line(words: Words, ahead: int) -> str:
    """How many are before the visitor, as people say it."""
    if ahead == 0:
        return words.gettext("You are next")
    return words.ngettext("%(num)s person before you", "%(num)s people before you", ahead) % {"num": ahead}


def _moment(words: Words, local: datetime) -> str:
    day = format_date(local, "EEEE d MMMM", locale=words.locale)
    return f"{day}, {format_time(local, 'HH:mm', locale=words.locale)}"
