"""The numbers at the top of a report: verdicts, problems, badges, sites not reached."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from checker.records.judgment import BadgeState, Weight
from checker.records.sighting import KINDS
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.words import BADGE_STATES, KIND_NAMES, OWN_RULES, REACH_STATES, VERDICTS, WEIGHTS, Word, problem_name


@dataclass(frozen=True)
class Tally:
    """How many sites; `share` in percent of the sites checked."""

    key: str
    word: Word
    count: int
    share: float

    @property
    def percent(self) -> str:
        """Whole percents, as notices give them; what is not nothing is never shown as 0%."""
        return "不足1%" if 0 < self.share < 0.5 else f"{self.share:.0f}%"


@dataclass(frozen=True)
class Problem:
    """One rule that sites failed."""

    rule: str
    title: str
    weight: str
    tally: Tally


@dataclass(frozen=True)
class KindFigures:
    kind: str
    name: str
    shown: int
    states: tuple[Tally, ...]


@dataclass(frozen=True)
class Figures:
    """`checked` leaves out sites that are permanently off-line; every share is of it."""

    checked: int
    verdicts: tuple[Tally, ...]
    offline: int
    offline_answering: int
    unreached: tuple[Tally, ...]
    refused: int
    pending: int
    problems: tuple[Problem, ...]
    kinds: tuple[KindFigures, ...]
    states_present: tuple[tuple[str, Word], ...]
    second_looks: int

    @property
    def unreached_total(self) -> int:
        return sum(tally.count for tally in self.unreached)


def count_run(run: KeptRun) -> Figures:
    """Counts the run's lines; a number that run.json alone knows (refused rows, sites not yet visited) comes from there."""
    judged = [site for site in run.sites if not site.is_offline]
    offline = [site for site in run.sites if site.is_offline]
    total = len(judged)
    kinds = _kinds(judged)
    present = {tally.key for kind in kinds for tally in kind.states}
    return Figures(
        checked=total,
        verdicts=tuple(
            _tally(key, VERDICTS[key], sum(site.final.verdict == key for site in judged), total) for key in ("pass", "fail", "cannot_tell")
        ),
        offline=max(len(offline), run.head.offline_count),
        offline_answering=sum(any(finding.outcome == "fail" for finding in site.final.findings) for site in offline),
        unreached=_unreached(judged),
        refused=len(run.head.refused_rows),
        pending=max(0, (run.head.sites_total or 0) - len(run.sites)),
        problems=_problems(run, total),
        kinds=kinds,
        states_present=tuple((state, word) for state, word in BADGE_STATES.items() if state in present),
        second_looks=sum(site.again is not None for site in run.sites),
    )


def rule_title(run: KeptRun, rule: str) -> str:
    """The edition's title for `rule`, or its id where the run does not carry one."""
    words = run.head.edition.rules.get(rule)
    return (words.title if words else None) or OWN_RULES.get(rule, rule)


def _problems(run: KeptRun, checked: int) -> tuple[Problem, ...]:
    """Every rule that a site failed (a site that should be off-line and answers too), the heaviest and most frequent first."""
    counts: Counter[str] = Counter()
    weights: dict[str, Weight] = {}
    for site in run.sites:
        failed = {finding.rule: finding.weight for finding in site.final.findings if finding.outcome == "fail"}
        counts.update(failed.keys())
        weights.update(failed)
    order = list(WEIGHTS)
    rules = sorted(counts, key=lambda rule: (order.index(weights[rule]), -counts[rule], rule))
    plain = Word("", "", "bad")
    return tuple(
        Problem(rule, problem_name(rule, rule_title(run, rule)), WEIGHTS[weights[rule]], _tally(rule, plain, counts[rule], checked))
        for rule in rules
    )


def _kinds(sites: list[KeptSite]) -> tuple[KindFigures, ...]:
    figures: list[KindFigures] = []
    for kind in KINDS:
        states: Counter[BadgeState] = Counter(_states(sites, kind))
        tallies = tuple(_tally(state, word, states[state], len(sites)) for state, word in BADGE_STATES.items() if states[state])
        figures.append(KindFigures(kind, KIND_NAMES[kind], states["shown"], tallies))
    return tuple(figures)


def _states(sites: list[KeptSite], kind: str) -> Iterable[BadgeState]:
    return (badge.state for site in sites for badge in site.judgment.badges if badge.kind == kind)


def _unreached(sites: list[KeptSite]) -> tuple[Tally, ...]:
    counts = Counter(site.judgment.reach.state for site in sites if site.judgment.reach.state != "reached")
    return tuple(_tally(state, Word(REACH_STATES[state], "", "plain"), count, len(sites)) for state, count in counts.most_common())


def _tally(key: str, word: Word, count: int, total: int) -> Tally:
    return Tally(key, word, count, 100 * count / total if total else 0.0)
