"""The sentences of the audit log about people, how they sign in, and backups. Knows no request."""

from collections.abc import Mapping

from models.audit.what import What
from web.words import Words


def why_refused(result: str, words: Words) -> str | None:
    """Why something was refused or failed, or None when there are no words for it."""
    _ = words.gettext
    return {
        "wrong_password": _("wrong name or password"),
        "wrong_code": _("wrong code"),
        "password_sign_in": _("only the organisation's sign-in counts here"),
        "provider_away": _("the organisation's sign-in did not answer"),
        "not_begun": _("the sign-in took too long"),
        "declined": _("the organisation let them not in"),
        "untrue": _("the answer of the organisation's sign-in was not right"),
        "left": _("has left the team"),
        "no_group": _("no group of this person has a role"),
        "failed": _("it failed"),
    }.get(result)


def people_happenings(words: Words) -> Mapping[str, str]:
    """A sentence for everything that happens to people and by them."""
    _ = words.gettext
    return {
        What.SIGNED_IN: _("%(subject)s signed in."),
        What.ROLES_BY_GROUP: _("The organisation's groups gave %(subject)s other roles."),
        What.SIGN_IN_REFUSED: _("Somebody tried to sign in as %(subject)s."),
        What.CODE_REFUSED: _("Somebody gave a wrong code for %(subject)s."),
        What.PIN_REFUSED: _("Somebody gave a wrong PIN for %(subject)s."),
        What.SIGNED_OUT: _("%(subject)s signed out."),
        What.SESSIONS_ENDED: _("%(who)s ended sessions of %(subject)s."),
        What.BREAK_GLASS_SET: _("%(who)s said whether %(subject)s is kept for emergencies."),
        What.BREAK_GLASS_USED: _("The account for emergencies %(subject)s was used."),
        What.PERSON_ADDED: _("%(who)s added %(subject)s."),
        What.PERSON_INVITED: _("%(who)s invited %(subject)s."),
        What.PERSON_INVITED_AGAIN: _("%(who)s gave %(subject)s a new link."),
        What.INVITATION_ACCEPTED: _("%(subject)s accepted the invitation."),
        What.PLACES_CHANGED: _("%(who)s gave %(subject)s other roles or locations."),
        What.PERSON_LEFT: _("%(who)s ended the account of %(subject)s."),
        What.PERSON_RETURNED: _("%(who)s took %(subject)s back."),
        What.PERSON_RECOVERED: _("%(who)s gave %(subject)s a one-time password."),
        What.PASSWORD_CHANGED: _("%(who)s changed the password of %(subject)s."),
        What.FACTOR_SET: _("%(subject)s set up the second step."),
        What.FACTOR_REMOVED: _("%(who)s removed the second step of %(subject)s."),
        What.RECOVERY_USED: _("%(subject)s used a recovery code."),
        What.RECOVERY_MADE: _("%(subject)s made new recovery codes."),
        What.PIN_SET: _("%(subject)s chose a PIN."),
        What.PIN_REMOVED: _("%(who)s removed the PIN of %(subject)s."),
    }


def backup_happenings(words: Words) -> Mapping[str, str]:
    """A sentence for everything that happens with backups."""
    _ = words.gettext
    return {
        What.BACKUP_MADE: _("A backup was made and restored on trial."),
        What.BACKUP_FAILED: _("A backup could not be made."),
        What.BACKUP_RESTORED: _("A backup took the place of the database."),
    }
