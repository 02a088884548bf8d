"""Words of the page on which the ticket's layout is changed, for its scripts. Knows no request."""

from web.words import Words

TicketTexts = dict[str, str | dict[str, str]]


def ticket_texts(words: Words) -> TicketTexts:
    """Every sentence that the scripts of the ticket page may show."""
    _ = words.gettext
    return {
        "parts": _parts(words),
        "hints": {
            "second": _("What a guide must be able to read; only for visitors who read another language."),
            "wait": _("Stands there only when the waiting time is known."),
            "number": _("Always stands on the ticket."),
            "logo": _("A PNG file, black on white. A large picture is made to fit."),
        },
        "sizes": {"small": _("Small"), "normal": _("Ordinary size"), "large": _("Large")},
        "aligns": {"start": _("At the start"), "centre": _("In the middle")},
        "papers": {"both": _("80 and 58 mm"), "80": _("Only 80 mm"), "58": _("Only 58 mm")},
        **_row_texts(words),
        **_fault_texts(words),
        **_picture_texts(words),
        **_saving_texts(words),
    }


def _parts(words: Words) -> dict[str, str]:
    """The parts by their names in config/ticket.py."""
    _ = words.gettext
    return {
        "logo": _("Logo"),
        "organisation": _("Organisation"),
        "location": _("Name of the location"),
        "issued": _("Day and time"),
        "number": _("Number"),
        "question": _("The question"),
        "second": _("The same in Dutch"),
        "rule": _("Rule"),
        "ahead": _("How many are before you"),
        "wait": _("How long it may take"),
        "instruction": _("What to do now"),
        "qr": _("QR code"),
        "line": _("Line of your own"),
        "space": _("Blank space"),
        "footer": _("Last line in small print"),
    }


def _row_texts(words: Words) -> dict[str, str]:
    """Words at a part."""
    _ = words.gettext
    return {
        "up": _("%(part)s: one place up"),
        "down": _("%(part)s: one place down"),
        "place": _("%(part)s: place %(num)s of %(count)s"),
        "on": _("On the ticket"),
        "off": _("not on the ticket"),
        "more": _("Size and place"),
        "more_line": _("Text, size and place"),
        "line_empty": _("Still empty: not on the ticket"),
        "size": _("Size"),
        "align": _("Place in the line"),
        "paper": _("On which paper"),
        "beside": _("Beside the code"),
        "text_in": _("Text: %(language)s"),
        "text_none": _("Other languages may stay empty; then the Dutch text is printed."),
        "remove": _("Take away"),
        "remove_of": _("%(part)s: take away"),
        "removed": _("%(part)s is taken away"),
        "added": _("%(part)s is added at the end"),
        "logo_choose": _("Choose a PNG"),
        "logo_none": _("No logo"),
        "logo_now": _("No logo chosen yet"),
    }


def _fault_texts(words: Words) -> dict[str, str]:
    """What is wrong with a layout, and what to do."""
    _ = words.gettext
    return {
        "line_dutch": _("Write at least the Dutch text, or take this line away."),
        "line_unseen": _("An invisible character came along. Type the text again yourself."),
        "twice": _("%(part)s stands twice on paper of %(paper)s mm. Take one away."),
        "no_number": _("There is no number on paper of %(paper)s mm. Put it there."),
        "too_many": _("There are more than %(num)s parts. Take some away."),
        "logo_kind": _("This is no PNG. Save the picture as PNG and choose that file."),
        "logo_large": _("This picture has more than 2000 pixels at a side. Make it 576 pixels wide."),
        "logo_big": _("This file is too big. Choose a PNG below 75 kB, in black and white."),
        "logo_light": _("Nothing of this logo is dark enough to be printed. Choose a black one on white."),
        "logo_unread": _("This file cannot be read. Save it as PNG once more."),
        "foreign": _("The server says:"),
    }


def _picture_texts(words: Words) -> dict[str, str]:
    """Words around the picture of the paper."""
    _ = words.gettext
    return {
        "coming": _("A new picture is being made…"),
        "fresh": _("Exactly as it will be printed"),
        "wrong": _("This picture is an older one: something is not right yet."),
        "away": _("This picture is an older one: the server does not answer. It is tried again."),
        "picture": _("The ticket on paper of %(paper)s mm: %(language)s"),
        "length": _("%(cm)s cm of paper, and a little white for the knife."),
        "length_two": _("Two copies of %(cm)s cm, and a little white for the knife."),
        "hundred": _("A hundred visitors: %(num)s m."),
    }


def _saving_texts(words: Words) -> dict[str, str]:
    """Words about saving."""
    _ = words.gettext
    return {
        "unchanged": _("Nothing is changed."),
        "changed": _("Not saved yet."),
        "saving": _("Saving…"),
        "saved": _("Saved. The next ticket at %(num)s locations looks like this."),
        "saved_one": _("Saved. The next ticket looks like this."),
        "saved_same": _("This was the ticket already; nothing is different."),
        "saved_twice": _("Saved, but a colleague saved too just after you. Theirs is the ticket now."),
        "mend_first": _("Something is not right yet. It is told in red at its part."),
        "undone": _("Taken one step back"),
        "discarded": _("Your changes are gone; Step back brings them back"),
        "defaulted": _("This is the ticket that Inloop begins with; Step back brings back yours"),
        "theirs": _("This is the ticket that your colleague saved; Step back brings back yours"),
        "kept": _("You were signed out. Your changes are still here."),
        "unread": _("The ticket cannot be fetched. Look at the network; it is tried again."),
        "unsure": _("No answer from the server. It may be saved or not: press Save once more."),
        "unreached": _("No answer from the server. Nothing is saved; press Save once more."),
        "forbidden": _("Only an administrator may save the ticket."),
        "other": _("That did not work. Look again and press once more."),
    }
