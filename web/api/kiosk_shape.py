"""What goes out of the API to kiosks only."""

from pydantic import BaseModel


class BlockAnswer(BaseModel):
    """Numbers in advance: `first` to `last` of `series`, for the business day `day`."""

    block: int
    day: str
    series: str
    first: int
    last: int
    leased_at: str


class AssistanceAnswer(BaseModel):
    """A visitor asks for a person: `asked`, `coming` with who does, or `ended`."""

    id: int
    state: str
    by: str | None
