"""Visitors' texts: read, tried, corrected and translated, as a whole file too; languages offered or not."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from config.languages import LANGUAGE_BY_CODE
from config.ticket import HOUSE_LANGUAGE
from models.audit.chain import OK
from models.audit.what import What
from models.configuration import lock_region
from models.views.shape import instant
from models.wording import Corrections, Forms, Wording, changes_of
from printer.paper import preview
from web.access import ADMINISTRATORS, COORDINATORS, principal
from web.api.wording_shape import (
    FileBody,
    FileTakenAnswer,
    LanguagesAnswer,
    OfferBody,
    PaperBody,
    SavedAnswer,
    TextBody,
    TextsAnswer,
    TextsBody,
    VerdictAnswer,
)
from web.audited import note
from web.operation import operation
from web.page import head_at
from web.printing.words import MARKS, sample_text
from web.problem import Problem, problem_response
from web.services import services
from web.translating.po_file import WrongFile, read, written
from web.translating.translation import Translation, offer, save, translation_of, translations_of
from web.words import examples_of

blueprint = Blueprint("api_wording", __name__, url_prefix="/api/v1/wording")

_HERE = "/<language>"


@blueprint.get("")
@operation(COORDINATORS, answers={200: LanguagesAnswer})
def languages() -> Mapping[str, Any]:
    """All languages that a region can offer, and how far each is."""
    with services().database.read() as session:
        return {"languages": [_language(translation) for translation in translations_of(session)]}


@blueprint.get(_HERE)
@operation(COORDINATORS, answers={200: TextsAnswer})
def texts(language: str) -> Mapping[str, Any]:
    """Every text in a language, with the Dutch and the English beside it."""
    with services().database.read() as session:
        now = translation_of(session, language)
        changes = changes_of(session, language)
    dutch, english = now.in_language(HOUSE_LANGUAGE), now.in_language("en")
    return {
        "language": _language(now),
        "examples": examples_of(language),
        "texts": [
            {
                "key": key,
                "counted": text.counted,
                "places": list(text.places),
                "gaps": list(text.gaps),
                "longest": text.longest,
                "dutch": list(dutch.get(key, ())),
                "english": list(english.get(key, ())),
                "original": _listed(now.original(key)),
                "forms": _listed(now.forms.get(key)),
                "by": changes[key].by if key in changes else None,
                "at": instant(changes[key].at) if key in changes else None,
            }
            for key, text in now.texts.items()
        ],
    }


@blueprint.post(f"{_HERE}/check")
@operation(COORDINATORS, body=TextBody, answers={200: VerdictAnswer})
def check(language: str, body: TextBody) -> Mapping[str, Any] | Response:
    """What is to be said of a text before it is saved."""
    with services().database.read() as session:
        now = translation_of(session, language)
    return asdict(now.verdict(body.key, tuple(body.forms))) if body.key in now.texts else _unknown(body.key)


@blueprint.post(_HERE, provide_automatic_options=False)  # those of the reading are for more people
@operation(ADMINISTRATORS, body=TextsBody, answers={200: SavedAnswer})
def change(language: str, body: TextsBody) -> Mapping[str, Any] | Response:
    """Let texts count from now on at every location; all of them or none."""
    wanted = {text.key: None if text.forms is None else tuple(text.forms) for text in body.texts}

    def wrong(now: Translation) -> list[dict[str, str]]:
        unknown = [{"place": key, "message": "unknown"} for key in wanted if key not in now.texts]
        return unknown or [
            {"place": key, "message": finding.code}
            for key, forms in wanted.items()
            if forms is not None
            for finding in now.verdict(key, forms).errors
        ]

    with services().database.read() as session:
        found = wrong(translation_of(session, language))
    if found:
        return problem_response(Problem.INVALID, "some texts do not fit", errors=found)
    return _done(
        language,
        lambda session, now: save(session, now, wanted, principal().name, _now()),
        What.WORDING_CHANGED,
        texts=len(wanted),
    )


@blueprint.post(f"{_HERE}/offer")
@operation(ADMINISTRATORS, body=OfferBody, answers={200: SavedAnswer})
def offering(language: str, body: OfferBody) -> Mapping[str, Any] | Response:
    """Let visitors choose a language whose texts are complete, or no longer."""
    with services().database.read() as session:
        lacking = translation_of(session, language).missing if body.offered else []
    if lacking:
        wrong = [{"place": key, "message": "empty"} for key in lacking]
        return problem_response(Problem.INVALID, f"{len(lacking)} texts are missing", errors=wrong)
    return _done(
        language,
        lambda session, now: offer(session, now, body.offered, principal().name, _now()),
        What.LANGUAGE_OFFERED if body.offered else What.LANGUAGE_WITHDRAWN,
    )


@blueprint.get(f"{_HERE}/file")
@operation(COORDINATORS, answers={200: None})
def file(language: str) -> Response:
    """All texts as one .po file, for a translator's own tools."""
    with services().database.read() as session:
        now = translation_of(session, language)
    content = written(language, now.texts, now.forms, now.in_language(HOUSE_LANGUAGE))
    named = {
        "Content-Disposition": f'attachment; filename="inloop-{language}.po"',
        "Cache-Control": "no-store",
    }
    return Response(content, content_type="text/x-gettext-translation; charset=utf-8", headers=named)


