"""One site as the page presents it: its row of the table, and everything that opens from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from checker.records.judgment import Badge, Finding
from checker.records.sighting import KINDS
from checker.reports.column_board import ColumnCard, column_cards
from checker.reports.error_reports import site_error_reports
from checker.reports.findings import FindingCard, Untold, finding_cards, untold
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.looks import LookCard, look_card
from checker.reports.mending import MendingCard, mending_card
from checker.reports.pictures import Image, View, crops, views
from checker.reports.words import (
    BADGE_STATES,
    DOMAINS,
    KIND_NAMES,
    KIND_SHORT,
    LEVELS,
    LINK_STATES,
    REACH_STATES,
    RELEASES,
    SOURCES,
    VERDICTS,
    Word,
)


@dataclass(frozen=True)
class BadgeCard:
    """One mark; `view` is the id of the viewer's picture that its box lies in."""

    number: int
    kind: str
    name: str
    short: str
    code: str  # the state as results.jsonl writes it
    state: Word
    rank: int
    value: str | None
    because: str
    source: str | None
    link: str | None
    link_state: Word | None
    crops: tuple[Image, ...]
    view: str | None


@dataclass(frozen=True)
class SitePage:
    number: int
    key: str
    reference: str  # for a link to #site-KEY
    name: str
    unit: str | None
    code: str | None
    level: str | None
    url: str
    expected: tuple[tuple[str, str], ...]  # numbers that the roster names
    verdict_code: str
    verdict: Word
    verdict_rank: int
    machine: Word | None  # what the machine said, where a person decided something
    machine_problems: str  # the machine's sentence, where the one that holds is another
    problems: str
    due: str | None
    mending: MendingCard | None
    error_reports: str
    failed: tuple[str, ...]  # rule ids
    score: float | None
    score_lines: tuple[str, ...]  # how it came about
    reach_code: str
    reach: str
    release: str | None
    domain: Word
    badges: tuple[BadgeCard, ...]
    columns: tuple[ColumnCard, ...]
    views: tuple[View, ...]
    findings: tuple[FindingCard, ...]
    untold: tuple[Untold, ...]
    looks: tuple[LookCard, ...]
    kept: KeptSite

    @property
    def searched(self) -> str:
        """What the text filter looks through, in lower case."""
        return " ".join(filter(None, (self.name, self.unit, self.code, self.url, self.key))).lower()


def site_pages(run: KeptRun) -> list[SitePage]:
    return [site_page(run, site, number) for number, site in enumerate(run.sites, 1)]


def site_page(run: KeptRun, site: KeptSite, number: int = 1) -> SitePage:
    line = site.judgment
    on_line = line.site
    name = on_line.name or on_line.unit or (site.first.title if site.first else None) or line.key
    code = "offline" if site.is_offline else site.final.verdict
    pictures = views(run, site, name)
    return SitePage(
        number=number,
        key=line.key,
        reference="#site-" + quote(line.key, safe=""),
        name=name,
        unit=on_line.unit if on_line.unit != name else None,
        code=on_line.site_code,
        level=LEVELS.get(on_line.level or ""),
        url=on_line.url,
        expected=_expected(site),
        verdict_code=code,
        verdict=VERDICTS[code],
        verdict_rank=list(VERDICTS).index(code),
        machine=VERDICTS[line.verdict] if site.final.reviews or line.verdict != site.final.verdict else None,
        machine_problems=line.problems if line.problems != site.final.problems else "",
        problems=site.final.problems,
        due=site.final.due.day if site.final.due else None,
        mending=mending_card(run, site, name),
        error_reports=site_error_reports(run, site),
        failed=tuple(finding.rule for finding in site.final.findings if finding.outcome == "fail"),
        score=site.final.score,
        score_lines=site.final.score_lines,
        reach_code=line.reach.state,
        reach=REACH_STATES[line.reach.state],
        release=RELEASES.get(line.reach.release or ""),
        domain=_domain(site.final.findings),
        badges=tuple(_badge_card(run, site, badge, pictures) for badge in line.badges),
        columns=column_cards(run, site),
        views=tuple(pictures),
        findings=tuple(finding_cards(run, site)),
        untold=tuple(untold(run, site)),
        looks=tuple(look_card(run, look, line.key) for look in (site.first, site.again) if look),
        kept=site,
    )


def _badge_card(run: KeptRun, site: KeptSite, badge: Badge, pictures: list[View]) -> BadgeCard:
    return BadgeCard(
        number=KINDS.index(badge.kind) + 1,
        kind=badge.kind,
        name=KIND_NAMES[badge.kind],
        short=KIND_SHORT[badge.kind],
        code=badge.state,
        state=BADGE_STATES[badge.state],
        rank=list(BADGE_STATES).index(badge.state),
        value=badge.value,
        because=badge.because,
        source=SOURCES[badge.source] if badge.source else None,
        link=badge.link,
        link_state=LINK_STATES[badge.link_state] if badge.link_state else None,
        crops=tuple(crops(run, site, badge)),
        view=next((view.id for view in pictures if any(mark.kind == badge.kind for mark in view.marks)), None),
    )


def _domain(findings: Sequence[Finding]) -> Word:
    return DOMAINS[next((finding.outcome for finding in findings if finding.rule == "domain"), None)]


def _expected(site: KeptSite) -> tuple[tuple[str, str], ...]:
    line = site.judgment.site
    named = (("填报的ICP备案号", line.icp), ("填报的公安备案号", line.public_security))
    return tuple((word, number) for word, number in named if number)
