"""The certificate that the server itself serves with: whether it can."""

import ssl

import click

from config.settings import Settings


def check_tls(found: Settings) -> None:
    """Refuse a certificate that cannot be served with.

    Raises:
        click.ClickException: certificate or key is missing, cannot be read, or they do not belong together.
    """
    certificate, key = found.tls_certificate, found.tls_key
    if certificate is None and key is None:
        return
    if certificate is None or key is None:
        raise click.ClickException(
            "INLOOP_TLS_CERTIFICATE and INLOOP_TLS_KEY belong together: set both or neither"
        )
    try:
        # Without an answer of ours a key with a password would make OpenSSL ask for it on the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError) as error:  # what ssl itself raises is an OSError too
        reason = getattr(error, "strerror", None) or str(error)
        raise click.ClickException(
            f"INLOOP_TLS_CERTIFICATE={certificate} with INLOOP_TLS_KEY={key} cannot be used ({reason}): give "
            "two PEM files that belong together, the key without a password, both readable by this user"
        ) from None
