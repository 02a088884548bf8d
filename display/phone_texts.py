"""The words of the visitor's phone page, in one language."""

from web.words import Words

Texts = dict[str, str | dict[str, str]]


def texts(words: Words) -> Texts:
    """What the phone says in each state of the ticket, by the names its script knows it by."""
    _ = words.gettext
    return {
        "your_number": _("Your number"),
        "title": _("Number %(label)s"),
        "waiting": _("You are in line"),
        "next": _("You are next"),
        "ahead": words.forms("%(num)s person before you", "%(num)s people before you"),
        "waiting_help": _("Stay close. We will call %(label)s on the screen and here."),
        "come_now": _("Come now to"),
        "in_conversation": _("You are talking with a guide"),
        "on_hold": _("Your conversation pauses"),
        "on_hold_help": _("Stay close. We will go on soon."),
        "done": _("Thank you for coming"),
        "done_help": _("Do you have another question? Take a new number."),
        "no_show": _("We called you, but did not see you"),
        "no_show_help": _("Are you here? Go to the host at the entrance."),
        "left": _("You have left the line"),
        "left_help": _("Changed your mind? Take a new number."),
        "abandoned": _("We could not help you today"),
        "abandoned_help": _("We are sorry. You are welcome another day."),
        "updated": _("Up to date at %(time)s"),
        "stale": _("Out of date since %(time)s"),
        "stale_help": _("We keep trying. Please watch the screen in the waiting room."),
    }
