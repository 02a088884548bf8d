"""Settings of messages to a visitor's closed page. This module must not know who sends them."""

import base64
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

_PUSH_SERVICE = re.compile(r"(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}|http://127\.0\.0\.1:\d{1,5}")
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points the curve has (FIPS 186-5); a private key is less."""


def _push_contact(value: str) -> str:
    if re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*", value):
        return value
    raise ValueError("allowed: mailto:NAME@HOST or https://HOST/PAGE")


def _push_key(value: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_-]{43}", value):
        number = int.from_bytes(base64.urlsafe_b64decode(value + "="))
        if 0 < number < _P256_ORDER:
            return value
    raise ValueError("allowed: the 43 characters of a file push-key")


def _push_services(value: str) -> str:
    if all(_PUSH_SERVICE.fullmatch(name) for name in value.split()):
        return value
    raise ValueError("allowed: names of hosts with spaces between, such as push.example.org *.example.net")


class PushSettings(BaseModel):
    """Whether and how browsers' push services are used."""

    push: bool = Field(
        default=False,
        description="Whether visitors can be told of their call while the phone's page is closed, by the "
        "push service of their browser's maker; needs https.",
    )
    push_contact: Annotated[str, AfterValidator(_push_contact)] | None = Field(
        default=None, description="Whom a push service may write to about our messages; needed with push."
    )
    push_services: Annotated[str, AfterValidator(_push_services)] | None = Field(
        default=None, description="Push services besides the known ones, with spaces between."
    )
    push_key: Annotated[str, AfterValidator(_push_key)] | None = Field(
        default=None,
        description="The key that push messages are signed with; the same for all processes. "
        "Absent: made at first use and kept in the data folder.",
    )
