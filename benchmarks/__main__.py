"""`python -m benchmarks [NAME …]`: run them, print a table, write JSON; exit 1 if a bound is missed."""

import sys
from pathlib import Path

from benchmarks import estimate, growth, hanging, kiosk, line, paper, phones, rush, screens, speech
from benchmarks.report import table, write

ALL = {
    "rush": rush.measure,
    "screens": screens.measure,
    "growth": growth.measure,
    "line": line.measure,
    "paper": paper.measure,
    "hanging": hanging.measure,
    "kiosk": kiosk.measure,
    "speech": speech.measure,
    "phones": phones.measure,
    "estimate": estimate.measure,
}
RESULTS = Path(__file__).parent / "results" / "latest.json"


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; 0 if every bound is kept."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"there is no benchmark {unknown[0]!r}; there are {', '.join(ALL)}", file=sys.stderr)
        return 2
    figures = [figure for name in names or ALL for figure in ALL[name]()]
    print(table(figures))
    write(figures, RESULTS)
    return 0 if all(figure.fine for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
