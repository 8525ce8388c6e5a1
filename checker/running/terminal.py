"""What a person sees on the terminal after a run: verdicts, badges, and where the report is."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from checker.records.judgment import BadgeState, Judgment, Verdict

_COLOURS: dict[BadgeState | Verdict, str] = {
    "shown": "green", "pass": "green", "undetermined": "yellow", "cannot_tell": "yellow", "fail": "red",
    "mismatched": "red", "malformed": "red", "broken": "red", "hidden": "red", "missing": "red",
}  # fmt: skip


def print_run(folder: Path, judgments: list[Judgment]) -> None:
    """One line a site, the counts, and the path of the report."""
    console = Console()
    table = Table(box=None, pad_edge=False)
    for heading in ("site", "name", "reach", "verdict", "problems"):
        table.add_column(heading, overflow="fold")
    for judgment in judgments:
        table.add_row(
            _plain(judgment.key), _plain(judgment.site.name or judgment.site.url), judgment.reach.state,
            Text(judgment.verdict, style=_COLOURS[judgment.verdict]), _plain(judgment.problems),
        )  # fmt: skip
    console.print(table)
    counts = ", ".join(f"{sum(j.verdict == verdict for j in judgments)} {verdict}" for verdict in ("pass", "fail", "cannot_tell"))
    console.print(f"{len(judgments)} sites: {counts}", highlight=False)
    console.print(f"report: {folder / 'report' / 'index.html'}", soft_wrap=True, highlight=False)


def print_site(folder: Path, judgment: Judgment) -> None:
    """One site in full."""
    console = Console()
    reach = judgment.reach
    console.print(Text(f"{judgment.site.url}  {reach.state}  {reach.status or ''}  {reach.final_url or ''}", style="bold"))
    if reach.because:
        console.print(_plain(reach.because))
    for badge in judgment.badges:
        console.print(Text(f"  {badge.kind:16}"), Text(f"{badge.state:13}", style=_COLOURS[badge.state]), _plain(badge.value or ""))
        console.print(Text("      "), _plain(badge.because))
    for finding in judgment.findings:
        needs = f" (needs {finding.needs})" if finding.needs else ""
        console.print(Text(f"  {finding.rule}: {finding.outcome}{needs}"), _plain(finding.because))
    console.print(Text(f"verdict: {judgment.verdict}", style=_COLOURS[judgment.verdict]), _plain(judgment.problems))
    console.print(f"report: {folder / 'report' / 'index.html'}", soft_wrap=True, highlight=False)


def _plain(text: str) -> Text:
    """Text of a page as text: no markup, no control characters."""
    return Text("".join(c if c.isprintable() else "�" for c in text))
