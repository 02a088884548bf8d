"""`load` and `dump`: the region file in and out."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from commands.audited import note
from commands.context import in_one_line, open_database
from commands.setting import settings
from models.audit.what import What
from models.clock import SystemClock
from models.configuration import Loaded, dump_region, load_region
from models.region_file import RegionDocument, RegionFileInvalid, read_region


def read_file(path: Path) -> RegionDocument:
    """The region file at *path*.

    Raises:
        click.ClickException: it cannot be read, or is wrong; every error with its place.
    """
    try:
        return read_region(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise click.ClickException(f"{path}: the file is not UTF-8 text") from None
    except RegionFileInvalid as error:
        raise click.ClickException(f"nothing was changed. {error}") from None


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_one_line
def load(file: Path) -> None:
    """Make FILE the configuration of the region. Loading the same file again changes nothing."""
    document = read_file(file)
    database = open_database(settings())
    now = SystemClock().now()

    def work(session: Session) -> Loaded:
        loaded = load_region(session, document, "command line", now)
        note_loaded(session, loaded)
        return loaded

    loaded = database.run(work)
    click.echo(_told(document, loaded))


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False, writable=True))
@in_one_line
def dump(file: Path | None) -> None:
    """Write the configuration in force to FILE, or to standard output."""
    database = open_database(settings())
    with database.read() as session:
        text = dump_region(session)
    if text is None:
        raise click.ClickException("no region was loaded yet: run.py load FILE")
    database.run(lambda session: note(session, What.REGION_DUMPED))
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, encoding="utf-8")
        click.echo(f"written to {file}")


def note_loaded(session: Session, loaded: Loaded) -> None:
    """Tell the audit log of a region file that changes something."""
    if loaded.anything:
        new, changed, retired = len(loaded.new), len(loaded.changed), len(loaded.retired)
        note(session, What.REGION_LOADED, new=new, changed=changed, retired=retired)


def _told(document: RegionDocument, loaded: Loaded) -> str:
    if not loaded.anything:
        return f"{document.region.name}: nothing changed"
    parts = [
        f"{len(ids)} {what}"
        for ids, what in ((loaded.new, "new"), (loaded.changed, "updated"), (loaded.retired, "retired"))
        if ids
    ]
    return f"{document.region.name}: locations {', '.join(parts)}"
