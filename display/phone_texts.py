"""The words of the visitor's phone page, in one language."""

from web.words import Words

Texts = dict[str, str | dict[str, str]]


def texts(words: Words) -> Texts:
    """What the phone says in each state of the ticket, by the names its script knows it by."""
    say = words.gettext
    return {
        "your_number": say("Your number"),
        "title": say("Number %(label)s"),
        "waiting": say("You are in line"),
        "next": say("You are next"),
        "ahead": words.forms("%(num)s person before you", "%(num)s people before you"),
        "waiting_help": say("Stay close. We will call %(label)s on the screen and here."),
        "come_now": say("Come now"),
        "in_conversation": say("You are talking with a guide"),
        "on_hold": say("Your conversation pauses"),
        "on_hold_help": say("Stay close. We will go on soon."),
        "done": say("Thank you for coming"),
        "done_help": say("Do you have another question? Take a new number."),
        "no_show": say("We called you, but did not see you"),
        "no_show_help": say("Are you here? Go to the host at the entrance."),
        "left": say("You have left the line"),
        "left_help": say("Changed your mind? Take a new number."),
        "abandoned": say("We could not help you today"),
        "abandoned_help": say("We are sorry. You are welcome another day."),
        "updated": say("Up to date at %(time)s"),
        "stale": say("Out of date since %(time)s"),
        "stale_help": say("We keep trying. Please watch the screen in the waiting room."),
    }
