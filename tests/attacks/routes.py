"""Every address that the product has, as an attacker reads it off: from the application's own map."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from web.access import access_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Route:
    """One method of one rule.

    Attributes:
        endpoint: its name.
        method: of HTTP.
        path: where something is.
        open: whether it asks nobody who they are.
        parts: names of the parts of its address.
    """

    endpoint: str
    method: str
    path: str
    open: bool
    parts: tuple[str, ...] = ()


def routes(app: Flask, values: Mapping[str, object]) -> list[Route]:
    """All of them, those that change something and those that do not."""
    found = []
    adapter = app.url_map.bind("inloop.test")
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: (each.endpoint, each.rule)):
        access = access_of(app.view_functions[rule.endpoint])
        path = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            parts = tuple(sorted(_texts(rule)))
            found.append(Route(rule.endpoint, method, path, access is None or access.roles is None, parts))
    return found


def _texts(rule: Rule) -> set[str]:
    return {name for name in rule.arguments if type(rule._converters[name]).__name__ != "IntegerConverter"}