@blueprint.post(f"{_HERE}/file", provide_automatic_options=False)  # those of the reading are for more people
@operation(ADMINISTRATORS, body=FileBody, answers={200: FileTakenAnswer})
def take_file(language: str, body: FileBody) -> Mapping[str, Any] | Response:
    """Take over what fits of a .po file; what does not is named and left as it was."""
    with services().database.read() as session:
        now = translation_of(session, language)
    try:
        found = read(body.po, language, now.texts)
    except WrongFile as wrong:
        return problem_response(
            Problem.INVALID, f"not a file for {language}", errors=[{"place": "po", "message": wrong.code}]
        )
    faults = {key: now.verdict(key, forms).errors for key, forms in found.texts.items()}
    fit: dict[str, Forms | None] = {key: forms for key, forms in found.texts.items() if not faults[key]}
    fit = {key: forms for key, forms in fit.items() if forms != now.forms.get(key)}
    done = _done(
        language,
        lambda session, now: save(session, now, fit, principal().name, _now()),
        What.WORDING_CHANGED,
        texts=len(fit),
    )
    return {
        **done,
        "taken": len(fit),
        "skipped": [{"key": key, "code": errors[0].code} for key, errors in faults.items() if errors],
        "unknown": len(found.unknown),
        "unfinished": found.unfinished,
    }


@blueprint.post(f"{_HERE}/paper")
@operation(COORDINATORS, body=PaperBody, answers={200: None})
def paper(language: str, body: PaperBody) -> Response:
    """The ticket with a text in place, decoded back from the very bytes of the job."""
    head = head_at(body.location)
    with services().database.read() as session:
        now = translation_of(session, language)
    if body.key not in now.texts or now.verdict(body.key, tuple(body.forms)).errors:
        return _unknown(body.key)
    tried = Corrections({**now.wording.of(language).texts, body.key: tuple(body.forms)})
    wording = Wording({**now.wording.languages, language: tried})
    tried_on = replace(head, setup=replace(head.setup, wording=wording))
    mark = body.key if body.key in MARKS else "Printed again"
    text = sample_text(tried_on, language, full=True, mark=mark)
    picture = services().offload(lambda: preview(text, body.width, head.setup.ticket))
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "no-store"})


def _done(
    language: str, work: Callable[[Session, Translation], tuple[str, ...]], what: What, **detail: int
) -> dict[str, Any]:
    """Carry out a change, and tell every screen of the locations where something is different."""

    def transaction(session: Session) -> tuple[str, ...]:
        lock_region(session)
        changed = work(session, translation_of(session, language))
        if changed:
            note(session, what, f"language:{language}", None, OK, **detail)
        return changed

    changed = services().database.run(transaction)
    for location in changed:
        services().broadcaster.mark(location)
    with services().database.read() as session:
        return {"changed": list(changed), "language": _language(translation_of(session, language))}


def _language(translation: Translation) -> dict[str, Any]:
    language = LANGUAGE_BY_CODE[translation.language]
    total = len(translation.texts)
    return {
        "code": language.code,
        "name": language.own_name,
        "english_name": language.english_name,
        "rtl": language.right_to_left,
        "delivered": translation.delivered,
        "offered": translation.offered,
        "own": translation.document.region.languages[0] == language.code,
        "done": total - len(translation.missing),
        "total": total,
    }


def _listed(forms: Forms | None) -> list[str] | None:
    return None if forms is None else list(forms)


def _unknown(key: str) -> Response:
    return problem_response(
        Problem.INVALID, "no such text", errors=[{"place": "key", "message": f"there is no text {key!r}"}]
    )


def _now() -> Any:
    return services().clock.now()
