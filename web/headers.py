"""Headers that every answer carries: nothing from elsewhere, inline or framed, and nothing leaked."""

from collections.abc import Sequence

from flask import Flask, Response


def _policy(framed_by: str) -> str:
    return "; ".join(
        [
            "default-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {framed_by}",
            "object-src 'none'",
        ]
    )


CONTENT_SECURITY_POLICY = _policy("'none'")
_HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),  # with no-referrer, browsers send `Origin: null` with our own forms
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
)

UNKEPT = ("Cache-Control", "no-store")

_OF_FRAMES = frozenset({"Content-Security-Policy", "X-Frame-Options"})
"""X-Frame-Options cannot name a site; with frame-ancestors browsers pass it over (CSP level 3, 6.4.2)."""


def let_frame(response: Response, sites: Sequence[str]) -> None:
    """Let *sites*, and nobody else, show this answer in a frame of theirs; without any it stays forbidden.

    Args:
        response: the answer.
        sites: origins, as the region file checks them.
    """
    if sites:
        response.headers["Content-Security-Policy"] = _policy(" ".join(sites))


def plain_headers() -> list[tuple[str, str]]:
    """The same headers for an answer that is not made by the application."""
    return [*_HEADERS, UNKEPT]


def add_headers(app: Flask) -> None:
    """Give every answer of *app* the security headers, and forbid keeping what may change."""

    @app.after_request
    def _add(response: Response) -> Response:
        framed = "Content-Security-Policy" in response.headers
        for name, value in _HEADERS:
            if not framed or name not in _OF_FRAMES:
                response.headers.add_header(name, value)
        response.headers.setdefault(*UNKEPT)
        return response
