"""`checker judge`: a kept run under its own or other rules, with nothing but its folder."""

from pathlib import Path

import click

from checker.evidence.disk import write_atomically
from checker.evidence.outside_runs import refuse_inside_runs
from checker.evidence.run_folder import RunFolder
from checker.journal import open_journal
from checker.options import settings_from
from checker.running.finals import count_reviews
from checker.running.judging import judge_again, line_of, parse_day
from checker.running.terminal import standard_output


@click.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the lines to FILE instead of stdout.")
@click.option("--edition", metavar="ID|FILE", help="Another rule edition (default: the run's own).")
@click.option("--as-of", metavar="YYYY-MM-DD", help="Another day (default: the run's own).")
@click.option("--include-unverified", is_flag=True, help="Let rules and points decide that nobody found in print.")
def judge(run_folder: Path, out: Path | None, edition: str | None, as_of: str | None, *, include_unverified: bool) -> None:
    """Judge a kept RUN again from its observations, people's decisions counted in: no browser, no network."""
    open_journal()
    run = RunFolder.open(run_folder, settings_from({}).out)
    if out is not None:
        refuse_inside_runs(out, "--out")
    again = judge_again(run, edition, parse_day(as_of), include_unverified=include_unverified)
    judgments = count_reviews(run, again, edition, as_of, include_unverified=include_unverified)
    lines = "".join(f"{line_of(judgment)}\n" for judgment in judgments)
    if out is None:
        with standard_output():
            click.echo(lines, nl=False)
    else:
        write_atomically(out.resolve(), lines.encode())
        click.echo(f"{len(judgments)} sites judged into {out}", err=True)
