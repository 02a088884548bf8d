"""What a region's layout makes of one text: the blocks that stand under each other on paper.

The one place that decides what is said and in which order; a picture and native text are made from the same
blocks, so both say the same. Knows neither dots nor bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from config.ticket import HOUSE_LANGUAGE, Align, Paper, Part, PartName, Size, TicketLayout
from printer.line import clean
from printer.slip_text import SlipText
from printer.ticket_text import TicketText


class Role(StrEnum):
    """What a text is on the paper, from which its size and weight follow."""

    NUMBER = "number"
    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    HEAD = "head"
    SMALL = "small"


@dataclass(frozen=True)
class Words:
    """A paragraph; `apart` asks for a little room above it."""

    text: str
    role: Role
    language: str
    size: Size = Size.NORMAL
    centred: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Mark:
    """A text in a box over the whole width, that nobody overlooks; its line breaks are kept."""

    text: str
    language: str


@dataclass(frozen=True)
class Rule:
    """A line across the paper."""

    size: Size = Size.NORMAL


@dataclass(frozen=True)
class Space:
    """Blank paper."""

    size: Size = Size.NORMAL


@dataclass(frozen=True)
class Code:
    """A QR code and what is said beside it, or below where there is no room or the code is centred."""

    url: str
    beside: tuple[Words, ...]
    size: Size = Size.NORMAL
    centred: bool = False


@dataclass(frozen=True)
class Logo:
    """A PNG as a data URI."""

    uri: str
    size: Size = Size.NORMAL
    centred: bool = False


Block = Words | Mark | Rule | Space | Code | Logo

_ROLES = {
    PartName.ORGANISATION: Role.HEAD,
    PartName.LOCATION: Role.SMALL,
    PartName.ISSUED: Role.SMALL,
    PartName.NUMBER: Role.NUMBER,
    PartName.QUESTION: Role.TITLE,
    PartName.AHEAD: Role.LEAD,
    PartName.WAIT: Role.BODY,
    PartName.INSTRUCTION: Role.BODY,
    PartName.LINE: Role.BODY,
    PartName.FOOTER: Role.SMALL,
}


def ticket_blocks(ticket: TicketText, layout: TicketLayout, paper: Paper) -> tuple[Block, ...]:
    """A ticket as blocks from top to bottom; what has nothing to say is left out.

    Args:
        ticket: what it says.
        layout: which parts, in which order.
        paper: some parts stand on one paper only.

    Raises:
        ValueError: a ticket without a number.
    """
    if not clean(ticket.label):
        raise ValueError("a ticket needs a number")
    blocks: list[Block] = [Mark(ticket.mark, ticket.language)] if clean(ticket.mark) else []
    second = _second(ticket, layout, paper)
    for part in layout.parts:
        if part.stands_on(paper):
            blocks += next(second) if part.part is PartName.SECOND else _blocks(part, ticket, layout)
    return tuple(blocks)


def slip_blocks(slip: SlipText, layout: TicketLayout) -> tuple[Block, ...]:
    """A slip as blocks; of the layout it takes the logo.

    Args:
        slip: what it says.
        layout: of the region's tickets.

    Raises:
        ValueError: a slip without a title.
    """
    if not clean(slip.title):
        raise ValueError("a slip needs a title")
    blocks: list[Block] = [Mark(slip.mark, slip.language)] if clean(slip.mark) else []
    for part in layout.parts:
        if part.part is PartName.LOGO:
            blocks += _logo(part, layout)
    head = ((slip.organisation, Role.HEAD), (slip.location, Role.SMALL), (slip.issued, Role.SMALL))
    blocks += [Words(text, role, slip.language) for text, role in head if clean(text)]
    blocks.append(Words(slip.title, Role.TITLE, slip.language, apart=True))
    blocks += [Words(text, Role.BODY, HOUSE_LANGUAGE) for text in slip.second[:1] if clean(text)]
    blocks.append(Rule())
    for line in slip.lines:
        if clean(line.label):
            blocks.append(Words(line.label, Role.SMALL, slip.language, apart=True))
        if clean(line.text):
            role = Role.LEAD if line.strong else Role.BODY
            blocks.append(Words(line.text, role, slip.language, apart=not clean(line.label)))
    if slip.qr_url:
        blocks.append(Code(slip.qr_url, _hint(slip)))
    ending = [*((text, HOUSE_LANGUAGE) for text in slip.second[1:]), (slip.footer, slip.language)]
    return (*blocks, *(Words(text, Role.SMALL, language) for text, language in ending if clean(text)))


def _second(ticket: TicketText, layout: TicketLayout, paper: Paper) -> Iterator[list[Block]]:
    """The house's words for each place that the layout has for them: the question, then the rest."""
    places = [part for part in layout.parts if part.part is PartName.SECOND and part.stands_on(paper)]
    texts = [ticket.second[:1], ticket.second[1:]] if len(places) > 1 else [ticket.second]
    for index, part in enumerate(places):
        role = Role.SMALL if index else Role.BODY
        said = texts[index] if index < len(texts) else ()
        yield [_words(part, text, role, HOUSE_LANGUAGE) for text in said if clean(text)]


def _blocks(part: Part, ticket: TicketText, layout: TicketLayout) -> list[Block]:
    match part.part:
        case PartName.LOGO:
            return _logo(part, layout)
        case PartName.RULE:
            return [Rule(part.size)]
        case PartName.SPACE:
            return [Space(part.size)]
        case PartName.QR:
            beside = [_said(name, ticket, apart=True) for name in part.beside]
            shown = (*_hint(ticket), *(words for words in beside if clean(words.text)))
            return [Code(ticket.qr_url, shown, part.size, part.align is Align.CENTRE)]
        case PartName.LINE:
            text, language = part.words(ticket.language)
            return [_words(part, text, Role.BODY, language)]
        case _:
            said = _said(part.part, ticket)
            return [_words(part, said.text, said.role, said.language)] if clean(said.text) else []


def _said(name: PartName, ticket: TicketText, *, apart: bool = False) -> Words:
    texts = {
        PartName.ORGANISATION: ticket.organisation,
        PartName.LOCATION: ticket.location,
        PartName.ISSUED: ticket.issued,
        PartName.NUMBER: ticket.label,
        PartName.QUESTION: ticket.question,
        PartName.AHEAD: ticket.ahead,
        PartName.WAIT: ticket.wait,
        PartName.INSTRUCTION: ticket.instruction,
        PartName.FOOTER: ticket.footer,
    }
    return Words(texts[name], _ROLES[name], ticket.language, apart=apart)


def _words(part: Part, text: str, role: Role, language: str) -> Words:
    return Words(text, role, language, part.size, part.align is Align.CENTRE)


def _hint(text: TicketText | SlipText) -> tuple[Words, ...]:
    return (Words(text.qr_hint, Role.BODY, text.language),) if clean(text.qr_hint) else ()


def _logo(part: Part, layout: TicketLayout) -> list[Block]:
    return [] if layout.logo is None else [Logo(layout.logo, part.size, part.align is Align.CENTRE)]
