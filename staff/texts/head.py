"""Words of the console's head and bars. Knows no request."""

from web.words import Words


def head_texts(words: Words) -> dict[str, str]:
    """Words of the console's head and bars."""
    _ = words.gettext
    return {
        "live": _("Live"),
        "not_live": _("Not up to date"),
        "stale": _("No connection since %(time)s. This can be out of date. You can go on once it is back."),
        "door_open": _("Open"),
        "door_until": _("Open until %(time)s"),
        "door_last": _("No new numbers"),
        "door_closed": _("Closed"),
        "door_from": _("Closed, opens at %(time)s"),
        "door_shut": _("Closed early"),
        "close": _("Close"),
        "help": _("Help"),
        "help_sure": _("Press again: everybody sees it"),
        "help_at": _("%(guide)s needs help at %(desk)s"),
        "help_somewhere": _("%(guide)s needs help"),
        "help_mine": _("You asked for help. Everybody sees it."),
        "help_solved": _("Solved"),
        "help_solved_sure": _("Sure? Then it is gone for everybody"),
        "help_no_more": _("No longer needed"),
        "since": _("since %(time)s"),
        "notice_one": _("%(label)s has waited longer than %(num)s minutes, and no guide is free."),
        "notice_many": _("%(num)s visitors wait longer than promised: %(labels)s. No guide is free."),
        "away_news": _("The screens say: back at %(time)s"),
        "closed_staff": _("Closed early: too few guides"),
        "closed_technical": _("Closed early: a technical problem"),
        "closed_emergency": _("Closed early: an emergency"),
        "closed_other": _("Closed early"),
        "still_helped": _("Who is in the line is still helped."),
        "not_helped": _("Nobody is helped any more."),
        **_head_more1(words),
    }


def _head_more1(words: Words) -> dict[str, str]:
    """The rest."""
    _ = words.gettext
    return {
        "undo": _("Undo %(label)s"),
        "help_come": _("I am coming"),
        "visitor_asks": _("A visitor at %(device)s asks for a person."),
        "visitor_helped": _("Done"),
        "given_offline": _("given while offline"),
        "help_comes": _("%(guide)s is on the way"),
        "help_you_come": _("You are on the way"),
        "news_taken_over": _("%(guide)s has taken over %(label)s"),
        "news_not_with_you": _("%(label)s is no longer with you"),
        "news_desk_taken": _("%(guide)s sits at %(desk)s now"),
        "seen": _("Read"),
        "your_pause": _("break"),
        "sure": _("Sure? Press again"),
    }
