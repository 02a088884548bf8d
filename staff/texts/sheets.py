"""Words of the sheets. Knows no request."""

from web.words import Words


def sheets_texts(words: Words) -> dict[str, str]:
    """Words of the sheets."""
    _ = words.gettext
    return {
        "visitor": _("Visitor"),
        "do_resume": _("Go on with the conversation"),
        "do_take_over": _("Take over"),
        "do_later": _("Others first"),
        "do_back": _("Is back"),
        "do_change": _("Change"),
        "do_merge": _("Merge"),
        "do_note": _("Note"),
        "do_reprint": _("Print again"),
        "do_fetch": _("Wants to be fetched"),
        "do_unfetch": _("Need not be fetched"),
        "do_cancel": _("Has left"),
        "do_reinstate": _("Back in the line"),
        "call_because": _("Call now, because…"),
        "other_reason": _("Another reason"),
        "other_reason_label": _("Reason, in a few words"),
        "call_now": _("Call now"),
        "hold_hint": _(
            "The visitor stays yours, and you can call others. After that time the visitor is back in "
            "the line."
        ),
        "hold_open_choice": _("Until I go on"),
        "note_optional": _("Note for a colleague (may be empty)"),
        "no_names": _("No names or personal data; is erased tonight"),
        "transfer_hint": _("The visitor goes back to the line, at the old place, for whom you choose."),
        "to_guide": _("To whom?"),
        "to_question": _("For which question?"),
        "same_question": _("The same question"),
        "to_desk": _("To which desk?"),
        "no_matter": _("No matter"),
        "service_hint": _("You go on talking; both questions count."),
        "which_question": _("Which question now?"),
        "how_ended_first": _("How did the first one end?"),
        **_sheets_more1(words),
    }


def _sheets_more1(words: Words) -> dict[str, str]:
    """The rest."""
    _ = words.gettext
    return {
        "go_on": _("Go on with this question"),
        "change": _("Change"),
        "priority": _("Priority"),
        "ordinary": _("Ordinary"),
        "save": _("Save"),
        "merge": _("Merge"),
        "merge_with": _("With which number?"),
        "choose_number": _("Choose the number"),
        "merge_hint": _("%(label)s goes; the other number stays, at the earlier place."),
        "nobody_else": _("Nobody else is waiting."),
        "note": _("Note"),
        "note_label": _("Note for colleagues"),
        "presence": _("You"),
        "available": _("Available"),
        "pause": _("Break"),
        "elsewhere": _("Elsewhere"),
        "back_office": _("Back office"),
        "other_desk": _("Other desk"),
        "away_title": _("All guides away for a moment"),
        "away_explained": _("The screens say when you are back. The kiosk goes on giving numbers."),
        "away_now": _("Now: back at %(time)s"),
        "away_end": _("We are back"),
        "paper_title": _("Roll of paper numbers"),
        "paper_explained": _(
            "For when the kiosk does not work: visitors tear off a number, you call the numbers one by one."
        ),
        "paper_now": _("Now at number %(num)s"),
        "paper_stop": _("Stop the roll"),
        "paper_start": _("Start the roll"),
        "paper_next": _("First number"),
        "paper_last": _("Last number"),
    }
