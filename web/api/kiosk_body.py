"""What a kiosk sends beside a visitor's wish, as models that check it."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from models.region_file.value import visible
from web.api.body import Body, Identifier, Language
from web.command import LONGEST_KEY


class BlockBody(Body):
    """The business day for which a kiosk wants numbers in advance."""

    day: Annotated[date, Field(strict=False, examples=["2026-11-23"])]


class GivenBody(Body):
    """A number that a kiosk gave while the server was away."""

    block: Annotated[int, Field(ge=0, lt=2**31)]
    number: Annotated[int, Field(ge=0, lt=2**31)]
    question_type: Identifier
    language: Language
    given_at: Annotated[AwareDatetime, Field(strict=False)]
    replaces: (
        Annotated[
            str,
            Field(
                min_length=1,
                max_length=LONGEST_KEY,
                description="Idempotency-Key of a press without an answer, for which this number was given",
            ),
            AfterValidator(visible),
        ]
        | None
    ) = None


class AssistanceBody(Body):
    """What a visitor reads who asks for a person."""

    language: Language
