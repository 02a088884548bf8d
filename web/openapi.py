"""The OpenAPI file, made from the operations themselves, and the same to read."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, current_app, render_template

from web.access import ANYONE, who_may
from web.command import dumps
from web.language import staff_words
from web.operation import spec
from web.problem import MIME

blueprint = Blueprint("openapi", __name__, url_prefix="/api/v1")


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the running application."""
    spec.app = current_app
    described: dict[str, Any] = spec.spec
    for operations in described["paths"].values():
        for operation in operations.values():
            operation.setdefault("security", [])  # said in so many words: open to all
            _name_problems(operation["responses"])
    return described


def _name_problems(responses: dict[str, dict[str, Any]]) -> None:
    """Problems travel under a media type of their own (RFC 9457), which the library does not know."""
    for status, response in responses.items():
        content = response.get("content", {})
        if int(status) >= HTTPStatus.BAD_REQUEST and "application/json" in content:
            content[MIME] = content.pop("application/json")


@blueprint.get("/openapi.json")
@who_may(ANYONE)
def file() -> Response:
    """The document as JSON."""
    return Response(dumps(document()), mimetype="application/json")


@blueprint.get("/docs")
@who_may(ANYONE)
def reading() -> str:
    """The document as a page, without other origins and without scripts."""
    return render_template("web/api_docs.html", words=staff_words(), api=document())
