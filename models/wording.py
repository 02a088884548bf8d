"""What a region wants visitors to read instead of the catalogues' texts, or in languages without a catalogue.

Knows the table, not the catalogues: whether a text exists, and which forms a language has, is for the caller.
How a text gets there is in models/correction.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Wording as Row

LONGEST_TEXT = 400
"""Characters; the longest text of a catalogue has about 120."""

Forms = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Corrections:
    """The region's own texts in one language: all forms of a text, by its message id.

    Equal only to itself, so that it can key a cache of what was made with it.
    """

    texts: Mapping[str, Forms] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Wording:
    """The region's own texts by language code, as of one revision of the configuration."""

    languages: Mapping[str, Corrections] = field(default_factory=dict)

    def of(self, language: str) -> Corrections:
        """Those of a language; the same empty ones where there are none."""
        return self.languages.get(language, NOTHING)


NOTHING = Corrections()
AS_DELIVERED = Wording()


@dataclass(frozen=True)
class Change:
    """Who changed a text last, and when (UTC)."""

    by: str
    at: datetime


def wording_of(session: Session) -> Wording:
    """The region's own texts; the same object as long as nothing changes."""
    rows = session.execute(
        select(Row.language, Row.key, Row.form, Row.text).order_by(Row.language, Row.key, Row.form)
    )
    return _gathered(tuple((row.language, row.key, row.text) for row in rows))


def changes_of(session: Session, language: str) -> dict[str, Change]:
    """The last change of each corrected text of a language, by message id."""
    rows = session.execute(
        select(Row.key, Row.changed_by, Row.changed_at).where(Row.language == language).order_by(Row.form)
    )
    return {row.key: Change(row.changed_by, row.changed_at) for row in rows}


@lru_cache(maxsize=8)
def _gathered(rows: tuple[tuple[str, str, str], ...]) -> Wording:
    if not rows:
        return AS_DELIVERED
    gathered: dict[str, dict[str, Forms]] = {}
    for language, key, text in rows:
        texts = gathered.setdefault(language, {})
        texts[key] = (*texts.get(key, ()), text)
    return Wording({language: Corrections(texts) for language, texts in gathered.items()})
