"""Slips that are not tickets."""

from dataclasses import replace

import pytest
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol
from pyzbar.pyzbar import decode as read_codes

from printer.layout import Code, Role, Rule, Words, slip_blocks
from printer.layout_size import WIDTHS
from printer.picture import draw_slip
from printer.slip_text import SlipLine, SlipText
from tests.printer.cast import RICH, URL

BOTH_WIDTHS = pytest.mark.parametrize("width", WIDTHS)

REFERRAL = SlipText(
    language="nl",
    rtl=False,
    title="Doorverwijzing",
    lines=(
        SlipLine("Gemeente Zoetermeer, Loket Werk", "Waar naartoe", strong=True),
        SlipLine("Stadhuisplein 1, 2711 EC Zoetermeer", "Adres"),
        SlipLine("Neem je legitimatie mee."),
    ),
    qr_url=URL,
    qr_hint="Bewaar deze code",
    organisation="Werkcentrum Zuid-Holland Centraal",
    location="Stadshart Zoetermeer",
    issued="zaterdag 21 november, 14:05",
    footer="079 000 00 00",
)
IN_ARABIC = replace(
    REFERRAL,
    language="ar",
    rtl=True,
    title="إحالة",
    lines=(SlipLine("بلدية زوترمير", "إلى أين", strong=True), SlipLine("أحضر بطاقة هويتك.")),
    qr_hint="احتفظ بهذا الرمز",
    second=("Doorverwijzing", "Neem je legitimatie mee."),
)


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.convert("L").point(lambda value: 255 - value).getbbox()
    assert box is not None
    return box


def test_a_slip_says_where_it_is_from_what_it_is_and_all_its_lines_in_order() -> None:
    blocks = slip_blocks(REFERRAL, RICH)
    words = [block.text for block in blocks if isinstance(block, Words)]
    told = [text for line in REFERRAL.lines for text in (line.label, line.text) if text]
    head = [REFERRAL.organisation, REFERRAL.location, REFERRAL.issued]
    assert words == [*head, REFERRAL.title, *told, REFERRAL.footer]
    (code,) = (block for block in blocks if isinstance(block, Code))
    assert (code.url, code.beside[0].text) == (URL, REFERRAL.qr_hint)


def test_a_strong_line_is_louder_than_the_others() -> None:
    roles = {block.text: block.role for block in slip_blocks(REFERRAL, RICH) if isinstance(block, Words)}
    assert roles["Gemeente Zoetermeer, Loket Werk"] is Role.LEAD
    assert roles["Neem je legitimatie mee."] is Role.BODY


def test_the_house_reads_the_title_below_the_visitors() -> None:
    words = [block.text for block in slip_blocks(IN_ARABIC, RICH) if isinstance(block, Words)]
    assert words[words.index("إحالة") + 1] == "Doorverwijzing"
    assert words[-2:] == ["Neem je legitimatie mee.", "079 000 00 00"]


@pytest.mark.parametrize("slip", [REFERRAL, IN_ARABIC], ids=["nl", "ar"])
@BOTH_WIDTHS
def test_a_phone_reads_the_code_of_a_slip(slip: SlipText, width: int) -> None:
    (code,) = read_codes(draw_slip(slip, width).convert("L"), symbols=[ZBarSymbol.QRCODE])
    assert code.data.decode() == URL


def test_a_slip_from_right_to_left_is_mirrored() -> None:
    title_only = SlipText("ar", True, "إحالة")
    picture = draw_slip(title_only, 576)
    left, _, right, _ = ink_box(picture.crop((0, 0, 576, picture.height - 6)))
    assert left > 400
    assert right > 570


def test_a_slip_without_a_code_is_just_text() -> None:
    blocks = slip_blocks(SlipText("nl", False, "Notitie"), RICH.model_copy(update={"logo": None}))
    assert [type(block) for block in blocks] == [Words, Rule]


def test_a_marked_slip_is_higher() -> None:
    assert draw_slip(replace(REFERRAL, mark="Oefenen"), 384).height > draw_slip(REFERRAL, 384).height + 40


def test_a_slip_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a title"):
        draw_slip(replace(REFERRAL, title=" "), 576)
