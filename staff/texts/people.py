"""Words of the pages of people and of one's own account. Knows no request."""

from models.access.principal import Role
from staff.texts.refused import refusals
from web.words import Words


def role_names(words: Words) -> dict[Role, str]:
    """What each role of staff is called."""
    _ = words.gettext
    return {
        Role.GUIDE: _("guide"),
        Role.HOST: _("host"),
        Role.COORDINATOR: _("coordinator"),
        Role.ADMINISTRATOR: _("administrator"),
        Role.ANALYST: _("analyst"),
    }


def page_texts(words: Words) -> dict[str, str | dict[str, str]]:
    """Every sentence that the script may show, by the name that it knows."""
    _ = words.gettext
    return {
        "everywhere": _("whole region"),
        "role": _("Role"),
        "where": _("Where"),
        "remove_place": _("Remove"),
        "sure": _("Press again to confirm"),
        "done": _("Done."),
        "invite_title": _("Link for %(name)s"),
        "refusals": {**refusals(words), **_refused(words)},
    }


def _refused(words: Words) -> dict[str, str]:
    """By the code of a problem: what is so, and what to do."""
    _ = words.gettext
    return {
        "name_taken": _("Somebody has that name. Add something, such as a letter of the family name."),
        "bad_name": _("This name cannot be used. Use letters, without a colon, and at most 80 of them."),
        "unknown_person": _("This person is no longer there. Load the page again."),
        "no_role": _("Give at least one role, and one at each place."),
        "not_yours_to_give": _("You may not give or take that role there. Ask an administrator."),
        "last_administrator": _("Somebody has to administer the region. Name another administrator first."),
        "stale": _("A colleague has just changed this person. Load the page again and look."),
        "wrong_password": _("Your present password is not right. Type it again."),
        "wrong_code": _("This code is not right. Type the one that the app shows now."),
        "has_factor": _("The second step is on already."),
        "weak_pin": _("Choose a PIN of 6 to 12 figures, no row such as 123456 and no repetition."),
        "weak_password": _("Choose a password of at least 12 characters."),
        "unknown_session": _("That session has ended already. Load the page again."),
        "too_many": _("Too many attempts. Wait a moment and try again."),
        "forbidden": _("Sign in with your password to do this."),
    }
