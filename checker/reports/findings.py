"""Findings for the page: each with the rule's words, and what could not be told, grouped by what it needs."""

from dataclasses import dataclass

from checker.records.judgment import Finding
from checker.reports.decisions import DecisionLine, decision_lines
from checker.reports.figures import rule_title
from checker.reports.kept_run import KeptRun, KeptSite, RuleWords
from checker.reports.pictures import Image, image, is_picture
from checker.reports.words import OUTCOMES, WEIGHTS, Word, source_words


@dataclass(frozen=True)
class FindingCard:
    """One rule held against the site. `outcome` is what holds; `machine` what the machine said, where people decided on it.

    `unverified`: the rule's words have not been checked against the published text.
    """

    rule: str
    title: str
    outcome: Word
    machine: Word | None
    decisions: tuple[DecisionLine, ...]
    weight: str
    points: float | None
    because: str
    article: str | None
    quote: str | None
    stated: str | None  # what the document asks, where only that is known and not its words
    source: str | None
    unverified: bool
    pictures: tuple[Image, ...]
    files: tuple[Image, ...]


@dataclass(frozen=True)
class Untold:
    """What could not be told, under the heading that says what it would need."""

    heading: str
    advice: str
    findings: tuple[FindingCard, ...]


_NEEDS: tuple[tuple[str | None, str, str], ...] = (
    (None, "本次未能判定", "本应由本次检查得出结论，因下列原因未能得出；建议再次检查或人工查看。"),
    ("person", "需人工核查", "该项规则须由人工判断，不影响本次结论，结果另行登记。"),
    ("history", "需持续监测或历次数据", "该项规则须依据多日监测或以往检查的数据，不影响本次结论。"),
)


def finding_cards(run: KeptRun, site: KeptSite) -> list[FindingCard]:
    """What was told, by the machine or by people, the accusations first; `cannot_tell` stands under `untold` instead."""
    order = ("fail", "pass", "not_applicable")
    told = [pair for pair in _pairs(site) if pair[0].outcome in order]
    told.sort(key=lambda pair: order.index(pair[0].outcome))
    return [_card(run, site, *pair) for pair in told]


def untold(run: KeptRun, site: KeptSite) -> list[Untold]:
    groups: list[Untold] = []
    for needs, heading, advice in _NEEDS:
        waiting = [pair for pair in _pairs(site) if pair[0].outcome == "cannot_tell" and pair[0].needs == needs]
        if waiting:
            groups.append(Untold(heading, advice, tuple(_card(run, site, *pair) for pair in waiting)))
    return groups


def _pairs(site: KeptSite) -> list[tuple[Finding, Finding]]:
    """Each finding as it holds, with the machine's own."""
    return list(zip(site.final.findings, site.judgment.findings, strict=True))


def _card(run: KeptRun, site: KeptSite, finding: Finding, machine: Finding) -> FindingCard:
    words = run.head.edition.rules.get(finding.rule, RuleWords())
    evidence = [image(run, file, f"{rule_title(run, finding.rule)}：证据图片") for file in finding.evidence]
    decisions = decision_lines(run, site, machine)
    return FindingCard(
        rule=finding.rule,
        title=rule_title(run, finding.rule),
        outcome=OUTCOMES[finding.outcome],
        machine=OUTCOMES[machine.outcome] if decisions else None,
        decisions=decisions,
        weight=WEIGHTS[finding.weight],
        points=finding.points,
        because=finding.because,
        article=words.article,
        quote=words.quote,
        stated=words.stated,
        source=source_words(words.source) if words.source else None,
        unverified=words.status == "unverified",
        pictures=tuple(shown for shown in evidence if is_picture(shown.file)),
        files=tuple(shown for shown in evidence if not is_picture(shown.file)),
    )
