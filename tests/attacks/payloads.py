"""Texts that try to become something else wherever they are shown, printed, written down or calculated."""

from html.parser import HTMLParser

MARK = "data-planted"
"""An attribute that no page of ours has."""

POLYGLOT = f"\"'><img src onerror=p=1 {MARK}>"
"""Leaves an attribute, or a text, for an element of its own; short enough for any name."""

HTML = (
    POLYGLOT,
    f"<b {MARK}>x</b>",
    f"<script {MARK}>planted=1</script>",
    f"<svg/onload=planted=1 {MARK}>",
    f"</script><b {MARK}>",
    f"</title><b {MARK}>",
    f"--><b {MARK}>",
    f"&lt;b {MARK}&gt;",
    f"\\u003cb {MARK}\\u003e",
    f"<a {MARK} href=javascript:planted=1>",
)
SCRIPT = ("javascript:planted=1//", "JaVaScRiPt:planted=1", "data:text/html,<script>planted=1</script>")
TEMPLATE = ("{{7*191}}", "${7*191}", "{%print(7*191)%}", "%(name)s %s %d %n", "#{7*191}", "<%=7*191%>")
MADE_OF_TEMPLATE = "1337"
DIRECTION = ("\u202eplanted", "\u2066planted", "\u202a\u202b", "a\u2028b", "a\u2029b")
BROKEN = (
    "a\0b",
    "\ud800",
    "\udfff\ud800",
    "\x1b@\x1dV\x00",
    "\x10\x14\x01",
    "\x7f\x9b1m",
    "\ufeffx",
    "a\r\nX-Planted: 1",
)
LONG = ("W" * 70, "W" * 5000, "\u0301" * 70, "👩‍👩‍👧‍👦" * 8)
FORMULA = ("=1+1", "+1", "-1+1", "@SUM(1)", '=HYPERLINK("http://evil.test")', "\t=1")
TEXTS = (*HTML, *SCRIPT, *TEMPLATE, *DIRECTION, *BROKEN, *LONG, *FORMULA)


class _Seen(HTMLParser):
    """What of a page came from a text."""

    def __init__(self) -> None:
        super().__init__()
        self.planted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element, with its attributes as a browser has them."""
        for name, value in attrs:
            told = (value or "").strip().lower()
            if name == MARK or name.startswith("on"):
                self.planted.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "formaction", "xlink:href"} and told.startswith(
                ("javascript:", "data:text", "vbscript:")
            ):
                self.planted.append(f"<{tag} {name}={told[:30]}>")


def planted_in(page: str) -> list[str]:
    """What a page holds that began as a text: elements, handlers, addresses that run."""
    seen = _Seen()
    seen.feed(page)
    seen.close()
    return seen.planted
