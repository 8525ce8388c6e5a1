"""How the commands on an archive show what they found."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.table import Table

from checker.evidence.names import shown
from checker.faults import UsageFault
from checker.running.terminal import OutputConsole, plain

_WIDE = 160  # columns, where nobody's terminal says how many there are


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Cells are folded at the terminal's width; what stands in them is text, whatever it looks like."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in ("day", "run", "site", "verdict"))
    for row in rows:
        table.add_row(*map(plain, row))
    OutputConsole(width=None if sys.stdout.isatty() else _WIDE, highlight=False).print(table)


def existing(archive: Path) -> Path:
    """The archive, where there is one; raises UsageFault else."""
    if not archive.is_dir():
        raise UsageFault(f"There is no archive {shown(str(archive))}: name it with --out.")
    return archive
