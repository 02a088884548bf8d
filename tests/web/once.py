"""What each application works out anew and what is the same each time: done once for a whole test run.

Werkzeug writes, compiles and runs Python for each address of each application, which is nine tenths of what
it takes to put one together; most of the rest is reading every static file. This module knows nothing of
what answers there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from werkzeug.routing import Rule

from web.assets import make_assets


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

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", remembered)
        patch.setattr("web.application.make_assets", cache(make_assets))
        yield
