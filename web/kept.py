"""Pages that a screen loads again and again: small on the way, and told in a word when nothing is new."""

import gzip
import hashlib

from flask import Response, request


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
