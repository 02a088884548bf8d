"""What each application works out anew and what is the same each time: done once for a whole test run.

Werkzeug takes each address apart for each application, and writes, compiles and runs Python for it, which is
nine tenths of what it takes to put one together; most of the rest is reading every static file. This module
knows nothing of what answers there.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from werkzeug.routing import BaseConverter, Rule
from werkzeug.routing.rules import RulePart

from web.assets import make_assets


@dataclass(frozen=True)
class _Parsed:
    """What there is of a rule when its text has been taken apart."""

    parts: list[RulePart]
    trace: list[tuple[bool, str]]
    converters: dict[str, BaseConverter]

    def give_to(self, rule: Rule) -> None:
        """Note on another rule of the same text what the library notes."""
        rule._trace += self.trace
        rule._converters |= self.converters
        rule.arguments |= self.converters.keys()


@contextmanager
def worked_out_once() -> Iterator[None]:
    """For the length of the block, no application repeats what an earlier one has worked out."""
    compiled: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
    compile_builder: Callable[[Rule, bool], Callable[..., tuple[str, str]]] = Rule._compile_builder

    def remembered(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        defaults: dict[str, Any] = dict(rule.defaults or {})
        key = (rule.rule, rule.subdomain, append_unknown, tuple(sorted(defaults.items())))
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    parsed: dict[tuple[object, ...], _Parsed] = {}
    parse: Callable[[Rule, str], Iterable[RulePart]] = Rule._parse_rule

    def remembered_parts(rule: Rule, text: str) -> Iterable[RulePart]:
        key = (text, frozenset(rule.map.converters.items()))
        if key in parsed:
            parsed[key].give_to(rule)
        else:
            traced, known = len(rule._trace), set(rule._converters)
            parts = list(parse(rule, text))
            new = {name: one for name, one in rule._converters.items() if name not in known}
            parsed[key] = _Parsed(parts, rule._trace[traced:], new)
        return parsed[key].parts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", remembered)
        patch.setattr(Rule, "_parse_rule", remembered_parts)
        patch.setattr("web.application.make_assets", cache(make_assets))
        yield
