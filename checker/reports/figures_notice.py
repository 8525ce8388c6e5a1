"""The figures of the notice, counted once for page, Word file, workbook and summary.

They count what holds when machine and people are taken together (`KeptSite.final`). Sites that are permanently off-line are
counted apart and are part of no share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from checker.records.judgment import Finding, Needs
from checker.reports.figures_table import FIGURES, FigureRow, Part
from checker.reports.hostile_text import LONGEST, brief
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.shares import Share
from checker.reports.words import LEVELS, OWN_RULES, problem_name

RESULTS = {"pass": "合格", "fail": "不合格", "cannot_tell": "待核实"}  # as the notice's annex writes the verdict


@dataclass(frozen=True)
class FigureCount:
    """One figure: the sites that fail any of its rules, in roster order.

    `untold` are those that do not fail, but of which this run could not tell; `waiting` those that want a person or a history;
    `cleared` is how many pass. A site to which none of the rules applies is none of these.
    `asked`: whether the run's edition has one of the rules and looked for it; else the count says nothing. `wanted`: the
    edition has one of the rules, whether it was looked for or not. `unasked` are the rules of the figure that were left out.
    `unverified`: the words of its rules were not found in print, and the 2018 notice does not give it: for information only.
    """

    row: FigureRow
    title: str
    failed: tuple[KeptSite, ...]
    untold: tuple[KeptSite, ...]
    waiting: tuple[KeptSite, ...]
    cleared: int
    total: int
    asked: bool
    wanted: bool = True
    unasked: tuple[str, ...] = ()
    unverified: bool = False

    @property
    def label(self) -> str:
        """The title for a table."""
        return f"{self.title}（仅供参考）" if self.unverified else self.title

    @property
    def share(self) -> Share:
        return Share(len(self.failed), self.total)

    @property
    def undecided(self) -> int:
        """Sites of which nobody knows yet, for whatever reason."""
        return len(self.untold) + len(self.waiting)

    @property
    def unknown(self) -> bool:
        """Whether nobody knows of any site: then no nought may be shown."""
        return bool(self.undecided) and not self.failed and not self.cleared

    @property
    def applies_nowhere(self) -> bool:
        """Whether none of the rules applies to any site: nought of none is no nought either."""
        return bool(self.total) and not self.failed and not self.cleared and not self.undecided

    @property
    def has_number(self) -> bool:
        return not self.unknown and not self.applies_nowhere


@dataclass(frozen=True)
class OpenRule:
    """A rule of which something is left to do: on how many sites, and what it needs (`null`: this run should have told)."""

    rule: str
    title: str
    needs: Needs | None
    sites: tuple[KeptSite, ...]
    because: str


@dataclass(frozen=True)
class NoticeFigures:
    """All that the notice counts of one run."""

    run: KeptRun
    judged: tuple[KeptSite, ...]
    offline: tuple[KeptSite, ...]
    offline_total: int  # run.json may know more of them than were visited
    counts: tuple[FigureCount, ...]
    others: tuple[FigureCount, ...]  # what failed and stands in no figure of the table
    open_rules: tuple[OpenRule, ...]

    @cached_property
    def by_id(self) -> dict[str, FigureCount]:
        return {count.row.id: count for count in (*self.counts, *self.others)}

    @cached_property
    def unreached(self) -> tuple[KeptSite, ...]:
        """Sites whose home page did not open: of them nothing could be told."""
        return tuple(site for site in self.judged if site.judgment.reach.state != "reached")

    def part(self, part: Part) -> tuple[FigureCount, ...]:
        return tuple(count for count in self.counts if count.row.part == part)

    def verdict(self, verdict: str) -> Share:
        return Share(len(self.with_verdict(verdict)), len(self.judged))

    def with_verdict(self, verdict: str) -> tuple[KeptSite, ...]:
        return tuple(site for site in self.judged if site.final.verdict == verdict)

    @property
    def pending(self) -> int:
        """Sites of the roster that have no line yet."""
        return max(0, (self.run.head.sites_total or 0) - len(self.run.sites))

    @property
    def offline_answering(self) -> tuple[KeptSite, ...]:
        return tuple(site for site in self.offline if any(finding.outcome == "fail" for finding in site.final.findings))


def count_notice(run: KeptRun) -> NoticeFigures:
    judged = tuple(site for site in run.sites if not site.is_offline)
    offline = tuple(site for site in run.sites if site.is_offline)
    asked = _asked_rules(run)
    named = {rule for row in FIGURES for rule in row.rules}
    others = {finding.rule: None for site in judged for finding in site.final.findings if finding.outcome == "fail"}
    return NoticeFigures(
        run=run,
        judged=judged,
        offline=offline,
        offline_total=max(len(offline), run.head.offline_count),
        counts=tuple(_count(run, row, judged, asked) for row in FIGURES),
        others=tuple(_count(run, _row_of(run, rule), judged, asked) for rule in others if rule not in named),
        open_rules=tuple(_open_rules(run, judged)),
    )


def count_figure(figures: NoticeFigures, row: FigureRow) -> FigureCount:
    """One more figure over the same sites."""
    return _count(figures.run, row, figures.judged, _asked_rules(figures.run))


def by_level(sites: tuple[KeptSite, ...]) -> list[tuple[str, int]]:
    """How many sites of each level, in the order of the notice; a site whose level the roster does not say is 未注明类型."""
    counts = [(name, sum(site.judgment.site.level == level for site in sites)) for level, name in LEVELS.items()]
    unknown = sum(site.judgment.site.level not in LEVELS for site in sites)
    return [(name, count) for name, count in (*counts, ("未注明类型的网站", unknown)) if count]


def unit_of(site: KeptSite) -> str:
    """Who answers for the site, as the annex names it: harmless, on one line, never empty."""
    line = site.judgment.site
    named = (line.unit, line.name, site.first.title if site.first else None, site.judgment.key)
    return next(name for name in (brief(each or "", LONGEST) for each in named) if name)


def rule_name(run: KeptRun, rule: str) -> str:
    """The edition's title of a rule, or the rule's id where the run does not carry one."""
    words = run.head.edition.rules.get(rule)
    return (words.title if words else None) or OWN_RULES.get(rule, rule)


def failing(site: KeptSite, rules: tuple[str, ...]) -> Iterator[Finding]:
    """The findings that accuse the site under `rules`, in the order of its line."""
    return (finding for finding in site.final.findings if finding.outcome == "fail" and finding.rule in rules)


def _count(run: KeptRun, row: FigureRow, judged: tuple[KeptSite, ...], asked: set[str]) -> FigureCount:
    failed, untold, waiting, cleared = [], [], [], 0
    rules, unverified = _counting_rules(run, row)
    for site in judged:
        told = [finding for finding in site.final.findings if finding.rule in rules]
        open_needs = [finding.needs for finding in told if finding.outcome == "cannot_tell"]
        if any(finding.outcome == "fail" for finding in told):
            failed.append(site)
        elif None in open_needs:
            untold.append(site)
        elif open_needs:
            waiting.append(site)
        elif any(finding.outcome == "pass" for finding in told):
            cleared += 1
    unasked = tuple(rule for rule in row.rules if rule not in asked)
    return FigureCount(
        row=row,
        title=_title(run, row),
        failed=tuple(failed),
        untold=tuple(untold),
        waiting=tuple(waiting),
        cleared=cleared,
        total=len(judged),
        asked=len(unasked) < len(row.rules),
        wanted=any(rule in run.head.edition.rules for rule in row.rules),
        unasked=unasked,
        unverified=unverified,
    )


def _counting_rules(run: KeptRun, row: FigureRow) -> tuple[tuple[str, ...], bool]:
    """The rules that make the figure, and whether it is for information only.

    Beside rules that were found in print, those that were not count for nothing, unless the run was asked to let them decide.
    """
    words = run.head.edition.rules
    if run.head.circumstances.get("include_unverified"):
        return row.rules, False
    printed = tuple(rule for rule in row.rules if rule not in words or words[rule].status != "unverified")
    known = [rule for rule in row.rules if rule in words]
    if known and not any(rule in printed for rule in known):
        return row.rules, True
    return printed, False


def _asked_rules(run: KeptRun) -> set[str]:
    silent = {unbuilt.rule for unbuilt in run.head.rules_not_built}
    answered = {finding.rule for site in run.sites for finding in site.final.findings}
    return (run.head.edition.rules.keys() - silent) | answered


def _title(run: KeptRun, row: FigureRow) -> str:
    """With the limit that the run's own edition sets; without one, the words before it stand alone."""
    if "{" not in row.title:
        return row.title
    words = run.head.edition.rules.get(row.rules[0])
    try:
        return row.title.format(**(words.params if words else {}))
    except (KeyError, IndexError):
        return row.title.partition("数量≥")[0] + "数量较多"


def _row_of(run: KeptRun, rule: str) -> FigureRow:
    title = problem_name(rule, rule_name(run, rule))
    return FigureRow(rule, "publishing", title, title, (rule,))


def _open_rules(run: KeptRun, judged: tuple[KeptSite, ...]) -> Iterator[OpenRule]:
    """What a person has to do first, then what this run could not tell, then what wants a history; rules in the edition's order."""
    found: dict[tuple[Needs | None, str], list[KeptSite]] = {}
    reasons: dict[tuple[Needs | None, str], set[str]] = {}
    for site in judged:
        for finding in site.final.findings:
            if finding.outcome == "cannot_tell":
                place = (finding.needs, finding.rule)
                found.setdefault(place, []).append(site)
                reasons.setdefault(place, set()).add(finding.because)
    rules = list(run.head.edition.rules)
    order: list[Needs | None] = ["person", None, "history"]
    for needs, rule in sorted(found, key=lambda place: (order.index(place[0]), rules.index(place[1]) if place[1] in rules else len(rules))):
        why = reasons[needs, rule]
        yield OpenRule(rule, rule_name(run, rule), needs, tuple(found[needs, rule]), min(why) if len(why) == 1 else "")
