"""What a night says of itself on the page of the workflow: figures, pictures, annotations, and the verdicts for whoever follows changes."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from checker.evidence.disk import write_atomically
from checker.evidence.run_folder import RunFolder
from checker.nightly.changes import SiteTonight, plain
from checker.nightly.night import Night, NightError, begin_of, runs_around, say
from checker.nightly.thumbnails import draw_sheet
from checker.reports.figures_notice import unit_of
from checker.reports.hostile_text import calm
from checker.reports.kept_run import KeptRun, KeptSite, read_run
from checker.running.finals import read_finals, read_judgments

_ANNOTATIONS = 10  # that GitHub shows of one step
_PICTURES = 60  # of failing sites
_NOT_THE_SITES = ("our_fault", "blocked", "not_allowed")  # we did not get through: that is no change of the site


def tell(night: Night) -> int:
    """Writes the job's summary, its annotations, the sheet of thumbnails, and `changes.json`."""
    if not (night.run / "run.json").exists():
        raise NightError(f"No run {night.name} stands in {night.archive}, so there is nothing to tell: the step `merge` makes it.")
    write_atomically(night.changes.resolve(), json.dumps(changes_of(night), ensure_ascii=False).encode())
    run = read_run(night.run, read_finals(RunFolder.open(night.run)))
    sheet = draw_sheet(run, _PICTURES)
    if sheet is not None:
        write_atomically(night.thumbnails.resolve(), sheet)
    summary = (night.run / "report" / "summary.md").read_text(encoding="utf-8")
    pictures = "\n".join(_pictures(night, run, has_sheet=sheet is not None))
    night.write_summary(f"{summary}\n{pictures}\n")
    for line in annotations(run):
        say(line)
    return 0


def changes_of(night: Night) -> dict[str, object]:
    """Tonight's final verdicts, and by key the last one of earlier nights that said something of the site.

    `later` is the last of the nights that began after this one and are told of already, null where there is none.
    """
    before: dict[str, str] = {}
    started = begin_of(night.run)
    earlier, later = runs_around(night.archive, night.name, started)
    for run in earlier:
        before |= {site.key: site.verdict for site in _verdicts(night.archive / run) if not site.ours}
    return {
        "night": night.name, "started": started, "later": later[-1] if later else None,
        "sites": [asdict(site) for site in _verdicts(night.run)], "before": before,
    }  # fmt: skip


def _verdicts(folder: Path) -> Iterator[SiteTonight]:
    run = RunFolder.open(folder)
    finals = read_finals(run)
    for judgment in read_judgments(run):
        site, final = judgment.site, finals[judgment.key]
        name, ours = site.name or site.unit or site.url, judgment.reach.state in _NOT_THE_SITES
        yield SiteTonight(judgment.key, name, site.url, final.verdict, final.problems, ours)


def annotations(run: KeptRun) -> Iterator[str]:
    """The sites that fail as commands of a workflow: one error for each that is shown, and how many more there are.

    What is remarked on a site that does not fail stands in the report and in junit.xml; here it would be an accusation.
    """
    failing = [site for site in run.sites if site.final.verdict == "fail"]
    for site in failing[:_ANNOTATIONS]:
        yield f"::error title={_escape(unit_of(site), of_a_property=True)}::{_escape(_problems(site))}"
    if len(failing) > _ANNOTATIONS:
        yield f"::notice title=不合格网站::另有{len(failing) - _ANNOTATIONS}家，见检查报告"


def _problems(site: KeptSite) -> str:
    """As the notice has them; where that says nothing of the site, the reasons of what counts against it."""
    against = (finding.because for finding in site.final.findings if finding.outcome == "fail" and finding.weight != "note")
    return site.final.problems or "；".join(against)


def _escape(text: str, *, of_a_property: bool = False) -> str:
    """As the runner reads it back; a site's words give it no commands."""
    text = calm(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if of_a_property else text


def _pictures(night: Night, run: KeptRun, *, has_sheet: bool) -> Iterator[str]:
    """GitHub shows no picture that lies in the page itself: they are named where they can be had."""
    failing = [site for site in run.sites if site.final.verdict == "fail"][:_PICTURES]
    if not failing:
        return
    yield "## 不合格网站首页"
    yield ""
    if night.pictures_url is not None:
        for site in failing:
            picture = (site.first.settled or site.first.untouched) if site.first else None
            if picture is not None:
                address = f"{night.pictures_url.rstrip('/')}/{night.name}/{picture.file}"
                yield f'<img src="{address}" width="240" alt="{site.judgment.key}"> {plain(site.judgment.site.name or site.judgment.key)}'
                yield ""
    elif has_sheet:
        yield "缩略图见本页下方的构件 thumbnails。"
