"""Settings of signing in, and how the groups of an organisation become roles here.

This module must not know how anybody signs in.
"""

import ipaddress
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field

ROLES = ("guide", "host", "coordinator", "administrator", "analyst")
_LOCATION = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class GroupRole:
    """What members of a group may do.

    Attributes:
        group: its name or number at the provider.
        role: of `ROLES`.
        location: the one location where they may do it; None is everywhere.
    """

    group: str
    role: str
    location: str | None


def group_roles(text: str) -> tuple[GroupRole, ...]:
    """What `oidc_groups` says, in its order.

    Raises:
        ValueError: an entry is not `GROUP = ROLE` or `GROUP = ROLE @ LOCATION`.
    """
    return tuple(_group_role(entry) for entry in text.split(";") if entry.strip())


def _group_role(entry: str) -> GroupRole:
    group, equals, given = entry.rpartition("=")
    role, at, location = (part.strip() for part in given.partition("@"))
    right = (
        bool(equals and group.strip()) and role in ROLES and bool(at) == bool(_LOCATION.fullmatch(location))
    )
    if not right:
        raise ValueError(f"{entry.strip()!r}; allowed: GROUP = ROLE or GROUP = ROLE @ LOCATION, a ; between")
    return GroupRole(group.strip(), role, location or None)


def _groups(value: str) -> str:
    group_roles(value)
    return value


def safe_address(value: str) -> str:
    """An address that nobody on the way can read or change: https, or this very machine.

    Raises:
        ValueError: it is none.
    """
    with suppress(ValueError):  # urlsplit's own, for what is no address
        parts = urlsplit(value)
        if parts.hostname and (
            parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))
        ):
            return value
    raise ValueError("allowed: an https address, such as https://login.example.org/realm")


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _issuer(value: str) -> str:
    if urlsplit(value).query or urlsplit(value).fragment:
        raise ValueError("allowed: an https address without ? and #, exactly as the provider writes it")
    return safe_address(value)


class IdentitySettings(BaseModel):
    """How people sign in, for how long, and how with the account of their organisation (OpenID Connect)."""

    session_idle_minutes: int = Field(
        default=60,
        ge=5,
        le=720,
        description="Minutes after which somebody who does nothing is signed out; a page that is only open "
        "does nothing.",
    )
    session_hours: int = Field(
        default=12, ge=1, le=24, description="Hours after which everybody signs in anew, whatever they do."
    )
    second_factor: Literal["administrators", "all"] = Field(
        default="administrators",
        description="Who needs a code of an app besides the password; everybody does as soon as the console "
        "can be reached from outside.",
    )
    oidc_issuer: Annotated[str, AfterValidator(_issuer)] | None = Field(
        default=None,
        description="The organisation's OpenID Connect provider, as it writes its own address; with it "
        "people can sign in with the account of their organisation.",
    )
    oidc_client_id: str | None = Field(
        default=None, min_length=1, description="What the provider calls this Inloop; needed with the issuer."
    )
    oidc_client_secret: str | None = Field(
        default=None,
        min_length=8,
        description="What this Inloop proves itself with at the provider. "
        "Absent: as a public client, by PKCE alone.",
    )
    oidc_name: str = Field(
        default="",
        max_length=40,
        description="The organisation's name on the button of the sign-in page. Absent: its provider's host.",
    )
    oidc_scopes: str = Field(
        default="openid profile",
        pattern=r"(^|.* )openid( .*|$)",
        description="What the provider is asked for.",
    )
    oidc_groups_claim: str = Field(
        default="groups", min_length=1, description="Where the provider says of which groups somebody is."
    )
    oidc_groups: Annotated[str, AfterValidator(_groups)] = Field(
        default="",
        description="Which groups may do what: `GROUP = ROLE` or `GROUP = ROLE @ LOCATION`, with `;` "
        "between. Whoever is in none may not sign in.",
    )
    password_sign_in: Literal["everyone", "break_glass"] = Field(
        default="everyone",
        description="Who may sign in with a password: `everyone` who has one, or only the accounts that "
        "are kept for the day when the provider is away (`break_glass`).",
    )
