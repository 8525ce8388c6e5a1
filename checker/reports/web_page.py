"""report/index.html: one page that opens from disk, with its styles and scripts inside and the run's pictures beside it."""

import base64
import hashlib

from markupsafe import Markup

from checker.reports.error_reports import error_report_sentences
from checker.reports.figures import count_run, rule_title
from checker.reports.figures_change import Comparison
from checker.reports.figures_notice import NoticeFigures
from checker.reports.mending import count_mending
from checker.reports.moments import span
from checker.reports.scripts import script_figures
from checker.reports.sentences import change_sentences, own_network_words
from checker.reports.site_page import site_pages
from checker.reports.templating import make_environment, template_part
from checker.reports.visit_weeks import visit_weeks
from checker.reports.words import BADGE_STATES, KIND_NAMES, KIND_SHORT, VERDICTS

STYLES = ("page.css", "overview.css", "table.css", "site.css", "columns.css", "mending.css", "scripts.css", "notice.css", "print.css")
SCRIPTS = ("address.js", "list.js", "viewer.js", "panel.js")
PAPERS = {"通报.docx": "通报（Word）", "附件.xlsx": "附件（Excel）", "summary.md": "摘要", "junit.xml": "测试结果"}
FIRST_SCRIPT = "document.documentElement.className = 'js'"


def render_page(notice: NoticeFigures, comparison: Comparison | None = None) -> str:
    """The whole page as text."""
    run = notice.run
    sites = site_pages(run)
    references = {site.key: site.reference for site in sites}
    script = "".join(template_part(name) for name in SCRIPTS)
    return (
        make_environment()
        .get_template("report.html")
        .render(
            run=run,
            head=run.head,
            figures=count_run(run),
            notice=notice,
            comparison=comparison,
            change_sentences=change_sentences(comparison) if comparison else (),
            papers=PAPERS,
            mending=count_mending(run),
            error_reports=error_report_sentences(run),
            own_network=own_network_words(run.head),
            sites=sites,
            scripts=script_figures(run, run.beyond, references),
            weeks=visit_weeks(run, run.beyond, references),
            when=span(run.head.started, run.head.ended),
            rule_title=lambda rule: rule_title(run, rule),
            kind_names=KIND_NAMES,
            kind_short=KIND_SHORT,
            badge_states=BADGE_STATES,
            verdicts=VERDICTS,
            style=Markup("".join(template_part(name) for name in STYLES)),  # noqa: S704 - our own file, no page's text
            first_script=Markup(FIRST_SCRIPT),  # noqa: S704 - a constant
            script=Markup(script),  # noqa: S704 - our own file, no page's text
            script_hashes=" ".join(_allowed(text) for text in (FIRST_SCRIPT, script)),
        )
    )


def _allowed(script: str) -> str:
    """The policy's name for one inline script: nothing else runs, whatever a page's text might smuggle in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
