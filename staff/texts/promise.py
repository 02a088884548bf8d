"""How good the wait ranges were, in words. Knows no request."""

from dataclasses import dataclass

from web.promises import Promise
from web.words import Words


@dataclass(frozen=True)
class PromiseText:
    """The figure, and its definition."""

    kept: str
    meaning: str


def promise_text(promise: Promise | None, words: Words) -> PromiseText | None:
    """What the console says of the last week's ranges; None where nothing is known."""
    if promise is None:
        return None
    kept = words.ngettext(
        "Waiting times were right: %(share)s %% this week (%(num)s visit)",
        "Waiting times were right: %(share)s %% this week (%(num)s visits)",
        promise.visits,
    )
    meaning = words.gettext(
        "Of the visitors who had to wait, this many were called within the time that was told. "
        "About 80 in 100 is right."
    )
    return PromiseText(kept % {"share": round(100 * promise.share), "num": promise.visits}, meaning)
