"""`migrate` and `check`: is everything as it should be."""

import click

from commands.context import database_as_it_is, in_one_line
from commands.first_start import check_organisation, check_printer, check_push
from commands.paper import ask
from commands.setting import settings
from commands.tls import check_tls
from config.settings import ROOT
from models.access.organisation import anybody_for_emergencies
from models.audit.proof import Mark, check_chain, end_of_chain, read_mark
from models.check import check_database
from models.migration import current_revision, newest_revision
from models.migration import migrate as bring_up
from web.speech.here import speech_folder
from web.speech.voice import Voices
from web.vendoring.check import findings
from web.wording import wording_problems
from web.words import languages_with


@click.command()
@click.option(
    "--to", "target", default="head", help="An older schema, to go back to the version that had it."
)
@in_one_line
def migrate(target: str) -> None:
    """Bring the database's schema to the newest version."""
    database = database_as_it_is(settings())
    before = current_revision(database)
    try:
        bring_up(database, target)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    after = current_revision(database)
    click.echo(f"schema {after}" + ("" if before == after else f" (was {before or 'empty'})"))


@click.command()
@click.option(
    "--mark", "marks", multiple=True, metavar="N:HASH", help="An end of the audit log, noted before."
)
@in_one_line
def check(marks: tuple[str, ...]) -> None:
    """Verify database, logs, configuration, fonts, translations and printer; exit 1 if anything is wrong."""
    remembered = _read_marks(marks)
    found = settings()
    check_printer(found)
    check_push(found)
    check_tls(found)
    check_organisation(found)
    database = database_as_it_is(found)
    if current_revision(database) != newest_revision():
        raise click.ClickException("the schema is not up to date: run.py migrate")
    with database.read() as session:
        wrong = [*check_database(session), *check_chain(session, remembered)]
        end = end_of_chain(session)
        if found.password_sign_in != "everyone" and not anybody_for_emergencies(session):  # noqa: S105  # nosec B105 # a choice
            wrong.append("nobody could sign in while the organisation is away: run.py user break-glass NAME")
    wrong += [f"vendored files: {line}" for line in findings(ROOT)]
    wrong += [f"translations: {line}" for line in wording_problems()]
    for line in wrong:
        click.echo(line, err=True)
    click.echo(f"audit log: end {end}")
    state = ask(found)
    click.echo(f"printer {found.printer}: {state.condition}" + (f" ({state.reason})" if state.reason else ""))
    click.echo(_speech(Voices(speech_folder(found))))
    if wrong:
        raise click.ClickException(f"{len(wrong)} thing(s) wrong")
    click.echo("database, logs, configuration, fonts and translations are right")


def _read_marks(marks: tuple[str, ...]) -> list[Mark]:
    try:
        return [read_mark(mark) for mark in marks]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--mark") from None


def _speech(voices: Voices) -> str:
    """Who reads aloud in each language; a language without a voice has the chime and its texts."""
    told = []
    for language in languages_with("visitor"):
        recordings = voices.recordings(language)
        by = [voices.engine(language) or "no voice", *([f"{recordings} recorded"] if recordings else [])]
        told.append(f"{language} {' and '.join(by)}")
    return f"speech: {', '.join(told)}"
