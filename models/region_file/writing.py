"""Write a region document as TOML text that `reading` reads back as the same document.

The order of keys is fixed, so that two dumps can be compared; comments of an earlier file are not kept.
What [calling], [retention] and [ticket] say is left out where it is the default.
"""

from collections.abc import Mapping

import tomli_w

from config.languages import LANGUAGE_BY_CODE
from config.ticket import DEFAULT_LAYOUT, TicketLayout
from models.region_file.calling import Choice, Priority
from models.region_file.document import (
    Location,
    Period,
    QuestionGroup,
    QuestionType,
    Region,
    RegionDocument,
)
from models.region_file.field import ALL, ALWAYS
from models.region_file.hours import Weekday, WeekHours
from models.region_file.value import clock_time_text

Table = dict[str, object]


def write_region(document: RegionDocument) -> str:
    """The document as TOML text."""
    return tomli_w.dumps(
        _given(
            {
                "region": _region(document.region),
                "calling": document.calling.model_dump(exclude_defaults=True) or None,
                "retention": document.retention.model_dump(exclude_defaults=True) or None,
                "ticket": _ticket(document.ticket),
                "priority": [_priority(item) for item in document.priorities] or None,
                "outcome": [_choice(item) for item in document.outcomes] or None,
                "topic": [_choice(item) for item in document.topics] or None,
                "question_group": [_question_group(item) for item in document.question_groups] or None,
                "question_type": [_question_type(item) for item in document.question_types],
                "location": [_location(item) for item in document.locations],
            }
        )
    )


def _region(region: Region) -> Table:
    return _given(
        {
            "id": region.id,
            "name": region.name,
            "languages": list(region.languages),
            "phone": region.phone,
            "website": region.website,
            "embed": list(region.embed) or None,
        }
    )


def _given(table: Table) -> Table:
    """The table without the keys that were left out; TOML has no word for nothing."""
    return {key: value for key, value in table.items() if value is not None}


def _period(item: Period) -> Table:
    return {"from": item.from_date, "until": item.until_date}


def _by_language(texts: Mapping[str, str]) -> Table | None:
    return {item.code: texts[item.code] for item in LANGUAGE_BY_CODE.values() if item.code in texts} or None


def _priority(item: Priority) -> Table:
    return {"number": item.number, "name": _by_language(item.name)}


def _ticket(layout: TicketLayout) -> Table | None:
    if layout == DEFAULT_LAYOUT:
        return None
    table: Table = layout.model_dump(mode="json", exclude_defaults=True)
    parts = [part.model_dump(mode="json", exclude_defaults=True) for part in layout.parts]
    table["parts"] = [part["part"] if set(part) == {"part"} else part for part in parts]
    return table


def _choice(item: Choice) -> Table:
    return {"id": item.id, "name": _by_language(item.name)}


def _question_group(item: QuestionGroup) -> Table:
    return {"id": item.id, "icon": item.icon, "colour": item.colour, "name": _by_language(item.name)}


def _question_type(item: QuestionType) -> Table:
    return _given(
        {
            "id": item.id,
            "letter": item.letter,
            "icon": item.icon,
            "colour": item.colour,
            "target_minutes": item.target_minutes,
            "priority": item.priority,
            "anyone_after_minutes": item.anyone_after_minutes,
            "group": item.group,
            **_period(item),
            "name": _by_language(item.name),
            "hint": _by_language(item.hint),
        }
    )


def _location(item: Location) -> Table:
    return _given(
        {
            "id": item.id,
            "name": item.name,
            "kind": item.kind.value,
            "address": item.address,
            "training": item.training or None,
            "timezone": item.timezone,
            "day_starts_at": clock_time_text(item.day_starts_at),
            "last_check_in_minutes": item.last_check_in_minutes,
            "max_waiting": item.max_waiting,
            "minutes_per_visit": item.minutes_per_visit,
            "ask_how": None if item.ask_how else False,
            "join_by_phone": item.join_by_phone or None,
            **_period(item),
            "closed": list(item.closed) or None,
            "question_types": ALL if item.question_types is None else list(item.question_types),
            "desks": [{"id": desk.id, "name": desk.name} for desk in item.desks],
            "hours": _hours(item.hours),
            "guides": None if item.guides is None else item.guides.as_table(),
        }
    )


def _hours(hours: WeekHours) -> str | Table:
    if hours.always:
        return ALWAYS
    return {day.key: [str(span) for span in hours.on(day)] for day in Weekday if hours.on(day)}
