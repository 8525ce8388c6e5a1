"""What asks only whether sites open: `probe`."""

import json
from pathlib import Path
from typing import Any

import click

from checker.evidence.names import shown
from checker.evidence.visit_log import VISITS
from checker.journal import open_journal
from checker.judgment.availability import how_it_counts
from checker.options import archive_option, jobs_option, settings_from
from checker.records.site import Site
from checker.records.visit_history import SiteVisit
from checker.roster import read_roster
from checker.running.probing import probe_sites
from checker.running.terminal import standard_output


@click.command()
@click.argument("roster", type=click.Path(path_type=Path))
@archive_option
@click.option("--proxy", metavar="URL", help="HTTP proxy for everything that is fetched; it alone resolves names.")
@click.option("--trust-ca", type=click.Path(path_type=Path), metavar="FILE", help="An additional certificate authority (PEM).")
@click.option("--allow-private", is_flag=True, default=None, help="Permit loopback and private addresses.")
@jobs_option
@click.option("--strict-roster", is_flag=True, help="Refuse the whole roster where one row cannot be used.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a site on stdout, and nothing else.")
@click.option("--verbose", is_flag=True, help="More lines in the log.")
def probe(roster: Path, *, strict_roster: bool, as_json: bool, verbose: bool, **given: Any) -> None:
    """Ask each site of a ROSTER once whether it opens, and add the answer to the visit history of the archive."""
    open_journal(verbose=verbose)
    settings = settings_from(given)
    read = read_roster(roster)
    for refusal in read.refused:
        click.echo(f"row {refusal.row} refused: {refusal.reason}", err=True)
    read.require_usable(strict=strict_roster)
    visited = probe_sites(read.sites, settings)
    with standard_output():
        for site, visit in visited:
            click.echo(_as_json(site, visit) if as_json else _as_words(site, visit))
    left_out = len(read.sites) - len(visited)
    beside = f"; {left_out} permanently off-line, not asked" if left_out else ""
    click.echo(f"{len(visited)} visits added to {shown(str(settings.out / VISITS))}{beside}", err=True)


def _as_json(site: Site, visit: SiteVisit) -> str:
    return json.dumps({"key": site.key, **visit.model_dump(exclude={"look", "by"}), "counts": _counts(visit)}, ensure_ascii=False)


def _as_words(site: Site, visit: SiteVisit) -> str:
    seconds = f"{visit.seconds:.2f} s" if visit.seconds is not None else "-"
    return f"{shown(site.key):<24} {_counts(visit):<12} {visit.state:<14} {seconds:>9}  {shown(site.url)}"


def _counts(visit: SiteVisit) -> str:
    return {True: "opened", False: "not_opened", None: "not_counted"}[how_it_counts(visit, visit.waited)]
