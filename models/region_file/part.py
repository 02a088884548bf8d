"""What the tables of a region file have in common. Knows none of them."""

from pydantic import BaseModel, ConfigDict


class FilePart(BaseModel):
    """A table of the file: unchangeable, and without keys that Inloop does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)
