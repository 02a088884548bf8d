"""A REST operation: who may, what comes in, what goes out, declared once.

The declaration checks the request and makes the OpenAPI file, so the two cannot differ. Order: access
(web/access.py, before this), Idempotency-Key, JSON, schema, then the operation itself.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from flask import Response, request
from pydantic import BaseModel, Field, ValidationError
from spectree import Response as Answers
from spectree import SecurityScheme, SpecTree
from spectree.model_adapter.pydantic_adapter import PydanticModelAdapter
from spectree.models import InType, SecureType, SecuritySchemeData

from config.version import VERSION
from realtime.browser import SESSION_COOKIE
from web.access import Access, who_may
from web.api.shape import ProblemAnswer
from web.body_size import takes_up_to
from web.command import LONGEST_KEY, Done, dumps, key_problem
from web.problem import Problem, problem_response

_schemas: dict[tuple[object, str, str], dict[str, Any]] = {}


class _Adapter(PydanticModelAdapter):
    """Works a model's schema out once: a hundred operations answer with the same problem."""

    def json_schema(
        self,
        model: type[Any],
        *,
        ref_template: str,
        mode: Literal["validation", "serialization"] = "validation",
    ) -> dict[str, Any]:
        """The schema, which the caller copies before it changes it."""
        key = (model, ref_template, mode)
        if key not in _schemas:
            _schemas[key] = super().json_schema(model, ref_template=ref_template, mode=mode)
        return _schemas[key]


_adapter: Any = _Adapter()  # the library's adapter does not quite fit the library's type of it

spec = SpecTree(
    "flask",
    model_adapter=_adapter,
    annotations=False,
    mode="strict",
    title="Inloop",
    version=VERSION,
    description="The walk-in system of the Werkcentrum: tickets, boards and queues of its locations.",
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    validation_error_model=ProblemAnswer,
    security_schemes=[
        SecurityScheme(name="token", data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer")),
        SecurityScheme(
            name="session",
            data=SecuritySchemeData(type=SecureType.API_KEY, name=SESSION_COOKIE, field_in=InType.COOKIE),
        ),
    ],
)


class _KeyWanted(BaseModel):
    """The header that makes a command safe to repeat."""

    key: str | None = Field(default=None, alias="Idempotency-Key", max_length=LONGEST_KEY)


class _KeyNeeded(BaseModel):
    """The same, where there is no doing without."""

    key: str = Field(alias="Idempotency-Key", min_length=1, max_length=LONGEST_KEY)


@dataclass(frozen=True)
class Keyed:
    """Whether an operation takes an Idempotency-Key, and whether it insists."""

    required: bool


def operation(
    access: Access,
    *,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    answers: Mapping[int, type[BaseModel] | None],
    keyed: Keyed | None = None,
    largest: int | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Response]]:
    """Declare a REST operation.

    Args:
        access: who may.
        body: the JSON it takes; the operation gets it as keyword `body`.
        query: what stands behind the question mark of its address; the same as keyword `query`.
        answers: for each status the JSON it gives; None for an empty answer. Problems are added.
        keyed: whether it takes an Idempotency-Key.
        largest: bytes of its body, where that may be more than elsewhere.
    """

    def declare(view: Callable[..., Any]) -> Callable[..., Response]:
        @wraps(view)
        def checked(**arguments: Any) -> Response:
            wrong = key_problem(keyed.required) if keyed else None
            if wrong is None and body is not None:
                arguments["body"] = _parsed(body)
                if isinstance(arguments["body"], Response):
                    wrong = arguments["body"]
            if wrong is None and query is not None:
                arguments["query"] = _checked(query, request.args.to_dict())
                if isinstance(arguments["query"], Response):
                    wrong = arguments["query"]
            return wrong if wrong is not None else as_answer(view(**arguments))

        described: Callable[..., Response] = spec.validate(
            json=body,
            query=query,
            headers=(_KeyNeeded if keyed.required else _KeyWanted) if keyed else None,
            resp=Answers(**_answers(access, answers, keyed, body, query)),
            tags=[view.__module__.rpartition(".")[2]],
            security=None if access.roles is None else [{"token": []}, {"session": []}],
            skip_validation=True,
        )(checked)
        # The library finds what it noted through this; Flask calls ours, without its layer in between.
        checked.__wrapped__ = described
        if largest is not None:
            takes_up_to(checked, largest)
        return who_may(access)(checked)

    return declare


def as_answer(value: Any) -> Response:
    """What an operation returned, as a response: a `Done`, a mapping or a list."""
    if isinstance(value, Done):
        return value.response
    if isinstance(value, Response):
        return value
    return Response(dumps(value), mimetype="application/json")


def _answers(
    access: Access,
    answers: Mapping[int, type[BaseModel] | None],
    keyed: Keyed | None,
    body: type[BaseModel] | None,
    query: type[BaseModel] | None,
) -> dict[str, Any]:
    problems = {404, 429} if answers else {429}
    if access.roles is not None:
        problems |= {401, 403}
    if body is not None:
        problems |= {400, 413, 415, 422}
    if query is not None:
        problems |= {422}
    if keyed is not None:
        problems |= {400, 409, 422}
    documented: dict[str, Any] = {f"HTTP_{status}": ProblemAnswer for status in sorted(problems)}
    return documented | {f"HTTP_{status}": model for status, model in answers.items()}


def _parsed(model: type[BaseModel]) -> BaseModel | Response:
    raw = request.get_data()
    if raw and request.mimetype and not request.is_json:
        return problem_response(Problem.NOT_JSON, "the body must be application/json")
    try:
        value = json.loads(raw, parse_constant=_refuse_constant) if raw else {}
        if b"\\u" in raw:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # JSON can say it (RFC 8259, 8.2), and no text holds it
        return problem_response(Problem.INVALID, "the body holds half a character")
    except (ValueError, RecursionError):
        return problem_response(Problem.MALFORMED, "the body is not JSON")
    if not isinstance(value, dict):
        return problem_response(Problem.INVALID, "the body is not a JSON object")
    return _checked(model, value)


def _checked(model: type[BaseModel], value: Mapping[str, Any]) -> BaseModel | Response:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        wrong = [
            {"place": ".".join(map(str, e["loc"])), "message": e["msg"]}
            for e in error.errors(include_url=False)
        ]
        detail = "; ".join(f"{item['place']}: {item['message']}" for item in wrong)
        return problem_response(Problem.INVALID, detail, errors=wrong)


def _refuse_constant(name: str) -> float:
    """Python reads NaN and Infinity; JSON knows neither (RFC 8259, section 6)."""
    raise ValueError(f"{name} is no JSON")
