"""Words of the panel with the one thing to do now. Knows no request."""

from web.words import Words


def work_texts(words: Words) -> dict[str, str]:
    """Words of the panel with the one thing to do now."""
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
        "call_next": _("Call the next visitor"),
        "call_paper": _("Next paper number: %(num)s"),
        "nobody": _("Nobody is waiting"),
        "nobody_hint": _("As soon as somebody takes a number you see it here."),
        "nobody_now": _("Nobody is waiting any more."),
        "nobody_for_you": _("Nobody is waiting for you"),
        "nobody_for_you_hint": _("Those in the line are for a colleague, or will be back in a moment."),
        "your_visitor": _("Your visitor:"),
        "called_to": _("Called to %(desk)s"),
        "start": _("Start the conversation"),
        "recall": _("Call again (%(num)s left)"),
        "recall_pause": _("Call again in %(num)s s"),
        "recall_none": _("Called often enough"),
        "return": _("Back to the line"),
        "no_show": _("Did not come"),
        "no_show_again": _("Sure? Press again"),
        "in_conversation": _("In conversation"),
        "finish": _("Finish"),
        "how_did_it_end": _("How did it end?"),
        "not_yet": _("Not finished yet"),
        **_work_more1(words),
    }


def _work_more1(words: Words) -> dict[str, str]:
    """The rest."""
    _ = words.gettext
    return {
        "what_about": _("What was it about? You may skip this"),
        "waited": _("waited %(time)s"),
        "hold": _("On hold"),
        "transfer": _("Hand over"),
        "another_question": _("Another question"),
        "more": _("More"),
        "you_pause": _("You are on a break"),
        "you_back_office": _("You work in the back office"),
        "away_hint": _("Nobody is called to your desk meanwhile."),
        "available_again": _("Available again"),
        "you_speak": _("you speak this"),
        "guide_speaks": _("%(guide)s speaks this"),
        "reason_overtakes": _("priority: goes before somebody who came earlier (%(used)s of %(most)s times)"),
        "has_priority": _("Priority"),
        "for_you": _("For you"),
        "for_guide": _("For %(guide)s"),
        "for_desk": _("For %(desk)s"),
        "later_until": _("Away until %(time)s"),
        "service": _("Question %(num)s of this visit"),
        "recalled": _("Called again: %(num)s"),
    }
