"""What a night says of itself on the page of the workflow: figures, pictures, annotations, and the verdicts for whoever follows changes."""

import json
import xml.etree.ElementTree as ET  # reads only what our own run wrote
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from checker.evidence.disk import write_atomically
from checker.evidence.run_folder import RunFolder
from checker.nightly.changes import SiteTonight, plain
from checker.nightly.night import Night, newest_runs, say
from checker.nightly.thumbnails import draw_sheet
from checker.reports.hostile_text import calm
from checker.reports.kept_run import KeptRun, read_run
from checker.running.finals import read_finals, read_judgments

_ANNOTATIONS = 10  # that GitHub shows of one step
_PICTURES = 60  # of failing sites
_NOT_THE_SITES = ("our_fault", "blocked", "not_allowed")  # we did not get through: that is no change of the site


def tell(night: Night) -> int:
    """Writes the job's summary, its annotations, the sheet of thumbnails, and `changes.json`."""
    write_atomically(night.changes.resolve(), json.dumps(changes_of(night), ensure_ascii=False).encode())
    run = read_run(night.run, read_finals(RunFolder.open(night.run)))
    sheet = draw_sheet(run, _PICTURES)
    if sheet is not None:
        write_atomically(night.thumbnails.resolve(), sheet)
    summary = (night.run / "report" / "summary.md").read_text(encoding="utf-8")
    pictures = "\n".join(_pictures(night, run, has_sheet=sheet is not None))
    _write_summary(night, f"{summary}\n{pictures}\n")
    for line in annotations(night.run / "report" / "junit.xml"):
        say(line)
    return 0


def changes_of(night: Night) -> dict[str, object]:
    """Tonight's final verdicts, and by key the last one of earlier nights that said something of the site."""
    before: dict[str, str] = {}
    for earlier in newest_runs(night.archive, but=night.name):
        before |= {site.key: site.verdict for site in _verdicts(night.archive / earlier) if not site.ours}
    return {"night": night.name, "sites": [asdict(site) for site in _verdicts(night.run)], "before": before}


def _verdicts(folder: Path) -> Iterator[SiteTonight]:
    run = RunFolder.open(folder)
    finals = read_finals(run)
    for judgment in read_judgments(run):
        site, final = judgment.site, finals[judgment.key]
        name, ours = site.name or site.unit or site.url, judgment.reach.state in _NOT_THE_SITES
        yield SiteTonight(judgment.key, name, site.url, final.verdict, final.problems, ours)


def annotations(junit: Path) -> Iterator[str]:
    """The failed cases as commands of a workflow: one error a site, as many as are shown, and how many more there are."""
    failing = [(suite, cases) for suite in ET.parse(junit).getroot() if (cases := suite.findall("testcase/failure"))]  # noqa: S314 - our own file
    for suite, cases in failing[:_ANNOTATIONS]:
        told = "；".join(case.get("message", "") for case in cases)
        yield f"::error title={_escape(suite.get('name', ''), of_a_property=True)}::{_escape(told)}"
    if len(failing) > _ANNOTATIONS:
        yield f"::notice title=不合格网站::另有{len(failing) - _ANNOTATIONS}家，见检查报告"


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


def _write_summary(night: Night, text: str) -> None:
    if place := night.surroundings.get("GITHUB_STEP_SUMMARY"):
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(text)
    else:
        say(text)
