"""What a guide reads when something did not go through, or why somebody is next. Knows no request."""

from web.words import Words


def reasons(words: Words) -> dict[str, str]:
    """Why a visitor is next, by the code of models/policy.py."""
    _ = words.gettext
    return {
        "waited_longest": _("has waited longest of your questions"),
        "returns_to_you": _("is waiting for you"),
        "for_your_desk": _("was sent to your desk"),
        "priority": _("has priority"),
        "second_question": _("nobody waits for your own questions"),
        "widened": _("has waited long, so you may help too"),
        "nobodys_question": _("nobody here has this as own question"),
        "for_guide": _("is for a colleague"),
        "for_desk": _("is for another desk"),
        "later": _("will be back in a moment"),
    }


def call_reasons(words: Words) -> list[str]:
    """Why somebody is called out of turn, to choose from quickly."""
    _ = words.gettext
    return [
        _("Cannot wait"),
        _("Belongs to an earlier conversation"),
        _("I speak this language"),
        _("Was agreed"),
    ]


def refusals(words: Words) -> dict[str, str]:
    """By the code of a problem: what is so, and what to do."""
    return {**_about_visitors(words), **_about_the_rest(words)}


def _about_visitors(words: Words) -> dict[str, str]:
    """What was asked of a visit, a desk or a step."""
    _ = words.gettext
    return {
        "busy": _("You already have a visitor. Finish that conversation first."),
        "desk_busy": _("A colleague has a visitor at that desk. Choose another desk."),
        "unknown_desk": _("This desk is no longer there. Choose another desk."),
        "no_desk": _("Choose a desk first, then try again."),
        "already_called": _("A colleague has just called this visitor. The line is up to date again."),
        "not_waiting": _("This visitor is no longer in the line. The line is up to date again."),
        "not_called": _("This visitor is no longer called. You see how it is now."),
        "not_in_conversation": _("This conversation is already over. You see how it is now."),
        "not_on_hold": _("This visitor is no longer on hold. You see how it is now."),
        "not_closed": _("This visit is still going on. You see how it is now."),
        "not_open": _("This visit is already over. You see how it is now."),
        "unknown_assistance": _("That is solved already."),
        "not_yours": _("This visitor is with a colleague now."),
        "stale": _("Something changed just before you pressed. Look again and press once more."),
        "too_soon": _("You have just called. Wait a few seconds and call again."),
        "no_more_recalls": _(
            "This visitor was called often enough. Choose: did not come, or back to the line."
        ),
        "too_late": _("That was too long ago. Give a new number or go on from here."),
        "no_more_laters": _("This visitor let others go first often enough. Call, or close the number."),
        "nothing_to_undo": _("There is no step of yours to undo here any more."),
        "unknown_guide": _("This guide is not known here. Choose somebody else."),
    }


def _about_the_rest(words: Words) -> dict[str, str]:
    """What was chosen or filled in, the location, the session."""
    _ = words.gettext
    return {
        "guide_not_here": _("This guide is not at a desk now. Choose somebody else."),
        "unknown_priority": _("This priority cannot be chosen any more. Choose another one."),
        "unknown_message": _("This message is already gone."),
        "unknown_question_type": _("This question cannot be chosen here. Choose another one."),
        "unknown_language": _("This language cannot be chosen here. Choose another one."),
        "unknown_location": _("This location is no longer there. Choose another one."),
        "unknown_ticket": _("This number does not exist any more."),
        "unknown_outcome": _("This result cannot be chosen any more. Choose another one."),
        "unknown_printer": _("This printer is no longer there."),
        "unknown_device": _("One of those kiosks is no longer there. Choose again."),
        "unknown_pairing": _(
            "No screen of this location shows this code now. Look again: it may have changed."
        ),
        "already_paired": _("A colleague has just paired this screen."),
        "unknown_paper": _("A colleague has looked already."),
        "bad_address": _("That is no address of a printer."),
        "no_paper_roll": _("No roll of paper numbers is in use. Start one first."),
        "paper_number_taken": _(
            "This paper number was called already. Look at the roll and set the next number."
        ),
        "out_of_range": _("That number does not fit. Fill in another one."),
        "same_ticket": _("That is the same number. Choose another one."),
        "already_open": _("The location is open already."),
        "already_closed": _("The location is closed already."),
        "nothing_asked": _("Choose something first."),
        "closed": _("No numbers are given now: the location is closed."),
        "full": _("No numbers are given now: the line is full for today."),
        "invalid": _("Something is not filled in right. Look at it again."),
        "forbidden": _("Your account may not do this. Ask your coordinator."),
        "unauthorised": _("You were signed out. Sign in again."),
        "csrf": _("You were signed out. Sign in again."),
        "not_writable": _(
            "The server can save nothing now: its disk is full or broken. Nothing was done. "
            "Go on with paper numbers, and tell your administrator."
        ),
        "unavailable": _("The server is busy. Wait a moment and press once more."),
        "too_many": _("That was too fast. Wait a moment and press once more."),
        "unreached": _("No answer from the server. Look whether it worked before you press again."),
        "other": _("That did not work. Look again and press once more."),
    }
