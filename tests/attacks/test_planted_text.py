"""Into every field goes what wants to run, to print or to reorder: refused, or stored and dead for ever."""

import pytest
from flask import Flask
from jinja2 import Environment

from config.ticket import DEFAULT_LAYOUT, TicketLayout
from models.access.principal import Role
from models.configuration import load_region
from models.region_file import read_region
from printer.paper import bytes_of
from printer.ticket_text import TicketText
from tests.attacks.fields import Field, fields
from tests.attacks.payloads import HTML, MADE_OF_TEMPLATE, MARK, POLYGLOT, SCRIPT, TEXTS, planted_in
from tests.attacks.region import free_places, planted
from tests.attacks.routes import routes
from tests.attacks.target import HERE, Target, values
from tests.attacks.writer import UNWRITTEN, Writer
from tests.depth import among, times
from tests.printer.read_back_text import printed

pytestmark = pytest.mark.stress

FEWER = times(3, 1)
"""Each field gets a third of the texts, and each text a third of the fields."""
ON_PAGES = among((*HTML, *SCRIPT), {POLYGLOT, HTML[3], HTML[8], SCRIPT[0]})


@pytest.fixture(scope="module")
def writer(found: Target) -> Writer:
    document = found.ask("GET", "/api/v1/openapi.json", None, {}).told
    return Writer(found, document)


def _last_name(field: Field) -> str:
    return next(name for name in reversed(field.place) if name not in {"[]", "*"})


def _written(writer: Writer) -> list[Field]:
    return [each for each in fields(writer.document) if _last_name(each) not in UNWRITTEN]


def test_every_free_field_can_be_written_so_that_none_is_left_out(writer: Writer) -> None:
    """A new field that this does not reach fails here, until somebody says in `writer` how to come to it."""
    found = _written(writer)
    assert len(found) >= 15
    answers = {field.name: writer.write(field, f"Gewoon {n}") for n, field in enumerate(found)}
    assert {name: a.text for name, a in answers.items() if a.status >= 300} == {}


def test_nothing_that_is_written_breaks_anything_or_comes_back_as_a_page(writer: Writer) -> None:
    wrong = []
    for number, field in enumerate(_written(writer)):
        for text in TEXTS[number % FEWER :: FEWER]:
            answer = writer.write(field, text)
            harmless = answer.status < 300 or answer.status in {400, 409, 413, 422}
            if not harmless or "html" in answer.head("Content-Type") or answer.head("X-Planted"):
                wrong.append(f"{field.name} {text[:40]!r} gave {answer.status}")
    assert wrong == []


@pytest.mark.parametrize("text", ON_PAGES)
def test_no_page_that_the_server_writes_holds_an_element_of_a_visitors_or_colleagues_text(
    found: Target, writer: Writer, app: Flask, text: str
) -> None:
    file, _ = planted(text)
    found.database.run(lambda session: load_region(session, read_region(file), "test", found.now()))
    for field in _written(writer):
        writer.write(field, text)
    poster = found.poster()
    given = {**values(found), "key": poster}
    admin = found.signed_in(Role.ADMINISTRATOR)
    seen = 0
    for route in (each for each in routes(app, given) if each.method == "GET"):
        for path in (route.path, route.path.replace(HERE, "plein"), f"{route.path}?next={text}&name={text}"):
            answer = found.ask("GET", path.replace(" ", "%20"), None, admin.cookie | {"Accept": "text/html"})
            if "html" not in answer.head("Content-Type"):
                continue
            seen += 1
            assert planted_in(answer.text) == [], path
            assert MADE_OF_TEMPLATE not in answer.text or "{{" not in text, path
    assert seen > 60


def test_every_free_word_of_the_region_file_was_planted() -> None:
    _, taken = planted(POLYGLOT)
    assert free_places() - taken == set()


@pytest.mark.parametrize("text", HTML)
def test_a_template_that_takes_a_text_as_safe_is_found(text: str) -> None:
    whole = Environment(autoescape=True).from_string("<p>{{ text | safe }}</p><i title='{{ text | safe }}'>")
    dead = Environment(autoescape=True).from_string("<p>{{ text }}</p><i title='{{ text }}'>")
    if "<" in text:
        assert planted_in(whole.render(text=text))
    assert planted_in(dead.render(text=text)) == []


PAPER = [text for text in TEXTS if len(text) < 200 and not any("\ud800" <= c <= "\udfff" for c in text)]


@pytest.mark.parametrize("manner_text", [True, False])
@pytest.mark.parametrize("text", PAPER)
def test_no_text_on_a_ticket_becomes_a_command_of_the_printer(text: str, manner_text: bool) -> None:
    """A strict printer that knows our own commands and no other reads the paper to its end."""
    ticket = TicketText(
        "nl",
        False,
        text,
        text,
        "A07",
        text,
        text,
        text,
        text,
        "https://inloop.test/t/x",
        text,
        text,
        (text,),
        text,
        text,
    )
    layout = TicketLayout.model_validate(
        {"parts": [{"part": "number"}, {"part": "organisation"}, {"part": "qr"}]}
    )
    for chosen in (layout, DEFAULT_LAYOUT):
        job = bytes_of(ticket, 576, chosen, manner_text=manner_text)
        sheet = printed(job, 576)
        assert sheet.cuts == 1
        assert all(code == "https://inloop.test/t/x" for code in sheet.codes)


def test_a_command_planted_in_a_job_is_found() -> None:
    with pytest.raises(ValueError, match="unknown command"):
        printed(b"\x1b@hallo\x1b=\x01\x1dVB\x00", 576)


def test_the_mark_is_in_no_page_of_ours(found: Target, app: Flask) -> None:
    page = found.ask("GET", "/", None, {})
    assert MARK not in page.text
