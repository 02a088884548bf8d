"""What the register says of a column. Texts are Dutch: the register is for whoever answers for the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.retention.rules import Term


class Whose(StrEnum):
    """Whose personal data a column can hold."""

    NOBODY = "niemand"
    STAFF = "medewerker"
    VISITOR = "bezoeker"


class Ground(StrEnum):
    """On what ground of the AVG."""

    NONE = "geen persoonsgegeven"
    TASK = "taak van algemeen belang (art. 6 lid 1 e)"
    SECURITY = "beveiliging (art. 6 lid 1 c en art. 32)"
    CONSENT = "toestemming (art. 6 lid 1 a)"


class Until(StrEnum):
    """Terms that are not those of the region."""

    STAYS = "blijft, als cijfer"
    CHANGED = "tot iemand het verandert"
    ROLL_OVER = "tot de dag om is"
    FORGOTTEN = "tot er niets meer uit volgt, hoogstens 30 dagen na de laatste poging"
    NUMBER = "blijft, als nummer zonder naam"
    COOKIE = "zolang een browser de cookie kan hebben, 400 dagen"
    NEXT_DAY = "tot iemand er op een andere dag inlogt, of weggaat"


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        purpose: why it is there.
        whose: whose personal data it can hold.
        ground: on what ground.
        until: how long; None: as long as the row.
    """

    purpose: str
    whose: Whose = Whose.NOBODY
    ground: Ground = Ground.NONE
    until: Term | Until | None = None


@dataclass(frozen=True)
class Entry:
    """One table.

    Attributes:
        purpose: why it is there.
        until: how long a row stays.
        columns: by name, in the order of the table.
    """

    purpose: str
    until: Term | Until
    columns: Mapping[str, Column]


def entry(purpose: str, until: Term | Until, /, **columns: str | Column) -> Entry:
    """A table; a column that can hold no personal data is just its purpose."""
    told = {name: Column(text) if isinstance(text, str) else text for name, text in columns.items()}
    return Entry(purpose, until, told)


def staff(purpose: str, until: Term | Until | None = None, ground: Ground = Ground.TASK) -> Column:
    """A column that can say which member of staff."""
    return Column(purpose, Whose.STAFF, ground, until)


def visitor(purpose: str, until: Term | Until | None = None, ground: Ground = Ground.TASK) -> Column:
    """A column that can say something of a visitor."""
    return Column(purpose, Whose.VISITOR, ground, until)
