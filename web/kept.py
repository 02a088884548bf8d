"""Pages that a screen loads again and again: small on the way, and told in a word when nothing is new."""

import gzip
import hashlib
from datetime import timedelta

from flask import Response, request


class Kept:
    """An answer that everybody gets, made and squeezed once.

    Args:
        body: the whole of it.
        same: what tells one body from the next; the body itself unless given.
    """

    def __init__(self, body: str, same: str | None = None) -> None:
        self._plain = body.encode()
        self._squeezed = gzip.compress(self._plain, 6, mtime=0)
        self._tag = hashlib.sha256((body if same is None else same).encode()).hexdigest()[:20]

    def response(self, mimetype: str, age: timedelta) -> Response:
        """It as answer to this request, which browsers and caches on the way may keep for *age*.

        304 for who has it. The tag is a weak one: squeezed or not, it is the same answer.
        """
        response = Response(mimetype=mimetype)
        response.vary.add("Accept-Encoding")
        if request.accept_encodings.quality("gzip") > 0:
            response.content_encoding = "gzip"
            response.set_data(self._squeezed)
        else:
            response.set_data(self._plain)
        response.set_etag(self._tag, weak=True)
        response.cache_control.public = True
        response.cache_control.max_age = int(age.total_seconds())
        response.make_conditional(request)
        return response


def kept_page(html: str) -> Response:
    """The page for this browser alone, in gzip where it can take that; 304 when it has it already.

    For pages into which nothing is written that comes from the request, or their size would tell of it.
    """
    body = html.encode()
    response = Response(mimetype="text/html")
    response.vary.update({"Accept-Encoding", "Cookie"})
    if request.accept_encodings.quality("gzip") > 0:
        body = gzip.compress(body, 6, mtime=0)
        response.content_encoding = "gzip"
    response.set_data(body)
    response.set_etag(hashlib.sha256(body).hexdigest()[:20])
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
