"""Every field in which somebody can write, read off the OpenAPI file and the schema of the region file.

A text is free where nothing but its length is asked of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
_BOUND = frozenset({"pattern", "enum", "format", "const"})


@dataclass(frozen=True)
class Field:
    """A free text of an operation's body.

    Attributes:
        method: of HTTP.
        path: as the OpenAPI file writes it.
        place: where in the body: names, `[]` for each of a list, `*` for each name.
    """

    method: str
    path: str
    place: tuple[str, ...]

    @property
    def name(self) -> str:
        """As a person reads it."""
        return f"{self.method} {self.path} {'.'.join(self.place)}"


def free_texts(node: Schema, root: Schema, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where free texts stand in what the schema describes."""
    return (found for found, text in texts(node, root, place) if not _BOUND & set(text))


def texts(
    node: Schema, root: Schema, place: tuple[str, ...] = (), seen: frozenset[str] = frozenset()
) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """Where texts stand in what the schema describes, and what is asked of each."""
    if "$ref" in node:
        name = str(node["$ref"])
        if name not in seen:
            yield from texts(_named(root, name), root, place, seen | {name})
        return
    if node.get("type") == "string":
        yield place, node
    for further, child in _parts(node):
        yield from texts(child, root, (*place, *further), seen)


def _parts(node: Schema) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """What a schema is made of, and how far below it that stands."""
    for union in ("anyOf", "oneOf", "allOf"):
        yield from (((), choice) for choice in node.get(union, []))
    for name, child in node.get("properties", {}).items():
        yield (name,), child
    for name, mark in (("items", "[]"), ("additionalProperties", "*")):
        if isinstance(node.get(name), dict):
            yield (mark,), node[name]


def fields(document: Schema) -> list[Field]:
    """All of an OpenAPI file."""
    found = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if "requestBody" in operation:
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                found += [Field(method.upper(), path, each) for each in free_texts(schema, document)]
    return found


def body_of(field: Field, document: Schema, known: Mapping[str, object]) -> dict[str, Any]:
    """The least body of the field's operation: what is required, with values that are *known*."""
    operation = document["paths"][field.path][field.method.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    if "$ref" in schema:
        schema = _named(document, schema["$ref"])
    return {name: known[name] for name in schema.get("required", []) if name in known}


def put(body: Any, place: tuple[str, ...], value: str) -> Any:
    """The same body with *value* at that place."""
    if not place:
        return value
    first, *rest = place
    if first == "[]":
        fitting = [each for each in body or [None] if not rest or rest[0] in (each or {})]
        return [
            put(each, tuple(rest), value) if each in fitting or not fitting else each
            for each in body or [None]
        ]
    named = dict(body or {})
    for name in list(named or ["nl"]) if first == "*" else [first]:
        named[name] = put(named.get(name), tuple(rest), value)
    return named


def _named(root: Schema, name: str) -> Schema:
    found: Any = root
    for part in name.removeprefix("#/").split("/"):
        found = found[part]
    return found  # type: ignore[no-any-return]
