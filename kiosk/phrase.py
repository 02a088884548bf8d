"""Everything the kiosk can say, by name: texts, numbers of people, tickets, questions, languages.

The words come from the catalogues and the region file. A name only chooses among them, so nothing that
is sent here is ever spoken. Knows no voice and no request.
"""

import re
from collections.abc import Mapping, Sequence

from config.languages import LANGUAGE_BY_CODE
from config.ticket import HOUSE_LANGUAGE
from kiosk.texts import texts
from models.setup import Setup
from web.speech.label import spelled
from web.speech.phrase import Part, Phrase
from web.waiting import wait_text
from web.words import Words

MOST_PEOPLE = 200
"""No room holds more; a count above it is a mistake or mischief."""
_COUNT = re.compile(r"0|[1-9][0-9]{0,2}")
_PLACE = "%(label)s"
_STEP, _HOUR = 5, 60
_LONGEST_BELOW = 240
"""Minutes of "less than … minutes"; whatever begins later than now is "more than" beyond an hour."""


def phrase_of(name: Sequence[str], setup: Setup, words: Words) -> Phrase | None:
    """The phrase of a name, or None when there is none of that name.

    Args:
        name: `text/<key>`, `count/<key>/<number>`, `label/<label>`, `watch/<label>`, `wait/<low>/<high>`
            (minutes), `question/<id>` (of a question type or of a group) or `language/<code>`, taken apart at
            the slashes.
        setup: of the location.
        words: of the domain `visitor`, in the language to speak.
    """
    match name:
        case ["text", key]:
            found = _text(key, words)
        case ["count", key, number]:
            found = _count(key, number, words)
        case ["label", label]:
            found = _ticket("label", label, words.gettext("Your number is %(label)s."), words)
        case ["watch", label]:
            told = words.gettext("Watch the screen. We will call %(label)s.")
            found = _ticket("watch", label, told, words)
        case ["wait", low, high]:
            found = _wait(low, high, words)
        case ["question", chosen]:
            found = _question(chosen, setup, words)
        case ["language", code]:
            found = _language(code)
        case _:
            found = None
    return found


def _text(key: str, words: Words) -> Phrase | None:
    """A text without a place for something else; one with is said in another way, or not at all."""
    text = texts(words).get(key)
    if not isinstance(text, str) or "%(" in text:
        return None
    return Phrase(words.language, f"text/{key}", (Part(text),))


def _count(key: str, number: str, words: Words) -> Phrase | None:
    forms = texts(words).get(key)
    if not isinstance(forms, dict) or "other" not in forms or not _COUNT.fullmatch(number):
        return None
    if int(number) > MOST_PEOPLE:
        return None
    form = forms.get(words.locale.plural_form(int(number)), forms["other"])
    return Phrase(words.language, f"count/{key}/{number}", (Part(form % {"num": number}),))


def _wait(low: str, high: str, words: Words) -> Phrase | None:
    """How long it takes, from and to so many minutes: those that a kiosk tells, in steps of five."""
    if not _COUNT.fullmatch(low) or not _COUNT.fullmatch(high):
        return None
    least, most = int(low), int(high)
    last = _LONGEST_BELOW if least == 0 else _HOUR + _STEP
    if least % _STEP or most % _STEP or least > _HOUR or not least < most <= last:
        return None
    told = wait_text(words, {"low": least * 60, "high": most * 60})
    said = words.gettext("Waiting time: %(wait)s").replace("%(wait)s", told)
    return Phrase(words.language, f"wait/{low}/{high}", (Part(said),))


def _ticket(kind: str, label: str, told: str, words: Words) -> Phrase | None:
    """A sentence with a label in it, which is spelled. The number ends it where nothing follows."""
    number = spelled(label)
    if number is None:
        return None
    before, _, after = told.partition(_PLACE)
    parts = [*_spoken(before, f"{kind}/before"), *number, *_spoken(after, f"{kind}/after")]
    return Phrase(words.language, f"{kind}/{label}", tuple(parts))


def _spoken(text: str, key: str) -> list[Part]:
    """The text as a part, unless it is only punctuation."""
    return [Part(text.strip(), key)] if any(character.isalnum() for character in text) else []


def _question(chosen: str, setup: Setup, words: Words) -> Phrase | None:
    """The name, and after a pause what is meant by it; in Dutch where the region has no name for it."""
    name, hint = _named(chosen, setup)
    language = words.language if words.language in name else HOUSE_LANGUAGE
    if language not in name:
        return None
    said = [text for text in (name[language], hint.get(language, "")) if text]
    return Phrase(language, f"question/{chosen}", tuple(map(Part, said)))


def _named(chosen: str, setup: Setup) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Names and hints by language; empty when there is no such question."""
    asked = setup.question_types.get(chosen)
    if asked is not None:
        return asked.name, asked.hint
    return next((group.name for group in setup.question_groups if group.id == chosen), {}), {}


def _language(code: str) -> Phrase | None:
    """What the language calls itself, in that language; it need not be one that is offered."""
    known = LANGUAGE_BY_CODE.get(code)
    return None if known is None else Phrase(code, f"language/{code}", (Part(known.own_name),))
