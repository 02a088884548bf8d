"""Pictures on the displays in and out of the API, as models that check and describe them."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from models.actions.picture import LONGEST_DESCRIPTION, MOST_PICTURES
from models.region_file.value import visible
from models.views.picture_shape import PictureInFull
from web.api.body import Body, one_line
from web.drawing import LARGEST_FILE

_IN_BASE64 = (LARGEST_FILE + 2) // 3 * 4
LARGEST_BODY = _IN_BASE64 + 16 * 1024
"""Bytes of a request that brings a picture."""

Description = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_DESCRIPTION, description="what is on it, for who does not see it"),
    BeforeValidator(one_line),
    AfterValidator(visible),
]
LastDay = Annotated[
    date | None, Field(strict=False, description="the last day on which it is shown; null is for good")
]


class PictureBody(Body):
    """How a picture is shown; `place` is where it stands from now on, and 1 the first."""

    describes: Description
    last_day: LastDay = None
    place: Annotated[int, Field(ge=1, le=MOST_PICTURES)] | None = None


class NewPictureBody(Body):
    """A picture: a PNG, JPEG or WebP file of at most 8 MB and 40 million pixels, in base64."""

    image: Annotated[str, Field(min_length=1, max_length=_IN_BASE64, json_schema_extra={"format": "byte"})]
    describes: Description
    last_day: LastDay = None


class PicturesAnswer(BaseModel):
    """The pictures of a location, in their order."""

    rev: int
    now: str
    pictures: list[PictureInFull]


class PictureShownAnswer(BaseModel):
    """The picture that was put on the displays."""

    rev: int
    id: int
