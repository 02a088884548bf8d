"""Whether the Inloop in this container is ready: exit 0 if so. For the container's health check."""

import os
import sys
import urllib.request

_PATIENCE_SECONDS = 8


def ready() -> bool:
    """Whether database, schema and disk are right, by the server's own word."""
    port = int(os.environ.get("INLOOP_PORT") or 8080)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=_PATIENCE_SECONDS) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if ready() else 1)
