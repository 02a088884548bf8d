"""Words of the line and of giving a number. Knows no request."""

from web.words import Words


def line_texts(words: Words) -> dict[str, str]:
    """Words of the line and of giving a number."""
    _ = words.gettext
    return {
        "fetch_this": _("Fetch in person"),
        "fetch_now": _("Fetch: this visitor wants to be fetched"),
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
        "more_waiting": _("%(num)s more wait: show all"),
        "more_held": _("%(num)s more are on hold"),
        "open_visitor": _("%(label)s: what can be done"),
        "give_number": _("Give a number"),
        "closed_list": _("Done today"),
        "place": _("All away / paper"),
        "whole_line": _("The whole line"),
        "visitor_speaks": _("The visitor speaks"),
        "where_to": _("Where to?"),
        "into_line": _("Into the line"),
        "to_me": _("To me"),
        "press_question": _("Press the question"),
        "number_given": _("This is the number. It is being printed."),
        "another_number": _("Another number"),
        "reprint": _("Print again"),
        "not_after_all": _("Not after all"),
        "fetching": _("Fetching…"),
        "list_failed": _("This list did not come. Shut it and open it again."),
        "closed_hint": _("Who missed the call or comes back late goes back to the old place."),
        **_line_more1(words),
    }


def _line_more1(words: Words) -> dict[str, str]:
    """The rest."""
    _ = words.gettext
    return {
        "nobody_closed": _("Nobody yet today."),
        "ahead": _("%(num)s before you"),
        "ahead_none": _("next to be called"),
        "reinstate": _("Back in the line"),
        "ended_done": _("Helped at"),
        "ended_no_show": _("Did not come,"),
        "ended_left": _("Left at"),
        "ended_abandoned": _("Closed at the end of the day"),
        "ended_merged": _("Merged at"),
    }
