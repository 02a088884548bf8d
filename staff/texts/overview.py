"""Words of the coordinator's view. Knows no request."""

from web.words import Words


def overview_texts(words: Words) -> dict[str, str]:
    """Words of the coordinator's view."""
    _ = words.gettext
    return {
        "card_door": _("The door"),
        "card_questions": _("Questions against their target"),
        "card_messages": _("Messages on the display"),
        "card_guides": _("Guides: questions and languages"),
        "close_early": _("Close early"),
        "why_close": _("Why?"),
        "choose_reason": _("Choose a reason"),
        "help_those_waiting": _("Who is in the line is still helped"),
        "open_again_at": _("Opens again at (may be empty)"),
        "close_now": _("Close now"),
        "open_again": _("Open again"),
        "open_hint": _("The hours say closed. Say until when you are open."),
        "open_until": _("Open until"),
        "open_now": _("Open now"),
        "waiting_now": _("Waiting"),
        "longest_wait": _("Longest"),
        "target": _("Target"),
        "idle": _("free for a while"),
        "shows_revision": _("shows %(shown)s of %(rev)s"),
        "message_until": _("until %(time)s"),
        "message_today": _("until the end of the day"),
        "new_message": _("New message"),
        "message_hint": _("Everybody in the room reads this"),
        "how_long": _("For how long?"),
        "for_minutes": _("%(num)s minutes"),
        "show_message": _("Put on the display"),
        "remove": _("Remove"),
        "guides_hint": _(
            "Own questions go first. Second ones come when nobody waits for those, "
            "or when somebody has waited very long."
        ),
        **_overview_more1(words),
    }


def _overview_more1(words: Words) -> dict[str, str]:
    """The rest."""
    _ = words.gettext
    return {
        "no_guides": _("No guide has an account here yet."),
        "takes_all": _("All questions"),
        "takes_none": _("No questions of their own"),
        "takes_also": _("also %(questions)s"),
        "own_questions": _("Own questions"),
        "also_questions": _("Second questions"),
        "speaks": _("Speaks"),
    }
