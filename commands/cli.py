"""The command line as a whole: names to commands, each imported only when it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

_COMMANDS = {
    "serve": "commands.serve:serve",
    "migrate": "commands.upkeep:migrate",
    "check": "commands.upkeep:check",
    "backup": "commands.backup:backup",
    "restore": "commands.backup:restore",
    "erase": "commands.erase:erase",
    "visitor": "commands.visitor:visitor",
    "load": "commands.region:load",
    "dump": "commands.region:dump",
    "user": "commands.people:user",
    "device": "commands.access:device",
    "key": "commands.access:key",
    "certificate": "commands.certificate:certificate",
    "printer": "commands.paper:printer",
    "simulate": "commands.simulate:simulate",
    "facts": "commands.facts:facts",
    "replay": "commands.replay:replay",
}


class _Lazy(click.Group):
    """A group whose commands cost nothing until they are used, and whose errors are one line."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """As click makes it; a wrong use of the group itself is told in one line."""
        with _in_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does it; a wrong use of a command is told in one line."""
        with _in_one_line():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order of a day: start first."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, or None."""
        where = _COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, _, name = where.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


class _Misused(click.ClickException):
    """A command that is not used as it is meant."""

    exit_code = click.UsageError.exit_code


@contextmanager
def _in_one_line() -> Iterator[None]:
    """Click shows a wrong use with three lines of usage; ours says where to read them."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        where = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        raise _Misused(error.format_message() + where) from None


@click.group(cls=_Lazy)
def main() -> None:
    """Inloop, the walk-in system of the Werkcentrum."""
