"""The words of the console, for its scripts. Knows no request."""

from staff.texts.devices import battery_texts
from staff.texts.display import sound_texts
from staff.texts.done import done_texts
from staff.texts.head import head_texts
from staff.texts.line import line_texts
from staff.texts.missing import missing_texts
from staff.texts.outcome import named_in, outcomes
from staff.texts.overview import overview_texts
from staff.texts.printing import printing_texts
from staff.texts.refused import call_reasons, reasons, refusals
from staff.texts.room import room_texts
from staff.texts.sheets import sheets_texts
from staff.texts.work import work_texts
from web.words import Words

__all__ = ["Texts", "named_in", "outcomes", "reasons", "refusals", "texts"]

Texts = dict[str, str | list[str] | dict[str, str]]


def texts(words: Words) -> Texts:
    """Every sentence that the console's scripts may show."""
    return {
        **head_texts(words),
        **work_texts(words),
        **line_texts(words),
        **room_texts(words),
        **battery_texts(words),
        **sound_texts(words),
        **sheets_texts(words),
        **overview_texts(words),
        **missing_texts(words),
        **done_texts(words),
        **printing_texts(words),
        "waiting_count": words.forms("%(num)s waiting", "%(num)s waiting"),
        "call_reasons": call_reasons(words),
        "reasons": reasons(words),
        "refusals": refusals(words),
    }
