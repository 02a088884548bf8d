"""`replay`: facts again, and for each visitor the wait range that would have been told."""

import json
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

import click

from commands.context import in_one_line
from models.estimate.happening import Happening, Kind
from models.estimate.replay import Replay, Score, Told

_KINDS = frozenset(Kind)
_WITHOUT_TICKET = frozenset(
    {Kind.GUIDE_AVAILABLE, Kind.GUIDE_AWAY, Kind.LOCATION_OPENED, Kind.LOCATION_CLOSED}
)
_BACK_SECONDS = 3600.0
"""Facts of one location may be out of order by that much: clocks differ."""
_EVERY = 500
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character: JSON can say it, and no text holds it."""


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@in_one_line
def replay(file: TextIO) -> None:
    """Tell for each visitor in FILE the range that would have been shown, from what was known then.

    FILE holds one fact a line, oldest first, as the command `facts` writes them; `-` reads standard input.
    One JSON object per number is written, and on standard error how good the ranges were.
    """
    engine, score = Replay(), Score()
    asked: deque[dict[str, Any]] = deque()
    for location, happening, raw in _facts(file):
        if happening.kind is Kind.ISSUED:
            asked.append(raw)
        _write(engine.see(location, happening), asked, score)
    _write(engine.end(), asked, score)
    click.echo(_verdict(score), err=True)


def _write(known: Iterable[Told], asked: deque[dict[str, Any]], score: Score) -> None:
    """Write those of whom all is known; they come in the order in which the numbers were given."""
    for told in known:
        raw = asked.popleft()
        score.add(told)
        line = {
            "ticket": raw["ticket"],
            "at": raw["at"],
            "low": round(told.range.low, 1),
            "median": round(told.range.median, 1),
            "high": round(told.range.high, 1),
            "actual": None if told.actual is None else round(told.actual, 3),
        }
        click.echo(json.dumps(line, ensure_ascii=False))


def _facts(file: TextIO) -> Iterator[tuple[str, Happening, dict[str, Any]]]:
    """The facts that are of use, with what stood in the file."""
    newest: dict[str, float] = {}
    shown = sys.stderr.isatty()
    for number, line in enumerate(_lines(file), 1):
        if shown and number % _EVERY == 0:
            click.echo(f"\r{number} facts", nl=False, err=True)
        if not line.strip():
            continue
        raw = _object(line, number)
        happening = _happening(raw, number)
        location = str(raw["location"])
        if happening.at < newest.get(location, happening.at) - _BACK_SECONDS:
            raise _wrong(number, f"{raw['at']} is older than the line before: sort the facts, oldest first")
        newest[location] = max(newest.get(location, happening.at), happening.at)
        if happening.kind in _KINDS:
            yield location, happening, raw
    if shown:
        click.echo("\r", nl=False, err=True)


def _lines(file: TextIO) -> Iterator[str]:
    try:
        yield from file
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name}: the file is not UTF-8 text") from None


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        raise _wrong(number, "this is not JSON: each line is one object") from None
    if not isinstance(raw, dict):
        raise _wrong(number, 'this is no object such as {"at": …, "location": …, "fact": …}')
    for name in ("at", "location", "fact"):
        if not isinstance(raw.get(name), str) or not raw[name] or _HALF.search(raw[name]):
            raise _wrong(number, f'"{name}" is missing, or no text')
    return raw


def _happening(raw: dict[str, Any], number: int) -> Happening:
    moment = _moment(raw["at"], number)
    kind = raw["fact"]
    if kind not in _KINDS:
        return Happening(moment.timestamp(), 0.0, 0, kind)  # it is passed over: others may know more facts
    ticket, guide = _text(raw, "ticket", number), _text(raw, "guide", number) or _text(raw, "desk", number)
    if kind not in _WITHOUT_TICKET and not ticket:
        raise _wrong(number, f'"ticket" is missing: a fact {kind} belongs to one')
    return Happening(
        at=moment.timestamp(),
        second_of_day=moment.hour * 3600 + moment.minute * 60 + moment.second,
        day=moment.toordinal(),
        kind=Kind(kind),
        ticket=ticket,
        question_type=_text(raw, "question_type", number),
        guide=guide,
    )


def _text(raw: dict[str, Any], name: str, number: int) -> str | None:
    """A name or a number; None when it is not told."""
    value = raw.get(name)
    if value is None:
        return None
    told = str(value)
    if isinstance(value, bool) or not isinstance(value, str | int) or _HALF.search(told):
        raise _wrong(number, f'"{name}" is no text and no whole number')
    return told


def _moment(text: str, number: int) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _wrong(number, f'"at" is {text!r}: write a moment as 2026-11-21T09:30:00Z') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _wrong(number: int, what: str) -> click.ClickException:
    return click.ClickException(f"line {number}: {what}")


def _verdict(score: Score) -> str:
    """How good the ranges were, with what is counted."""
    if not score.called:
        return "nobody was called: there is nothing to compare"
    mean = f"{score.mean_error:.0f} s" if score.compared else "not known"
    ratio = f" ({score.off_compared / score.mean_off:.2f} of it)" if score.mean_off else ""
    inside = "nobody waited" if score.share_inside is None else f"{score.share_inside:.1%} of {score.waited}"
    return "\n".join(
        [
            f"median: mean absolute error {score.error:.0f} s of {score.called} called{ratio}",
            f"plain mean of earlier waits: mean absolute error {mean}",
            f"actual waits inside the range, of those who waited: {inside}",
            f"told five minutes too little or more: {score.short / score.called:.1%} of {score.called}",
        ]
    )
