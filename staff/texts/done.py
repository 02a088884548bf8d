"""What has just been done, in words, by the name of the action. Knows no request."""

from web.words import Words


def done_texts(words: Words) -> dict[str, str]:
    """What has just been done, in words, by the name of the action."""
    _ = words.gettext
    return {
        "done_call-next": _("%(label)s is called to %(desk)s."),
        "done_call": _("%(label)s is called to %(desk)s."),
        "done_call-paper": _("%(label)s is called to %(desk)s."),
        "done_start": _("The conversation with %(label)s has started."),
        "done_recall": _("%(label)s is called again."),
        "done_return": _("%(label)s is back in the line, at the old place."),
        "done_no-show": _("%(label)s is closed: did not come."),
        "done_finish": _("%(label)s is finished."),
        "done_hold": _("%(label)s is on hold."),
        "done_resume": _("You go on with %(label)s."),
        "done_transfer": _("%(label)s is handed over."),
        "done_service": _("Another question of %(label)s."),
        "done_take-over": _("%(label)s is with you now."),
        "done_cancel": _("%(label)s has left the line."),
        "done_reinstate": _("%(label)s is back in the line, at the old place."),
        "done_change": _("%(label)s is changed."),
        "done_later": _("Others go before %(label)s for a moment."),
        "done_back": _("%(label)s is back."),
        "done_merge": _("The two are one now: %(label)s."),
        "done_reprint": _("%(label)s is printed again."),
        "done_fetch": _("%(label)s is fetched when it is their turn."),
        "done_unfetch": _("%(label)s need not be fetched any more."),
        "done_note": _("Note saved."),
        "done_undo": _("%(label)s is as it was just before."),
        "done_issue": _("%(label)s is given."),
        "done_walk-direct": _("%(label)s goes straight to the desk."),
        "done_desk": _("You have a desk. Visitors can come."),
        "done_leave": _("You have left your desk."),
        "done_presence-available": _("You are available."),
        "done_presence-pause": _("Have a good break."),
        **_done_more1(words),
    }


def _done_more1(words: Words) -> dict[str, str]:
    """The rest."""
    _ = words.gettext
    return {
        "done_presence-back_office": _("You are in the back office."),
        "done_help": _("Everybody sees that you need help."),
        "done_help-coming": _("Everybody sees that you are going to %(guide)s."),
        "done_help-end": _("The call for help of %(guide)s is closed."),
        "done_assist-coming": _("The visitor reads that you are coming."),
        "done_assist-done": _("The visitor at the kiosk is helped."),
        "done_paper": _("The roll has started."),
        "done_paper-stop": _("The roll has stopped."),
        "done_away": _("The screens say when you are back."),
        "done_away-end": _("The screens say that you are back."),
        "done_close": _("The location is closed."),
        "done_open": _("The location is open."),
        "done_message": _("The message is on the display."),
        "done_message-end": _("The message is gone."),
        "done_guide": _("Saved for %(guide)s."),
    }
