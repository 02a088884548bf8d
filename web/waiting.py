"""A wait as people say it: "10 to 20 minutes", never better than it is. Knows no request.

The same rule in a browser: static/js/wait.js. One table of cases holds for both (tests/wait_cases.json).
"""

from models.views.shape import WaitRange
from web.words import Words

Texts = dict[str, str | dict[str, str]]

_STEP = 5 * 60
_HOUR = 60


def wait_texts(words: Words) -> Texts:
    """What a wait is told with, for `wait_text` and for `waitText` in a browser.

    Args:
        words: of the domain `visitor`.
    """
    _ = words.gettext
    return {
        "wait_language": words.language,
        "wait_now": _("your turn now"),
        "wait_range": words.forms("%(low)s to %(num)s minute", "%(low)s to %(num)s minutes"),
        "wait_below": words.forms("less than %(num)s minute", "less than %(num)s minutes"),
        "wait_over": words.forms("more than %(num)s minute", "more than %(num)s minutes"),
        "wait_long": _("more than an hour"),
        "wait_unknown": _("not known yet"),
    }


def wait_text(words: Words, wait: WaitRange | None) -> str:
    """The wait in words: its low end rounded down, its high end up, to five minutes.

    Args:
        words: of the domain `visitor`.
        wait: the range in seconds; None when nobody can tell.
    """
    texts = wait_texts(words)
    if wait is None:
        return str(texts["wait_unknown"])
    if wait["high"] <= 0:
        return str(texts["wait_now"])
    low, high = wait["low"] // _STEP * 5, -(-wait["high"] // _STEP) * 5
    if low >= _HOUR:
        return str(texts["wait_long"])
    if low <= 0:
        return _told(words, texts["wait_below"], high)
    if high > _HOUR:
        return _told(words, texts["wait_over"], low)
    return _told(words, texts["wait_range"], max(high, low + 5), low)


def _told(words: Words, forms: str | dict[str, str], num: int, low: int = 0) -> str:
    assert isinstance(forms, dict)  # noqa: S101  # nosec B101 # for the type checker
    form = forms.get(words.locale.plural_form(num), forms["other"])
    return form.replace("%(low)s", str(low)).replace("%(num)s", str(num))
