"""What the sign-in page says of the organisation. Knows no protocol."""

from urllib.parse import urlsplit

from config.identity import IdentitySettings
from web.language import staff_words
from web.oidc.refused import Why


def ways_in(settings: IdentitySettings) -> dict[str, str | bool]:
    """What the sign-in page needs: the organisation, empty for none, and if passwords come first."""
    name = settings.oidc_name or urlsplit(settings.oidc_issuer or "").hostname or ""
    everyone = settings.password_sign_in == "everyone"  # noqa: S105  # nosec B105 # a choice, no secret
    return {"organisation": name if settings.oidc_issuer else "", "password_first": everyone}


def told_why(why: str) -> str:
    """Why somebody was not let in, and what to do."""
    words = staff_words()
    return {
        Why.AWAY: words.gettext("Your organisation's sign-in does not answer. Try again in a minute."),
        Why.NOT_BEGUN: words.gettext("Signing in took too long, or was begun in another window. Try again."),
        Why.DECLINED: words.gettext("Your organisation did not let you in. Try again, or ask its help desk."),
        Why.UNTRUE: words.gettext(
            "The answer of your organisation was not right. Try again, or tell your administrator."
        ),
        Why.NO_GROUP: words.gettext(
            "Your account has no work here yet. Ask your administrator for the right group."
        ),
        Why.LEFT: words.gettext("Your account here has ended. Ask your administrator."),
    }[Why(why)]
