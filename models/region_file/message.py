"""Plain English for what the document refuses. Knows the keys of the document, not where they stand."""

from collections.abc import Iterator

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from models.region_file.calling import Calling, Choice, Priority
from models.region_file.document import Desk, Location, QuestionType, Region, RegionDocument
from models.region_file.hours import WeekHours
from models.region_file.place import Path
from models.region_file.retention import Retention
from models.region_file.wording import shown, suggest

TABLES: dict[str, type[BaseModel]] = {
    "region": Region,
    "calling": Calling,
    "retention": Retention,
    "priority": Priority,
    "outcome": Choice,
    "topic": Choice,
    "question_type": QuestionType,
    "location": Location,
    "desks": Desk,
    "hours": WeekHours,
}


def complaints(error: ValidationError) -> Iterator[tuple[Path, bool, str]]:
    """Each refusal as path, whether the key is absent from the file, and message."""
    for detail in error.errors():
        if not _is_echo(detail):
            path = tuple(step for step in detail["loc"] if step != "[key]")
            yield path, detail["type"] == "missing", _message(detail, path)


def _is_echo(detail: ErrorDetails) -> bool:
    """Whether a list counts as empty only because its items were refused, each with its own message."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _message(detail: ErrorDetails, path: Path) -> str:
    kind = detail["type"]
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    table, field = _look_up(path)
    if kind == "extra_forbidden":
        return f"is an unknown key: {suggest(str(path[-1]), _keys(table))}"
    wanted = field.description if field and field.description else "what the documentation of the file says"
    if kind == "missing":
        return f"is missing: write {wanted}"
    return f"{shown(detail['input'])} is not allowed: write {wanted}"


def _keys(table: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys of a table as the file writes them."""
    fields = table.model_fields.items()
    return {str(field.validation_alias or name): field for name, field in fields}


def _look_up(path: Path) -> tuple[type[BaseModel], FieldInfo | None]:
    """The table that holds a path's last key, and the nearest field on the way to it."""
    table: type[BaseModel] = RegionDocument
    field: FieldInfo | None = None
    keys = [step for step in path if isinstance(step, str)]
    for position, key in enumerate(keys, start=1):
        field = _keys(table).get(key, field)
        if position < len(keys):
            table = TABLES.get(key, table)
    return table, field
