"""The words of the kiosk, for its script: every language at once, so a choice shows at once."""

from collections.abc import Mapping
from functools import lru_cache

from config.languages import LANGUAGE_BY_CODE
from kiosk.access_texts import access_texts
from web.waiting import wait_texts
from web.words import Words

Texts = dict[str, str | dict[str, str]]


@lru_cache(maxsize=3 * len(LANGUAGE_BY_CODE))
def texts(words: Words) -> Texts:
    """All words of the kiosk in the language of *words*, by the names its script knows them by."""
    return {
        **_way(words),
        **_today(words),
        **_help(words),
        **_ticket(words),
        **_paper(words),
        **_notices(words),
        **_unplanned(words),
        **_days(words),
        **access_texts(words),
    }


def _way(words: Words) -> Texts:
    _ = words.gettext
    return {
        "welcome": _("Welcome"),
        "choose_language": _("Choose your language"),
        "question": _("What brings you here?"),
        "how": _("How do you want your number?"),
        "way_paper": _("On paper"),
        "way_phone": _("On my phone"),
        "way_number": _("Just the number"),
        "more": _("More questions"),
        "first": _("First questions"),
        "back": _("Back"),
        "restart": _("Start again"),
        "language": _("Language"),
        "up": _("Up"),
        "down": _("Down"),
        "practice": _("Practice"),
        "still_there": _("Are you still there?"),
        "still_here": _("Yes, I am still here"),
        "starts_again": words.forms(
            "This screen starts again in %(num)s second", "This screen starts again in %(num)s seconds"
        ),
    }


def _today(words: Words) -> Texts:
    """The quiet band of the first screen."""
    _ = words.gettext
    return {
        "open_until": _("Open until %(time)s"),
        "open_now": _("Open now"),
        "nobody_waiting": _("Nobody is waiting"),
        "waiting": words.forms("%(num)s person waiting", "%(num)s people waiting"),
        **wait_texts(words),
    }


def _help(words: Words) -> Texts:
    """A person comes to help, or why not."""
    _ = words.gettext
    return {
        "help": _("I want help"),
        "help_stay": _("Stay here"),
        "help_called": _("We are calling a colleague."),
        "help_coming": _("%(name)s is coming to you"),
        "help_somebody": _("A colleague is coming to you"),
        "help_alone": _("Is nobody coming? Ask a member of staff."),
        "help_undo": _("I need no help"),
        "help_ask": _("Ask a member of staff"),
        "help_refused": _("This screen cannot call anybody now."),
    }


def _ticket(words: Words) -> Texts:
    _ = words.gettext
    return {
        "your_number": _("Your number"),
        "next": _("You are next"),
        "ahead": words.forms("%(num)s person before you", "%(num)s people before you"),
        "watch": _("Watch the screen. We will call %(label)s."),
        "follow": _("Follow your place on your phone"),
        "scan": _("Scan the code with your phone"),
        "keep_number": _("Remember your number"),
        "picture_number": _("Take a picture of your number"),
        "done": _("Done"),
        "more_time": _("More time"),
    }


def _paper(words: Words) -> Texts:
    """What becomes of the paper, which is a copy of the number on the screen."""
    _ = words.gettext
    return {
        "paper_printing": _("Your paper is being printed"),
        "paper_take": _("Take your paper"),
        "paper_away": _("No paper here now."),
        "paper_away_help": _("Take a picture or scan the code."),
        "paper_doubt": _("Is there no paper?"),
        "paper_doubt_help": _("Take a picture."),
    }


def _notices(words: Words) -> Texts:
    _ = words.gettext
    return {
        "loading": _("One moment"),
        "making": _("We are making your number."),
        "slow": _("This takes longer than usual"),
        "slow_help": _("Please ask a member of staff for help. We keep trying."),
        "closed": _("We are closed now"),
        "open_again": _("We open again"),
        "other_ways": _("You can also reach us by telephone or on our website."),
        "last": _("No new numbers for now"),
        "last_help": _("Do you have a number already? Then we will still help you."),
        "full": _("It is very busy now"),
        "full_help": _("We give no new numbers now. Please come back later, or ask a member of staff."),
        "away": _("This screen cannot give numbers now"),
        "away_help": _("Please ask a member of staff. You will get a number there."),
        "unknown": _("That did not work"),
        "unknown_help": _("Choose your question again, or ask a member of staff."),
    }


def _unplanned(words: Words) -> Texts:
    """An early closing, by its reason; a guide who is away."""
    _ = words.gettext
    return {
        "closed_early": _("We had to close"),
        "why_staff": _("There are not enough colleagues here today."),
        "why_technical": _("Something is broken. We are working on it."),
        "why_emergency": _("There is an emergency. Please do what our staff say."),
        "why_other": _("Something unexpected happened."),
        "not_helping": _("We cannot help you now, even if you have a number."),
        "guide_away": _("The guide is away for a moment, back at %(time)s. You can still take a number."),
    }


def _days(words: Words) -> Texts:
    _ = words.gettext
    return {
        "today": _("today at %(time)s"),
        "tomorrow": _("tomorrow at %(time)s"),
        "on_weekday": _("%(weekday)s at %(time)s"),
        "on_date": _("%(weekday)s %(date)s %(month)s at %(time)s"),
        "weekdays": _numbered(words.locale.days["format"]["wide"]),
        "months": _numbered(words.locale.months["format"]["wide"]),
    }


def _numbered(names: Mapping[int, str]) -> dict[str, str]:
    return {str(number): name for number, name in names.items()}
