"""`serve`: make everything ready, and serve until told to stop."""

import json
import os
import sys
import traceback

import click

from commands.server import Place, Server


@click.command()
@click.option("--host", help="Address to listen on (INLOOP_HOST).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (INLOOP_PORT).")
@click.option("--demo", is_flag=True, help="Play a lively morning with simulated visitors and guides.")
def serve(host: str | None, port: int | None, demo: bool) -> None:
    """Serve Inloop: kiosk, display, console, phones and API."""
    Server(_prepared(host, port), demo).run()


def _prepared(host: str | None, port: int | None) -> Place:
    """Where to listen, once everything is ready.

    Prepared in a child: what reading settings and migrating needs would otherwise stay in memory for as
    long as we serve.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _prepare_and_exit(host, port, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        place = told.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(1)
    return Place(**json.loads(place))


def _prepare_and_exit(host: str | None, port: int | None, writing: int) -> None:
    code = 1
    try:
        from commands.first_start import prepare

        found = prepare(host, port)
        place = found.model_dump(mode="json", include={"host", "port", "tls_certificate", "tls_key"})
        os.write(writing, json.dumps(place).encode())
        code = 0
    except click.ClickException as error:
        error.show()
    except BaseException:  # noqa: BLE001  the child ends here whatever happens, and must not end in silence
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
