"""The words of the visitor's phone page, in one language."""

from web.waiting import wait_texts
from web.words import Words

Texts = dict[str, str | dict[str, str]]


def texts(words: Words) -> Texts:
    """What the phone says in each state of the ticket, by the names its script knows it by."""
    return {
        **_states(words),
        **_otherwise(words),
        **_wishes(words),
        **_alarm(words),
        "wait": _wait(words),
        **wait_texts(words),
    }


def _states(words: Words) -> Texts:
    _ = words.gettext
    return {
        "your_number": _("Your number"),
        "title": _("Number %(label)s"),
        "waiting": _("You are in line"),
        "next": _("You are next"),
        "ahead": words.forms("%(num)s person before you", "%(num)s people before you"),
        "next_help": _("Come to the waiting room. We will call %(label)s soon."),
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
        "abandoned": _("The day is over"),
        "abandoned_help": _("We could not help you. We are sorry. You are welcome another day."),
        "updated": _("Up to date at %(time)s"),
        "stale": _("Out of date since %(time)s"),
        "stale_help": _("We keep trying. Please watch the screen in the waiting room."),
    }


def _otherwise(words: Words) -> Texts:
    """A day that goes otherwise than planned, and what was decided about this visitor."""
    _ = words.gettext
    return {
        "closed_help": _("We are closed now. You are welcome another day."),
        "no_show_closed": _(
            "Are you still here? Ask a member of staff. Otherwise you are welcome another day."
        ),
        "not_helping": _("We cannot help you now"),
        "not_helping_help": _("We had to close. We are sorry. Please come back another time."),
        "helping": _("We had to close, but we will still help you."),
        "guide_away": _("The guide is away for a moment, back at %(time)s. You keep your place."),
        "for_desk": _("We will call you to %(desk)s."),
        "later": _("Others go first until %(time)s"),
        "later_help": _("You keep your place. Be back in time."),
        "fetch_waiting": _("We will come and fetch you when it is your turn."),
        "fetch_called": _("We are coming to fetch you. Please stay where we can see you."),
        "merged": _("Your number is now %(label)s"),
        "merged_help": _("You had two numbers. We will call %(label)s."),
    }


def _wishes(words: Words) -> Texts:
    """What the visitor can ask for, and what came of it."""
    _ = words.gettext
    return {
        "wish_later": _("I need a moment"),
        "wish_back": _("I am back"),
        "wish_leave": _("I am leaving"),
        "wish_fetch": _("I do not hear or see it well: come and fetch me"),
        "wish_unfetch": _("You need not fetch me"),
        "sure": _("Do you want to leave the line? You lose your place."),
        "sure_leave": _("Yes, I am leaving"),
        "sure_stay": _("No, I am staying"),
        "busy": _("One moment"),
        "failed": _("That did not work. Check your connection and try again."),
        "no_more_laters": _("You cannot ask for more time again."),
        "refused": _("That is no longer possible."),
    }


def _wait(words: Words) -> str:
    return words.gettext("Waiting time: %(wait)s")


def _alarm(words: Words) -> Texts:
    """What the phone will do at the call, never more than it can."""
    _ = words.gettext
    return {
        "alarm_offer_both": _("Tap here: then you hear and feel it when it is your turn"),
        "alarm_offer_sound": _("Tap here: then you hear it when it is your turn"),
        "alarm_offer_vibration": _("Tap here: then you feel it when it is your turn"),
        "alarm_both": _("This phone makes a sound and shakes when it is your turn."),
        "alarm_sound": _("This phone makes a sound when it is your turn. It cannot shake."),
        "alarm_vibration": _("This phone shakes when it is your turn. It cannot make a sound."),
        "alarm_none": _("This phone cannot make a sound or shake here. Keep an eye on the screen."),
        "alarm_keep": _("Put the sound on and leave this page open. Otherwise it stays quiet."),
        "hush": _("Stop the sound"),
    }


def push_texts(words: Words) -> Texts:
    """What the page says of messages that come while it is closed; only where there is push."""
    _ = words.gettext
    return {
        "push_offer": _("Also when this page is closed"),
        "push_stop": _("No more messages"),
        "push_on": _("You get a message, also when this page is closed."),
        "push_no": _("This phone does not allow messages."),
    }
