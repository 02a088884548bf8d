"""Inloop from its checkout: `python run.py COMMAND`. Nothing imports this but tests and the server."""

import gc

gc.disable()  # importing makes no rubbish; looking for it takes a fifth of the start

from commands.cli import main  # noqa: E402

gc.enable()

if __name__ == "__main__":
    main()
