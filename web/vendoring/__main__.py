"""Command line of the vendored files: `python -m web.vendoring check|sync|verify`.

`check` needs Python alone. `sync` and `verify` need node_modules (npm ci) and fontTools.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from web.vendoring.check import findings, present
from web.vendoring.checkout import differences, lay
from web.vendoring.error import VendoringError

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command; 0 if all is well, 1 with a list on stderr otherwise."""
    parser = ArgumentParser(prog="python -m web.vendoring", description="Third-party files of the screens.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="compare the committed files with the manifest")
    commands.add_parser("sync", help="make the files anew from node_modules")
    commands.add_parser("verify", help="make them in memory and compare with the committed ones")
    command = parser.parse_args(arguments).command
    try:
        found = {"check": findings, "sync": sync, "verify": verify}[command](ROOT)
    except VendoringError as error:
        found = [str(error)]
    for finding in found:
        sys.stderr.write(finding + "\n")
    if not found:
        sys.stdout.write(f"{command}: {len(present(ROOT))} vendored files are as they should be\n")
    return 1 if found else 0


def sync(root: Path) -> list[str]:
    """Write every vendored file below `root`; returns what `check` finds afterwards."""
    from web.vendoring.build import everything

    lay(everything(root), root)
    return findings(root)


def verify(root: Path) -> list[str]:
    """Where the files below `root` differ from those that its node_modules gives, one line each."""
    from web.vendoring.build import everything

    return differences(everything(root), root)


if __name__ == "__main__":
    sys.exit(main())
