"""Why nobody was signed in."""

from enum import StrEnum


class Why(StrEnum):
    """What went wrong between us, the browser and the provider."""

    AWAY = "provider_away"
    """The provider does not answer, or not as one."""
    NOT_BEGUN = "not_begun"
    """This browser has begun no sign-in, or too long ago, or another one since."""
    DECLINED = "declined"
    """The provider let them not in."""
    UNTRUE = "untrue"
    """What the provider is said to have answered does not hold."""
    LEFT = "left"
    """Somebody here said that they have left."""
    NO_GROUP = "no_group"
    """The provider knows them, and nobody here gave one of their groups a role."""


class SignInRefused(Exception):
    """Nobody is signed in.

    Attributes:
        why: for the page.
    """

    def __init__(self, why: Why, detail: str = "") -> None:
        """Keep *detail* for the log of the server; the browser never sees it."""
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why
