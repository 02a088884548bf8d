"""How printers and papers are, for the console and the page of the printers. Knows no request.

What is wrong with a printer, and what to do, is said in web/condition.py; here it is only handed on.
"""

from web.condition import printer_troubles
from web.words import Words


def printing_texts(words: Words) -> dict[str, str | dict[str, str]]:
    """Words about printers and papers, by the name that the scripts know."""
    _ = words.gettext
    troubles = printer_troubles(words)
    no_paper = _("%(label)s is not on paper: the printer cannot print now. Let the visitor note the number.")
    return {
        "printer_wrong": {str(reason): wrong for reason, (wrong, _remedy) in troubles.items()},
        "printer_do": {str(reason): remedy for reason, (_wrong, remedy) in troubles.items()},
        "printer_ok": _("ready to print"),
        "printer_low": _("prints, but the paper is nearly used up"),
        "printer_low_do": _("Put a new roll ready."),
        "printer_asked": _("is being looked for"),
        "printer_away": _("cannot be reached"),
        "printer_away_do": _("Check its cable and its power."),
        "printer_notice": _("%(printer)s: %(wrong)s"),
        "low_notice": _("%(printer)s: the paper is nearly used up. Put the new roll ready."),
        "low_seen": _("It is ready"),
        "screens_and_printers": _("Screens and printers"),
        "printers_page": _("All about the printers"),
        "doubt": _("Did ticket %(label)s come out?"),
        "doubt_printer": _("It is not known whether %(printer)s printed it."),
        "doubt_looked": _("Yes, or no longer needed"),
        "doubt_again": _("No, print again"),
        "done_looked": _("Good to know. Nothing is printed again for %(label)s."),
        "done_again": _("%(label)s is printed again."),
        "done_again_away": no_paper,
        "done_reprint_away": no_paper,
        "done_issue_away": _(
            "%(label)s is given, but not on paper: the printer cannot print now. Let the visitor note it."
        ),
    }
