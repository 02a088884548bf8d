"""The words of the console, for its scripts. Knows no request."""

from web.words import Words

OUTCOME_ICONS = {
    "answered": "circle-check",
    "referred": "heart-handshake",
    "follow_up": "calendar-event",
    "other": "dots",
}
"""The outcomes in the order of their keys 1 to 4, each with its pictogram."""

Texts = dict[str, str | dict[str, str]]


def texts(words: Words) -> Texts:
    """Every sentence that the console's scripts may show."""
    return {
        **_head(words),
        **_desk(words),
        **_visitor(words),
        **_line(words),
        **_room(words),
        **_done(words),
        "waiting_count": words.forms("%(num)s waiting", "%(num)s waiting"),
        "reasons": reasons(words),
        "refusals": refusals(words),
    }


def outcomes(words: Words) -> list[dict[str, str]]:
    """How a conversation can end, in the order of the keys 1 to 4."""
    _ = words.gettext
    named = {
        "answered": _("Question answered"),
        "referred": _("Referred"),
        "follow_up": _("Follow-up planned"),
        "other": _("Something else"),
    }
    return [{"id": key, "text": text, "icon": OUTCOME_ICONS[key]} for key, text in named.items()]


def reasons(words: Words) -> dict[str, str]:
    """Why a visitor is next, by the code of models/policy.py."""
    return {"waited_longest": words.gettext("has waited longest")}


def refusals(words: Words) -> dict[str, str]:
    """What a guide reads when a command did not go through, by the problem's code: what is so, what to do."""
    _ = words.gettext
    return {
        "busy": _("You already have a visitor. Finish that conversation first."),
        "desk_busy": _("A colleague has a visitor at that desk. Choose another desk."),
        "unknown_desk": _("This desk is no longer there. Choose another desk."),
        "already_called": _("A colleague has just called this visitor. The line is up to date again."),
        "not_waiting": _("This visitor is no longer in the line. The line is up to date again."),
        "not_called": _("This visitor is no longer called. You see how it is now."),
        "not_in_conversation": _("This conversation is already over. You see how it is now."),
        "not_yours": _("This visitor is with a colleague now."),
        "stale": _("Something changed just before you pressed. Look again and press once more."),
        "unknown_ticket": _("This number does not exist any more."),
        "unknown_outcome": _("This result cannot be chosen any more. Choose another one."),
        "forbidden": _("Your account may not do this. Ask your coordinator."),
        "unauthorised": _("You were signed out. Sign in again."),
        "csrf": _("You were signed out. Sign in again."),
        "too_many": _("That was too fast. Wait a moment and press once more."),
        "unreached": _("No answer from the server. Look whether it worked before you press again."),
        "other": _("That did not work. Look again and press once more."),
    }


def _head(words: Words) -> Texts:
    _ = words.gettext
    return {
        "live": _("Live"),
        "not_live": _("Not up to date"),
        "stale": _("No connection since %(time)s. This can be out of date. You can go on once it is back."),
        "door_open": _("Open"),
        "door_until": _("Open until %(time)s"),
        "door_last": _("No new numbers"),
        "door_closed": _("Closed"),
        "close": _("Close"),
        "looking": _("You are watching"),
        "looking_hint": _("Guides call the visitors. You see the line and the desks here."),
    }


def _desk(words: Words) -> Texts:
    _ = words.gettext
    return {
        "choose_desk": _("Where do you sit?"),
        "choose_desk_hint": _("Visitors read the name of your desk on the screen."),
        "desk_free": _("free"),
        "desk_yours": _("you sit here"),
        "desk_of": _("%(guide)s, without a visitor"),
        "desk_busy": _("%(guide)s has a visitor"),
        "desk_sure": _("Sure? %(guide)s sits here"),
        "leave_desk": _("Leave this desk"),
    }


def _visitor(words: Words) -> Texts:
    _ = words.gettext
    return {
        "call_next": _("Call the next visitor"),
        "nobody": _("Nobody is waiting"),
        "nobody_hint": _("As soon as somebody takes a number you see it here."),
        "nobody_now": _("Nobody is waiting any more."),
        "your_visitor": _("Your visitor:"),
        "called_to": _("Called to %(desk)s"),
        "start": _("Start the conversation"),
        "recall": _("Call again"),
        "return": _("Back to the line"),
        "no_show": _("Did not come"),
        "no_show_again": _("Sure? Press again"),
        "in_conversation": _("In conversation"),
        "finish": _("Finish"),
        "how_did_it_end": _("How did it end?"),
        "not_yet": _("Not finished yet"),
        "waited": _("Waited"),
    }


def _line(words: Words) -> Texts:
    _ = words.gettext
    return {
        "number": _("Number"),
        "question": _("Question"),
        "language": _("Language"),
        "wait": _("Wait"),
        "waits": _("has waited %(num)s min"),
        "minutes": _("%(num)s min"),
        "longest": _("longest %(num)s min"),
        "over_target": _("longer than the target of %(num)s min"),
        "near_target": _("nearly at the target of %(num)s min"),
        "line_empty": _("The line is empty."),
    }


def _room(words: Words) -> Texts:
    _ = words.gettext
    return {
        "other_desks": _("Other desks"),
        "no_other_desks": _("There are no other desks here."),
        "state_free": _("free"),
        "state_available": _("without a visitor"),
        "state_called": _("has called"),
        "state_in_conversation": _("in conversation"),
        "devices": _("Screens"),
        "no_devices": _("No screen is paired here yet. Open one from the start page."),
        "device_current": _("up to date"),
        "device_behind": _("behind: reload it"),
        "device_offline": _("off: check power and network"),
        "today": _("Today"),
        "count_issued": _("Numbers"),
        "count_done": _("Helped"),
        "count_no_show": _("Did not come"),
        "count_left": _("Left"),
    }


def _done(words: Words) -> Texts:
    _ = words.gettext
    return {
        "done_call-next": _("%(label)s is called to %(desk)s."),
        "done_start": _("The conversation with %(label)s has started."),
        "done_recall": _("%(label)s is called again."),
        "done_return": _("%(label)s is back in the line, at the old place."),
        "done_no-show": _("%(label)s is closed: did not come."),
        "done_finish": _("%(label)s is finished."),
    }
