"""A region whose every word was written by an attacker, as its file may have it."""

import copy
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import tomli_w

from models.region_file import RegionDocument, RegionFileInvalid, read_region
from tests.attacks.fields import free_texts
from tests.cast import REGION

_MORE = """
[[priority]]
number = 1
name = { nl = "Kan niet staan", en = "Cannot stand" }

[[outcome]]
id = "brief"
name = { nl = "Brief", en = "Letter" }

[[topic]]
id = "cv"
name = { nl = "CV", en = "CV" }

[[question_group]]
id = "groep"
icon = "briefcase"
colour = "#0b5cad"
name = { nl = "Groep", en = "Group", ar = "م", ti = "ስ" }

[ticket]
parts = [{ part = "organisation" }, { part = "location" }, { part = "number" }, { part = "question" },
  { part = "line", text = { nl = "Een regel", en = "A line", ar = "س", ti = "ስ" } }, { part = "footer" }]
"""
CHECKED_OTHERWISE = {
    ("region", "languages", "[]"),
    ("ticket", "logo"),
    ("question_group", "[]", "icon"),
    ("question_group", "[]", "colour"),
    ("question_type", "[]", "icon"),
    ("question_type", "[]", "colour"),
    ("location", "[]", "timezone"),
}
"""Texts that the schema does not bound but the file's own checks do: names of languages, icons, zones."""


def raw_region() -> dict[str, Any]:
    """The cast's region with everything that a file may say in words."""
    raw = tomllib.loads(REGION + _MORE)
    raw["region"] |= {"phone": "070", "website": "https://werk.example", "embed": ["https://werk.example"]}
    raw["question_type"][0]["hint"] = dict.fromkeys(raw["region"]["languages"], "Een baan vinden.")
    raw["question_type"][1] |= {"group": "groep"}
    raw["question_type"][2] |= {"group": "groep", "from": raw["question_type"][2]["from"].replace(year=2026)}
    for location in raw["location"]:
        location |= {"hours": "always", "address": "Plein 1", "join_by_phone": True}
        location.pop("max_waiting", None)
        location.pop("until", None)
        location.pop("closed", None)
    return raw


def free_places() -> set[tuple[str, ...]]:
    """Where the schema of the file takes any text."""
    schema = RegionDocument.model_json_schema(by_alias=True)
    return set(free_texts(schema, schema)) - CHECKED_OTHERWISE


@cache
def planted(text: str) -> tuple[str, frozenset[tuple[str, ...]]]:
    """The file with that text in each place that takes it, and those places."""
    raw, taken = raw_region(), set[tuple[str, ...]]()
    for place in sorted({found for found, _ in _leaves(raw)}):
        attempt = _with(raw, place, text)
        try:
            read_region(tomli_w.dumps(attempt))
        except RegionFileInvalid:
            continue
        raw = attempt
        taken.add(place)
    return tomli_w.dumps(raw), frozenset(taken)


def _with(raw: Mapping[str, Any], place: tuple[str, ...], text: str) -> dict[str, Any]:
    attempt = copy.deepcopy(dict(raw))
    for found, holder in _leaves(attempt):
        if found == place:
            holder[0][holder[1]] = text
    return attempt


def _leaves(node: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], tuple[Any, Any]]]:
    """Every text, by its kind of place, with what holds it."""
    pairs = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
    for name, child in pairs:
        kind = (
            "[]"
            if isinstance(node, list)
            else "*"
            if place[-1:] in {("name",), ("hint",), ("text",)}
            else name
        )
        here = (*place, str(kind))
        if isinstance(child, str):
            yield here, (node, name)
        elif isinstance(child, dict | list):
            yield from _leaves(child, here)
