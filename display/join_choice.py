"""What can be chosen on one level, where a region wants two; as on the kiosk. Pure.

The order is the region's; a group stands where its first question stands, and a group with one question is
that question. The last question is for who does not know: it ends every level, and stands in no group.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.region_file import QuestionType
from models.region_file.document import QuestionGroup


@dataclass(frozen=True)
class Choice:
    """One thing to press.

    Attributes:
        id: of the question type or of the group.
        icon: its pictogram.
        colour: its colour.
        name: in the visitor's language.
        is_group: whether it leads to a further level.
    """

    id: str
    icon: str
    colour: str
    name: str
    is_group: bool


def choices_of(
    offered: Sequence[QuestionType], groups: Sequence[QuestionGroup], opened: str | None, language: str
) -> list[Choice]:
    """What can be chosen.

    Args:
        offered: the question types of today, in the order of the region.
        groups: those of the region.
        opened: id of the group that was chosen; None, and any that has no questions, for the first level.
        language: the visitor's.
    """
    others, known = offered[:-1], {group.id: group for group in groups}
    sizes = {group.id: sum(item.group == group.id for item in others) for group in groups}
    if sizes.get(opened or ""):
        inside = [item for item in others if item.group == opened]
        return [_question(item, language) for item in (*inside, *offered[-1:])]
    found: dict[str, Choice] = {}
    for item in others:
        group = known.get(item.group or "")
        if group is None or sizes[group.id] == 1:
            found[f"question {item.id}"] = _question(item, language)
        else:
            choice = Choice(group.id, group.icon, group.colour, group.name[language], is_group=True)
            found.setdefault(f"group {group.id}", choice)
    return [*found.values(), *(_question(item, language) for item in offered[-1:])]


def _question(item: QuestionType, language: str) -> Choice:
    return Choice(item.id, item.icon, item.colour, item.name[language], is_group=False)
