"""Whether the Inloop in this container is ready: exit 0 if so. For the container's health check."""

import http.client
import os
import sys

_PATIENCE_SECONDS = 8


def ready() -> bool:
    """Whether database, schema and disk are right, by the server's own word."""
    port = int(os.environ.get("INLOOP_PORT") or 8080)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    try:
        line.request("GET", "/readyz")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(0 if ready() else 1)
