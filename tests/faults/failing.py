"""A program: `run.py` on a disk that takes nothing while a certain file is there.

`python -m tests.faults.failing FILE serve --port …`. Stands for a disk that the system has set to reading
only after an error, which cannot be had without breaking one.
"""

import sys
from pathlib import Path

from tests.faults.disk import Disk


def main() -> None:
    """Stand in between, and go on as `run.py` does."""
    Disk(broken=Path(sys.argv[1]))
    sys.argv = ["run.py", *sys.argv[2:]]
    from commands.cli import main as run

    run()


if __name__ == "__main__":
    main()
