"""Names and hints of questions, which a region writes itself in every language: as texts like any other.

They lie in the region's document, not in the table of wording; a key is `question_type/<id>/name`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from models.region_file import RegionDocument
from models.wording import Forms
from web.translating.listing import Place, Text

LONGEST_NAME = 40
LONGEST_HINT = 160
_KINDS = {"question_group": "question_groups", "question_type": "question_types"}


def question_texts(document: RegionDocument) -> Mapping[str, Text]:
    """The names and hints that a region needs in each of its languages, by key."""
    longest = {"name": LONGEST_NAME, "hint": LONGEST_HINT}
    own = document.region.languages[0]
    return {
        key: Text(key, None, (Place.QUESTIONS,), (), longest[key.rpartition("/")[2]], values.get(own, key))
        for key, values in _entries(document)
    }


def question_forms(document: RegionDocument, language: str) -> Mapping[str, Forms]:
    """Those that are there in a language, by key."""
    return {key: (values[language],) for key, values in _entries(document) if language in values}


def with_questions(document: RegionDocument, language: str, changed: Mapping[str, Forms]) -> RegionDocument:
    """The document with other names and hints in one language.

    Args:
        document: the region's.
        language: a language code.
        changed: one form each by key, checked; keys of things that are gone are passed over.
    """
    return document.model_copy(
        update={
            field: tuple(_renamed(kind, item, language, changed) for item in getattr(document, field))
            for kind, field in _KINDS.items()
        }
    )


def _renamed(kind: str, item: Any, language: str, changed: Mapping[str, Forms]) -> Any:
    update = {}
    for part in ("name", "hint"):
        forms = changed.get(f"{kind}/{item.id}/{part}")
        if forms is not None:
            update[part] = {**getattr(item, part), language: forms[0].strip()}
    return item.model_copy(update=update) if update else item


def _entries(document: RegionDocument) -> Iterator[tuple[str, Mapping[str, str]]]:
    for kind, field in _KINDS.items():
        for item in getattr(document, field):
            yield f"{kind}/{item.id}/name", item.name
            hints = getattr(item, "hint", {})
            if hints:
                yield f"{kind}/{item.id}/hint", hints
