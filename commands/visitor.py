"""`visitor tell` and `visitor erase`: what a visitor may ask for, by the code of their ticket."""

import json

import click
from sqlalchemy.orm import Session

from commands.audited import note
from commands.context import in_one_line, open_database
from commands.setting import settings
from models.audit.what import What
from models.retention import one_visitor


@click.group()
def visitor() -> None:
    """One visitor's own data, by the code in the address of their ticket."""


@visitor.command("tell")
@click.argument("code")
@in_one_line
def tell(code: str) -> None:
    """Write everything that is held of the visit, as JSON; without names of staff."""

    def work(session: Session) -> str:
        visit = one_visitor.visit_of(session, code)
        told = one_visitor.tell(session, visit)
        note(session, What.VISITOR_TOLD, f"visit:{visit}", rows=sum(map(len, told.values())))
        return json.dumps(told, ensure_ascii=False, indent=2)

    click.echo(open_database(settings()).run(work))


@visitor.command("erase")
@click.argument("code")
@in_one_line
def erase(code: str) -> None:
    """Erase what says something of the visitor, now; the visit stays in the figures, without a code."""

    def work(session: Session) -> dict[str, int]:
        visit = one_visitor.visit_of(session, code)
        done = one_visitor.erase(session, visit)
        note(session, What.VISITOR_ERASED, f"visit:{visit}", None, **done)
        return done

    done = open_database(settings()).run(work)
    click.echo("erased: " + ", ".join(f"{table} {count}" for table, count in done.items()))
