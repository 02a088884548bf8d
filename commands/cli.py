"""The command line as a whole: names to commands, each imported only when it is asked for."""

from importlib import import_module

import click

_COMMANDS = {
    "serve": "commands.serve:serve",
    "migrate": "commands.upkeep:migrate",
    "check": "commands.upkeep:check",
    "load": "commands.region:load",
    "dump": "commands.region:dump",
    "user": "commands.access:user",
    "device": "commands.access:device",
    "key": "commands.access:key",
    "printer": "commands.paper:printer",
    "simulate": "commands.simulate:simulate",
}


class _Lazy(click.Group):
    """A group whose commands cost nothing until they are used."""

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


@click.group(cls=_Lazy)
def main() -> None:
    """Inloop, the walk-in system of the Werkcentrum."""
