"""The tickets that the tests print: one visitor per language, and the address their code leads to.

And how a region with a will of its own lays them out, with a logo and words for every visitor.
"""

import base64
import io

from PIL import Image, ImageDraw

from config.ticket import TicketLayout
from printer.ticket_text import TicketText

URL = "https://inloop.werkcentrum.example/t/q3fT9xLm2VbK8sYw0ZcRdA"
DUTCH = ("Werk zoeken", "Nog 3 voor je. Kijk op het scherm.")
LANGUAGES = ("nl", "en", "uk", "pl", "tr", "ar", "fa", "ti")

# question, issued, ahead, instruction, hint
_LINES = {
    "nl": (
        "Werk zoeken",
        "zaterdag 21 november, 14:05",
        "Nog 3 voor je",
        "Kijk op het scherm. We roepen A07.",
        "Volg je plek op je telefoon",
    ),
    "en": (
        "Finding work",
        "Saturday 21 November, 14:05",
        "3 people before you",
        "Watch the screen. We will call A07.",
        "Follow your place on your phone",
    ),
    "uk": (
        "Пошук роботи",
        "субота, 21 листопада, 14:05",
        "Перед вами ще 3 людини",
        "Дивіться на екран. Ми викличемо A07.",
        "Слідкуйте за чергою на телефоні",
    ),
    "pl": (
        "Szukanie pracy",
        "sobota, 21 listopada, 14:05",
        "Przed tobą jeszcze 3 osoby",
        "Patrz na ekran. Wywołamy A07.",
        "Śledź swoje miejsce w telefonie",
    ),
    "tr": (
        "İş arama",
        "21 Kasım Cumartesi, 14:05",
        "Sizden önce 3 kişi var",
        "Ekrana bakın. A07 numarasını çağıracağız.",
        "Sıranızı telefonunuzdan izleyin",
    ),
    "ar": (
        "البحث عن عمل",
        "السبت 21 نوفمبر، 14:05",
        "أمامك 3 أشخاص",
        "انظر إلى الشاشة. سوف ننادي A07.",
        "تابع دورك على هاتفك",
    ),
    "fa": (
        "جستجوی کار",
        "شنبه ۲۱ نوامبر، ۱۴:۰۵",
        "۳ نفر جلوتر از شما هستند",
        "به صفحه نگاه کنید. شماره A07 را صدا می‌زنیم.",
        "نوبت خود را با تلفن دنبال کنید",
    ),
    "ti": (
        "ስራሕ ምድላይ",
        "ቀዳም 21 ሕዳር፣ 14:05",
        "ቅድሜኻ 3 ሰባት ኣለዉ",
        "ነቲ ስክሪን ርአ። A07 ክንጽውዕ ኢና።",
        "መስርዕካ ብተሌፎንካ ተኸታተል",
    ),
}


def ticket_in(language: str, label: str = "A07", url: str = URL) -> TicketText:
    question, issued, ahead, instruction, hint = (line.replace("A07", label) for line in _LINES[language])
    return TicketText(
        language=language,
        rtl=language in ("ar", "fa"),
        organisation="Werkcentrum Zuid-Holland Centraal",
        location="Stadshart Zoetermeer",
        label=label,
        question=question,
        issued=issued,
        ahead=ahead,
        instruction=instruction,
        qr_url=url,
        qr_hint=hint,
        second=() if language == "nl" else DUTCH,
    )


def logo_uri(width: int = 500, height: int = 160, colour: str = "#0b5cad") -> str:
    """A disc on a bar on nothing, as a PNG in a data URI."""
    logo = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(logo)
    draw.ellipse((0, 0, height - 1, height - 1), fill=colour)
    draw.rectangle((0, height // 3, width - 1, height * 2 // 3), fill=colour)
    file = io.BytesIO()
    logo.save(file, format="PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


COFFEE = {"nl": "Koffie en thee staan klaar.", "ar": "القهوة والشاي جاهزان."}
RICH = TicketLayout.model_validate(
    {
        "copies": 2,
        "logo": logo_uri(),
        "parts": [
            {"part": "logo", "align": "centre"},
            {"part": "organisation", "align": "centre"},
            {"part": "number", "size": "large", "align": "centre"},
            {"part": "question", "align": "centre"},
            {"part": "second", "align": "centre"},
            "rule",
            "ahead",
            "wait",
            "instruction",
            {"part": "line", "text": COFFEE, "size": "large"},
            {"part": "space", "size": "small"},
            {"part": "qr", "size": "large", "align": "centre"},
            {"part": "rule", "size": "small"},
            "issued",
            "location",
            "second",
            "footer",
        ],
    }
)
