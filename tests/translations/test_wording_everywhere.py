"""Whoever asks for visitors' words hands over the region's own, so that no correction is forgotten."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("kiosk", "display", "web", "staff", "commands", "realtime")


def _calls() -> Iterator[tuple[str, int, ast.Call]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "words_for":
                    yield path.relative_to(ROOT).as_posix(), node.lineno, node


def _is_visitors(call: ast.Call) -> bool:
    return any(isinstance(given, ast.Constant) and given.value == "visitor" for given in call.args)


def test_every_request_for_visitors_words_names_the_wording() -> None:
    calls = [(path, line, call) for path, line, call in _calls() if _is_visitors(call)]
    assert len(calls) >= 6
    assert [f"{path}:{line}" for path, line, call in calls if len(call.args) + len(call.keywords) < 3] == []
