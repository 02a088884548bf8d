"""Headers that every answer carries: nothing from elsewhere, inline or framed, and nothing leaked."""

from flask import Flask, Response

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
_HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),  # with no-referrer, browsers send `Origin: null` with our own forms
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
)


def add_headers(app: Flask) -> None:
    """Give every answer of *app* the security headers, and forbid keeping what may change."""

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in _HEADERS:
            response.headers.add_header(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
