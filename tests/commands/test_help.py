"""Every command explains itself."""

import click
import pytest
from click.testing import CliRunner

from commands.cli import main

PROMISED = {
    "serve",
    "migrate",
    "check",
    "load",
    "dump",
    "user",
    "device",
    "key",
    "certificate",
    "printer",
    "simulate",
    "facts",
    "replay",
}


def commands() -> dict[str, click.Command]:
    """Every command and sub-command, by its words."""
    found: dict[str, click.Command] = {}
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": below for sub, below in command.commands.items()}
    return found


def test_what_was_promised_is_there() -> None:
    assert set(main.list_commands(click.Context(main))) >= PROMISED
    assert {"user add", "device add", "key add", "key revoke", "printer status", "printer test"} <= set(
        commands()
    )


def test_a_command_that_is_not_there_is_none() -> None:
    assert main.get_command(click.Context(main), "nonsense") is None


@pytest.mark.parametrize("words", [[], *[name.split() for name in commands()]], ids=" ".join)
def test_help_is_given_and_says_what_the_command_does(words: list[str]) -> None:
    answer = CliRunner().invoke(main, [*words, "--help"])
    assert answer.exit_code == 0
    explained = answer.output.split("\n\n")[1].strip()
    assert len(explained) > 15
