"""The words of the waiting room's board. Knows no request."""

from collections.abc import Iterable

from web.waiting import wait_texts
from web.words import Words

Texts = dict[str, str | dict[str, str]]


def texts(words: Words, languages: Iterable[Words]) -> Texts:
    """Every sentence that the board may show.

    Args:
        words: the board's own language.
        languages: the words of those that visitors can choose; each has its word for a desk in `desks`, and
            what the sign of a desk says in `turns`.
    """
    _, visitors = words.gettext, list(languages)
    return {
        "live": _("Live"),
        "not_live": _("Not up to date"),
        "stale": _("Out of date since %(time)s"),
        "stale_hint": _("Wait for your number to be called, or ask a colleague."),
        "waiting": words.forms("%(num)s person waiting", "%(num)s people waiting"),
        "nobody_waiting": _("Nobody is waiting"),
        **wait_texts(words),
        "welcome": _("Welcome"),
        "no_calls": _("Your number appears here in large when it is your turn."),
        "no_numbers": _("No new numbers any more today. Whoever has a number will be helped."),
        "closed": _("Closed"),
        "closed_early": _("We had to close"),
        "helping": _("We had to close. If you have a number, we will still help you."),
        "not_helping": _("We cannot help you now, even if you have a number."),
        "why_staff": _("There are not enough colleagues here today."),
        "why_technical": _("Something is broken. We are working on it."),
        "why_emergency": _("There is an emergency. Please do what our staff say."),
        "why_other": _("Something unexpected happened."),
        "guide_away": _("The guide is away for a moment, back at %(time)s. You keep your place."),
        "opens_at": _("We open at %(time)s."),
        "opens_tomorrow": _("We open tomorrow at %(time)s."),
        "opens_on": _("We open on %(day)s at %(time)s."),
        "sound_off": _("Sound is off: touch to switch it on"),
        "announced": _("%(label)s, please come to %(desk)s"),
        "sign_called": _("It is your turn"),
        "sign_busy": _("Occupied"),
        "sign_free": _("Free"),
        "desks": {other.language: other.gettext("Desk") for other in visitors},
        "turns": {other.language: other.gettext("It is your turn") for other in visitors},
    }
