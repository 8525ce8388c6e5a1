"""What a person sees on the terminal after a run: verdicts, badges, and where the report is."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from checker.evidence.names import shown
from checker.faults import RunFault
from checker.judgment.offline import OFFLINE_RULE
from checker.records.judgment import BadgeState, Column, Judgment, Verdict

_COLOURS: dict[BadgeState | Verdict, str] = {
    "shown": "green", "pass": "green", "undetermined": "yellow", "cannot_tell": "yellow", "fail": "red",
    "mismatched": "red", "malformed": "red", "broken": "red", "hidden": "red", "missing": "red",
}  # fmt: skip


@contextmanager
def standard_output() -> Iterator[None]:
    """Around what is printed: a reader who has seen enough (`| head`) may leave; raises RunFault where it cannot be written."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    except OSError as trouble:
        _forget_stdout()
        raise RunFault(f"The output cannot be written: {trouble.strerror}. What is kept in the archive stands.") from trouble


def print_run(folder: Path, judgments: list[Judgment]) -> None:
    """One line a site, the counts, and the path of the report."""
    console = OutputConsole()
    table = Table(box=None, pad_edge=False)
    for heading in ("site", "name", "reach", "verdict", "problems"):
        table.add_column(heading, overflow="fold")
    for judgment in judgments:
        verdict = Text("off-line") if is_offline(judgment) else Text(judgment.verdict, style=_COLOURS[judgment.verdict])
        table.add_row(
            plain(judgment.key), plain(judgment.site.name or judgment.site.url), judgment.reach.state, verdict, plain(judgment.problems),
        )  # fmt: skip
    console.print(table)
    judged = [judgment for judgment in judgments if not is_offline(judgment)]
    counts = ", ".join(f"{sum(j.verdict == verdict for j in judged)} {verdict}" for verdict in ("pass", "fail", "cannot_tell"))
    gone = f"; {len(judgments) - len(judged)} permanently off-line, not judged" if len(judged) < len(judgments) else ""
    console.print(f"{len(judged)} sites: {counts}{gone}", highlight=False)
    _print_report(console, folder)


def is_offline(judgment: Judgment) -> bool:
    """Whether the roster calls the site permanently off-line: it is counted apart."""
    return any(finding.rule == OFFLINE_RULE for finding in judgment.findings)


def print_site(folder: Path, judgment: Judgment) -> None:
    """One site in full; its script, its verdict and the report are the last lines, where a person looks first."""
    console = OutputConsole()
    reach = judgment.reach
    console.print(plain(f"{judgment.site.url}  {reach.state}  {reach.status or ''}  {reach.final_url or ''}", style="bold"))
    if reach.because:
        console.print(plain(reach.because))
    for badge in judgment.badges:
        console.print(Text(f"  {badge.kind:16}"), Text(f"{badge.state:13}", style=_COLOURS[badge.state]), plain(badge.value or ""))
        console.print(Text("      "), plain(badge.because))
    if judgment.columns:
        console.print(_columns(judgment.columns))
    for finding in judgment.findings:
        needs = f" (needs {finding.needs})" if finding.needs else ""
        console.print(Text(f"  {finding.rule}: {finding.outcome}{needs}"), plain(finding.because))
    for line in judgment.score_lines:
        console.print(plain(f"  {line}"))
    if judgment.scenario.file is not None:
        step = f": {judgment.scenario.step}" if judgment.scenario.step else ""
        console.print(plain(f"script: {judgment.scenario.file}, {judgment.scenario.state}{step}"))
    console.print(Text(f"verdict: {judgment.verdict}", style=_COLOURS[judgment.verdict]), plain(judgment.problems))
    _print_report(console, folder)


def _columns(columns: list[Column]) -> Table:
    """A line a column: its newest day and what counts of its category."""
    table = Table(box=None, pad_edge=False)
    for heading in ("  column", "name", "state", "latest", "dated", "in a year", "overdue", "unpublished"):
        table.add_column(heading)
    for column in columns:
        counts = (column.dated_items, column.items_last_year, column.overdue, column.unpublished)
        style = "green" if column.state == "found" else "yellow" if column.state == "undetermined" else "red"
        cells = [Text(f"  {column.category}"), plain(column.name or ""), Text(column.state, style=style), Text(column.latest or "")]
        table.add_row(*cells, *(Text("" if count is None else str(count)) for count in counts))
    return table


def count(number: int, thing: str) -> str:
    """`1 answer`, `2 answers`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


class OutputConsole(Console):
    def on_broken_pipe(self) -> None:
        """As everywhere else: `standard_output` knows what to do."""
        raise BrokenPipeError


def _print_report(console: Console, folder: Path) -> None:
    console.print(Text(f"report: {shown(str(folder / 'report' / 'index.html'))}"), soft_wrap=True)


def plain(text: str, style: str = "") -> Text:
    """Text of a page as text: no markup, no control characters."""
    return Text("".join(c if c.isprintable() else "�" for c in text), style=style)


def _forget_stdout() -> None:
    """What still waits to be written goes nowhere, so that the interpreter does not stumble over it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
