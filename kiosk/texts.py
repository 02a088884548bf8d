"""The words of the kiosk, for its script: every language at once, so that a visitor's choice shows at once."""

from collections.abc import Mapping

from web.words import Words

Texts = dict[str, str | dict[str, str]]


def texts(words: Words) -> Texts:
    """All words of the kiosk in the language of *words*, by the names its script knows them by."""
    return {**_way(words), **_ticket(words), **_notices(words), **_days(words)}


def _way(words: Words) -> Texts:
    say = words.gettext
    return {
        "welcome": say("Welcome"),
        "choose_language": say("Choose your language"),
        "question": say("What do you come for?"),
        "nobody_waiting": say("Nobody is waiting"),
        "waiting": words.forms("%(num)s person waiting", "%(num)s people waiting"),
        "more": say("More questions"),
        "first": say("First questions"),
        "back": say("Back"),
        "restart": say("Start again"),
        "language": say("Language"),
        "practice": say("Practice"),
        "still_there": say("Are you still there?"),
        "still_here": say("Yes, I am still here"),
        "starts_again": words.forms(
            "This screen starts again in %(num)s second", "This screen starts again in %(num)s seconds"
        ),
    }


def _ticket(words: Words) -> Texts:
    say = words.gettext
    return {
        "your_number": say("Your number"),
        "next": say("You are next"),
        "ahead": words.forms("%(num)s person before you", "%(num)s people before you"),
        "watch": say("Watch the screen. We will call %(label)s."),
        "follow": say("Follow your place on your phone"),
        "done": say("Done"),
        "more_time": say("More time"),
    }


def _notices(words: Words) -> Texts:
    say = words.gettext
    return {
        "loading": say("One moment"),
        "making": say("We are making your number."),
        "slow": say("This takes longer than usual"),
        "slow_help": say("Please ask a member of staff for help. We keep trying."),
        "closed": say("We are closed now"),
        "open_again": say("We open again"),
        "other_ways": say("You can also reach us by telephone or on our website."),
        "last": say("No new numbers for now"),
        "last_help": say("Do you have a number already? Then we will still help you."),
        "full": say("It is very busy now"),
        "full_help": say("Please come back later, or ask a member of staff."),
        "away": say("This screen cannot give numbers now"),
        "away_help": say("Please ask a member of staff. You will get a number there."),
        "unknown": say("That did not work"),
        "unknown_help": say("Choose your question again, or ask a member of staff."),
    }


def _days(words: Words) -> Texts:
    say = words.gettext
    return {
        "today": say("today at %(time)s"),
        "tomorrow": say("tomorrow at %(time)s"),
        "on_weekday": say("%(weekday)s at %(time)s"),
        "on_date": say("%(weekday)s %(date)s %(month)s at %(time)s"),
        "weekdays": _numbered(words.locale.days["format"]["wide"]),
        "months": _numbered(words.locale.months["format"]["wide"]),
    }


def _numbered(names: Mapping[int, str]) -> dict[str, str]:
    return {str(number): name for number, name in names.items()}
