"""What must fit between the parts of a region file.

It looks at the file as read, before its types are checked, so that these problems are told together with all
others; whatever has the wrong type is passed over here, because its type is refused elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain

from config.languages import LANGUAGE_BY_CODE
from models.region_file.field import ALL
from models.region_file.place import Path, entry
from models.region_file.wording import shown, suggest

MOST_QUESTION_TYPES = 20
# Inloop has these by itself, at every location; models/actions says what they mean.
OWN_OUTCOMES = frozenset({"answered", "referred", "follow_up", "other"})
Raw = Mapping[str, object]
Complaint = tuple[Path, str]


def relation_complaints(raw: Raw, icons: Set[str]) -> Iterable[Complaint]:
    """Each thing that does not fit, as path and message. `icons` are the names a question type may use."""
    return chain(
        _too_many(raw),
        _used_twice(raw, ("question_type",), "id"),
        _used_twice(raw, ("question_type",), "letter"),
        _used_twice(raw, ("question_group",), "id"),
        _used_twice(raw, ("location",), "id"),
        _used_twice(raw, ("priority",), "number"),
        _used_twice(raw, ("outcome",), "id"),
        _used_twice(raw, ("topic",), "id"),
        _named_twice(raw, ("region", "languages")),
        *(_within_location(raw, index) for index, _ in enumerate(_items(raw, ("location",)))),
        _unknown_icons(raw, icons),
        _missing_languages(raw),
        _unknown_question_types(raw),
        _unknown_groups(raw),
        _unknown_priorities(raw),
        _outcomes_of_inloop(raw),
    )


def _within_location(raw: Raw, index: int) -> Iterator[Complaint]:
    yield from _used_twice(raw, ("location", index, "desks"), "id")
    yield from _named_twice(raw, ("location", index, "question_types"))


def _items(raw: object, path: Path) -> list[object]:
    """The list at a path; an empty one when there is something else."""
    for step in path:
        raw = entry(raw, step)
    return raw if isinstance(raw, list) else []


def _too_many(raw: Raw) -> Iterator[Complaint]:
    count = len(_items(raw, ("question_type",)))
    if count > MOST_QUESTION_TYPES:
        yield ("question_type",), f"{count} question types are too many: keep {MOST_QUESTION_TYPES} at most"


def _used_twice(raw: Raw, path: Path, key: str) -> Iterator[Complaint]:
    """Tables of one list that share what only one of them may have."""
    values = [_mark(entry(item, key)) for item in _items(raw, path)]
    for index, value in enumerate(values):
        if value is not None and value in values[:index]:
            owner = f"{path[-1]}[{values.index(value)}]"
            yield (*path, index, key), f"{shown(value)} is taken by {owner}: choose another"


def _mark(value: object) -> str | int | None:
    """What an item can be told apart by; None for all else, so that true is not taken for 1."""
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


def _named_twice(raw: Raw, path: Path) -> Iterator[Complaint]:
    """Words that stand in one list more than once."""
    words = _items(raw, path)
    for index, word in enumerate(words):
        if isinstance(word, str) and word in words[:index]:
            yield (*path, index), f"{shown(word)} stands there already: name each once"


def _tiles(raw: Raw) -> Iterator[tuple[Path, object]]:
    """Everything that a kiosk shows as a tile."""
    for kind in ("question_group", "question_type"):
        for index, item in enumerate(_items(raw, (kind,))):
            yield (kind, index), item


def _unknown_icons(raw: Raw, icons: Set[str]) -> Iterator[Complaint]:
    for path, item in _tiles(raw):
        icon = entry(item, "icon")
        if isinstance(icon, str) and icon not in icons:
            yield (
                (*path, "icon"),
                f"{shown(icon)} is no icon of config/icons.txt: {suggest(icon, sorted(icons))}",
            )


def _missing_languages(raw: Raw) -> Iterator[Complaint]:
    spoken = _items(raw, ("region", "languages"))
    wanted = [code for code in LANGUAGE_BY_CODE if code in spoken]
    for path, item in _tiles(raw):
        for key in ("name", "hint"):
            texts = entry(item, key)
            missing = [code for code in wanted if isinstance(texts, dict) and code not in texts]
            if missing:
                yield (*path, key), _missing_message(missing)


def _missing_message(codes: list[str]) -> str:
    names = ", ".join(f"{code} ({LANGUAGE_BY_CODE[code].english_name})" for code in codes)
    return f"is missing in {names}: write it in every language of the region"


def _unknown_question_types(raw: Raw) -> Iterator[Complaint]:
    identifiers = [entry(item, "id") for item in _items(raw, ("question_type",))]
    known = [identifier for identifier in identifiers if isinstance(identifier, str)]
    for index, item in enumerate(_items(raw, ("location",))):
        chosen = _items(item, ("question_types",))
        for position, identifier in enumerate(chosen):
            if not isinstance(identifier, str) or identifier in known or chosen == [ALL]:
                continue
            path = ("location", index, "question_types", position)
            yield path, f"{shown(identifier)} is no question type of this file: {suggest(identifier, known)}"


def _unknown_groups(raw: Raw) -> Iterator[Complaint]:
    known = [mark for item in _items(raw, ("question_group",)) if isinstance(mark := entry(item, "id"), str)]
    hint = (
        f"allowed are {', '.join(map(shown, known))}"
        if known
        else "add a [[question_group]], or leave it out"
    )
    for index, item in enumerate(_items(raw, ("question_type",))):
        group = entry(item, "group")
        if isinstance(group, str) and group not in known:
            yield ("question_type", index, "group"), f"{shown(group)} is no group of this file: {hint}"


def _unknown_priorities(raw: Raw) -> Iterator[Complaint]:
    numbers = [_mark(entry(item, "number")) for item in _items(raw, ("priority",))]
    known = sorted(number for number in numbers if isinstance(number, int))
    hint = f"allowed are {', '.join(map(shown, known))}" if known else "add a [[priority]], or leave it out"
    for index, item in enumerate(_items(raw, ("question_type",))):
        number = _mark(entry(item, "priority"))
        if isinstance(number, int) and number not in known:
            yield ("question_type", index, "priority"), f"{shown(number)} is no priority of this file: {hint}"


def _outcomes_of_inloop(raw: Raw) -> Iterator[Complaint]:
    for index, item in enumerate(_items(raw, ("outcome",))):
        identifier = _mark(entry(item, "id"))
        if identifier in OWN_OUTCOMES:
            yield ("outcome", index, "id"), f"{shown(identifier)} is there by itself: leave this outcome out"
