"""The shapes of the pictures on the displays. Public, as those of models/views/shape.py."""

from typing_extensions import TypedDict


class PictureView(TypedDict):
    """A picture on the displays, at `/display/<location>/picture/<id>-<hash>`; null `until` is for good."""

    id: int
    hash: str
    describes: str
    until: str | None


class PictureInFull(PictureView):
    """A picture as it is set: its size in pixels, since when and by whom."""

    width: int
    height: int
    created_at: str
    created_by: str
