"""Inloop from its checkout: `python run.py COMMAND`. Nothing imports this but tests and the server."""

import sys

if sys.argv[1:2] == ["serve"]:
    # Before anything else is imported: sockets, locks and sleeps must be the cooperative ones everywhere.
    from gevent import monkey

    monkey.patch_all()

from commands.cli import main

if __name__ == "__main__":
    main()
