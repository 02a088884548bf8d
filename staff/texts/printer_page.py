"""Words of the page of the printers. Knows no request."""

from staff.texts.printing import printing_texts
from staff.texts.refused import refusals
from web.words import Words


def page_texts(words: Words) -> dict[str, str | dict[str, str] | list[str]]:
    """Every sentence that the scripts of the page may show, by the name that they know."""
    _ = words.gettext
    return {
        **printing_texts(words),
        **_cards(words),
        **_test(words),
        **_setting(words),
        "refusals": refusals(words),
        "since": _("since %(time)s"),
        "close": _("Close"),
        "sure": _("Press again to confirm"),
    }


def _cards(words: Words) -> dict[str, str | dict[str, str]]:
    """One printer: how it is, its papers, what happened."""
    _ = words.gettext
    return {
        "no_printers": _("There is no printer here. Visitors get their number on the screen only."),
        "prints_for": _("Prints for"),
        "for_staff": _("staff"),
        "for_nobody": _("nobody yet"),
        "address": _("Address"),
        "address_house": _("of the server"),
        "width": _("Paper"),
        "widths": {"576": _("80 mm"), "384": _("58 mm")},
        "papers": _("Papers in 24 hours"),
        "no_papers": _("none"),
        "paper_confirmed": _("%(num)s printed"),
        "paper_sent": _("%(num)s sent; this printer does not say more"),
        "paper_unknown": _("%(num)s uncertain"),
        "paper_failed": _("%(num)s not printed"),
        "paper_underway": _("%(num)s under way"),
        "history": _("What happened"),
        "history_none": _("Nothing yet."),
        "fetching": _("Fetching…"),
        "history_failed": _("That did not come. Close this and open it again."),
        "fact_set": _("settings changed"),
        "fact_doubted": _("a paper may not have come out"),
        "stale": _("No connection since %(time)s. This can be out of date."),
    }


def _test(words: Words) -> dict[str, str | list[str]]:
    """Trying a printer."""
    _ = words.gettext
    return {
        "test": _("Print a test page"),
        "fresh": _("New. Print a test page first: then you know that visitors get their ticket."),
        "tested": _("The test page of %(printer)s is on its way."),
        "tested_away": _("%(printer)s cannot print now, so no test page comes."),
        "like_this": _("Does it look like this?"),
        "like_this_hint": _("The ruler reaches both edges, nothing is cut off, the greys are even."),
        "test_picture": _("The test page as it should be"),
        "like_this_yes": _("Yes, it is good"),
        "like_this_no": _("No"),
        "tested_good": _("Good. %(printer)s is ready for visitors."),
        "tips_title": _("Try this, and print again"),
        "tips": [
            _("Nothing comes: look at what is said above, and whether the address is that of this printer."),
            _("The right side is cut off: choose paper of 58 mm."),
            _("There is a wide empty edge: choose paper of 80 mm."),
            _("The paper is blank: turn the roll around."),
            _("Stripes or gaps: clean the print head, or use better paper."),
            _("Half a page or strange letters: add ?pause=50 to the address."),
        ],
    }


def _setting(words: Words) -> dict[str, str | dict[str, str]]:
    """Adding, changing and taking away."""
    _ = words.gettext
    return {
        "add": _("Add a printer"),
        "change": _("Change"),
        "remove": _("Remove"),
        "save": _("Save"),
        "name": _("Name"),
        "name_hint": _("As people here call it: at the entrance, at the desk."),
        "address_hint": _("Empty: the printer of the server, %(address)s."),
        "address_how": _("What does an address look like?"),
        "address_tcp": _("on the network"),
        "address_usb": _("on USB; let it be looked for"),
        "address_serial": _("on a serial line"),
        "address_file": _("through the driver of the system"),
        "width_house": _("as the server (%(width)s)"),
        "staff": _("Prints what staff ask for, such as a ticket printed again"),
        "kiosks": _("Kiosks whose tickets come out here"),
        "kiosks_hint": _("A kiosk without a printer of its own uses the first printer of this page."),
        "kiosk_elsewhere": _("%(kiosk)s (now: %(printer)s)"),
        "missing_name": _("Give the printer a name."),
        "done_added": _("%(printer)s is added."),
        "done_changed": _("%(printer)s is changed."),
        "done_removed": _("%(printer)s is removed."),
        "done_restored": _("%(printer)s is back."),
        "put_back": _("Undo"),
        "look_for": _("Look for printers"),
        "looking": _("Looking…"),
        "look_hint": _(
            "Finds printers that are plugged into the server. One on the network you add by its address."
        ),
        "found_none": _("No printer is plugged into the server."),
        "found_use": _("Use this address"),
        "found_maybe": _("Whether it works shows when it prints."),
        "found_trouble": _("May not be used yet. On the server:"),
        "found_failed": _("Looking did not work. Try again."),
        "found_here": _("in use here: %(printer)s"),
    }
