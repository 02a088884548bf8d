"""`certificate`: https for a box on a network of one's own, with an authority made here."""

from datetime import UTC, datetime
from pathlib import Path

import click

from commands.authority import Files, fingerprint, make, read, renew, shown_names
from commands.context import in_one_line
from commands.setting import settings

_OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for certificates and keys; tls in the data folder unless given.",
)

_ON_DEVICES = """
Nothing is installed by itself. Put {authority} on each device, by USB stick or mail; never the files .key.
Before you accept it, compare its fingerprint (SHA-256):
  {fingerprint}

Android   Settings > Security > More security settings > Install from storage > CA certificate. Names
          differ by maker: search for "certificate". Chrome then trusts it.
iPad      Open the file. Settings > Profile Downloaded > Install. Then Settings > General > About >
          Certificate Trust Settings: switch it on. Without the second step it is not trusted.
Windows   As administrator: certutil -addstore -f Root {name}
          Edge and Chrome trust it then; Firefox too, as Windows does.
Debian    sudo cp {name} /usr/local/share/ca-certificates/ && sudo update-ca-certificates
          Chromium looks elsewhere. For the account that it runs as (package libnss3-tools):
          mkdir -p ~/.pki/nssdb && certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Inloop -i {name}

This authority can vouch for {names} and for nothing else. A phone of a visitor does not know it:
for phones give the box a public name and a certificate that everybody trusts.
"""


@click.group()
def certificate() -> None:
    """Make, renew and show the certificate of a box on a network of your own."""


@certificate.command("make")
@click.argument("names", nargs=-1, required=True)
@_OUT
@in_one_line
def make_one(names: tuple[str, ...], out: Path | None) -> None:
    """Make a certificate for NAMES (host names and addresses), and an authority if there is none."""
    files = _files(out)
    make(files, names, datetime.now(UTC))
    _tell(files)


@certificate.command("renew")
@click.option("--now", "early", is_flag=True, help="Whatever is left of the old one.")
@_OUT
@in_one_line
def renew_one(early: bool, out: Path | None) -> None:
    """Renew the certificate when less than sixty days are left; devices need nothing new."""
    files = _files(out)
    made = renew(files, datetime.now(UTC), early=early)
    until = (made or read(files.certificate)).not_valid_after_utc
    if made is None:
        click.echo(f"good until {until:%Y-%m-%d}: nothing to do")
    else:
        click.echo(f"renewed until {until:%Y-%m-%d}: restart Inloop, or reload the proxy")


@certificate.command("show")
@_OUT
@in_one_line
def show(out: Path | None) -> None:
    """Show the certificate, and how devices come to trust it."""
    _tell(_files(out))


def _files(out: Path | None) -> Files:
    return Files(out or settings().data_dir / "tls")


def _tell(files: Files) -> None:
    server, authority = read(files.certificate), read(files.authority)
    names = ", ".join(shown_names(server))
    click.echo(f"INLOOP_TLS_CERTIFICATE={files.certificate}")
    click.echo(f"INLOOP_TLS_KEY={files.key}")
    click.echo(f"good for {names} until {server.not_valid_after_utc:%Y-%m-%d}")
    click.echo(
        _ON_DEVICES.format(
            authority=files.authority,
            name=files.authority.name,
            fingerprint=fingerprint(authority),
            names=names,
        )
    )
