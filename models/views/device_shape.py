"""The shapes of devices as they are set up. Public, as those of models/views/shape.py."""

from typing_extensions import TypedDict

from models.views.shape import DeviceView


class DisplayView(TypedDict):
    """How a display looks and sounds: `layout` auto, split or sign; `desks` it is for, none for all.

    `volume` is 0 to 100, quiet hours are local times, `spoken` is both, house (Dutch only) or none.
    """

    layout: str
    desks: list[str]
    volume: int
    quiet_from: str | None
    quiet_until: str | None
    spoken: str


class DeviceInFull(DeviceView):
    """A device as it is set up: `diagonal` in inches, `distance` in millimetres, `printer` of a kiosk.

    `given` counts the numbers of this business day that it gave while the server was away; `display` is null
    for what is no display. `token_at` is when its token was made, `renewing` whether it is about to get a new
    one, `copied_at` when somebody last showed one that was replaced: there are two of it.
    """

    paired_at: str
    seen_at: str | None
    diagonal: float | None
    distance: int | None
    printer: str | None
    given: int
    display: DisplayView | None
    token_at: str
    renewing: bool
    copied_at: str | None
