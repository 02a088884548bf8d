"""A page that shows whether a printer is set up well: what it says.

Knows no printer and no dots; `test_page_picture` draws it.
"""

from dataclasses import dataclass
from typing import ClassVar

# The instruction of a ticket, as a visitor reads it; what helpers cannot read they compare with the manual.
SAMPLES = (
    ("nl", "Kijk op het scherm. We roepen A07."),
    ("en", "Watch the screen. We will call A07."),
    ("uk", "Дивіться на екран. Ми викличемо A07."),
    ("pl", "Patrz na ekran. Wywołamy A07."),
    ("tr", "Ekrana bakın. A07 numarasını çağıracağız."),
    ("ar", "انظر إلى الشاشة. سوف ننادي A07."),
    ("fa", "به صفحه نگاه کنید. شماره A07 را صدا می‌زنیم."),
    ("ti", "ነቲ ስክሪን ርአ። A07 ክንጽውዕ ኢና።"),
)


@dataclass(frozen=True)
class TestPage:
    """A test page, in Dutch with English beside it: whoever sets up a printer reads one of them.

    Args:
        name: what people call the printer.
        address: where it is, as it is configured.
        moment: day and time in words.
    """

    __test__: ClassVar[bool] = False

    name: str
    address: str
    moment: str
