"""report/index.html: one page that opens from disk, with its styles and scripts inside and the run's pictures beside it."""

import base64
import hashlib
import os
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checker.faults import ArchiveFault
from checker.records.final import Final
from checker.reports.figures import count_run, rule_title
from checker.reports.hostile_text import calm_output, clickable
from checker.reports.kept_run import KeptRun, read_run
from checker.reports.moments import beijing, day, span
from checker.reports.site_page import site_pages
from checker.reports.words import BADGE_STATES, KIND_NAMES, KIND_SHORT, VERDICTS, source_words

STYLES = ("page.css", "overview.css", "table.css", "site.css", "columns.css", "print.css")
SCRIPTS = ("address.js", "list.js", "viewer.js", "panel.js")
FIRST_SCRIPT = "document.documentElement.className = 'js'"


def write_report(run: Path, finals: Mapping[str, Final] | None = None) -> Path:
    """Writes `report/index.html` of the run folder anew and gives its path; a reader never meets half a page.

    `finals` are what holds of the sites with people's decisions counted in, by key; without them the machine stands alone.

    Raises UsageFault where `run` is no run folder, ArchiveFault where the page cannot be written.
    """
    page = render_page(read_run(run, finals))
    target = run / "report" / "index.html"
    try:
        target.parent.mkdir(exist_ok=True)
        _replace(target, page.encode())
    except OSError as error:
        raise ArchiveFault(f"{target} cannot be written: {error.strerror}. Make room or check the rights of the folder.") from error
    return target


def render_page(run: KeptRun) -> str:
    """The whole page as text."""
    environment = Environment(
        loader=PackageLoader("checker.reports"),
        autoescape=True,
        finalize=calm_output,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(clickable=clickable, beijing=beijing, day=day, source_words=source_words)
    script = "".join(_part(name) for name in SCRIPTS)
    return environment.get_template("report.html").render(
        run=run,
        head=run.head,
        figures=count_run(run),
        sites=site_pages(run),
        when=span(run.head.started, run.head.ended),
        rule_title=lambda rule: rule_title(run, rule),
        kind_names=KIND_NAMES,
        kind_short=KIND_SHORT,
        badge_states=BADGE_STATES,
        verdicts=VERDICTS,
        style=Markup("".join(_part(name) for name in STYLES)),  # noqa: S704 - our own file, no page's text
        first_script=Markup(FIRST_SCRIPT),  # noqa: S704 - a constant
        script=Markup(script),  # noqa: S704 - our own file, no page's text
        script_hashes=" ".join(_allowed(text) for text in (FIRST_SCRIPT, script)),
    )


def _part(name: str) -> str:
    return files("checker.reports").joinpath("templates", name).read_text("utf-8")


def _allowed(script: str) -> str:
    """The policy's name for one inline script: nothing else runs, whatever a page's text might smuggle in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _replace(target: Path, data: bytes) -> None:
    """Puts `data` in the place of `target` in one step."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".index-", suffix=".html")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # mkstemp gives 0600; a report is to be read
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
