"""The judgment of one site: from one or two looks to its line of results.jsonl. Pure: the same input gives the same line, always."""

from checker.judgment.agreement import agree, alone, join_answers
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition import Edition
from checker.judgment.held import hold
from checker.judgment.offline import OFFLINE_PROBLEM, OFFLINE_RULE, judge_offline, read_offline_badges
from checker.judgment.opinion import NoteBug, form_opinion
from checker.judgment.score import count_score, scored_site
from checker.judgment.verdict import decide_verdict, tell_problems
from checker.records.judgment import BadgeState, Finding, Judgment, SiteOnLine
from checker.records.observation import Observation
from checker.records.site import Site

_ACCUSING: tuple[BadgeState, ...] = ("mismatched", "malformed", "broken", "hidden", "missing")
# rule ids of CONTRACT.md; dead links have a second try of their own, and a week of visits is more than a second look
_PLAIN = {"duplicates", "future-dates", "dead-links", "site-unreachable", "home-availability", "words-found"}


def judge(
    first: Observation,
    second: Observation | None,
    edition: Edition,
    circumstances: Circumstances,
    note_bug: NoteBug | None = None,
) -> Judgment:
    """Holds a site's looks against an edition.

    Without `second` the judgment is provisional: ask `needs_second_look` whether it may stand. `note_bug` receives the
    traceback of each bug in a check; the finding itself then is `cannot_tell`.
    """
    if first.site.status == "offline":
        return _judge_offline(first, second, edition)
    opinion = form_opinion(first, edition, circumstances, note_bug)
    agreed = alone(opinion) if second is None else agree(opinion, form_opinion(second, edition, circumstances, note_bug), edition)
    unverified = circumstances.include_unverified
    held = [hold(edition.rule(rule_id), answer, edition, include_unverified=unverified) for rule_id, answer in agreed.answers.items()]
    columns = [each.column for each in agreed.columns]
    score = count_score(held, edition, scored_site(_on_line(first.site), columns), include_unverified=unverified)
    verdict = decide_verdict(held, score, edition)
    return Judgment(
        key=first.site.key,
        site=_on_line(first.site),
        reach=agreed.reach,
        scenario=agreed.scenario,
        badges=[reading.badge for reading in agreed.readings],
        columns=columns,
        findings=[each.finding for each in held],
        score=score.points if score is not None else None,
        score_lines=list(score.lines) if score is not None else [],
        verdict=verdict,
        final_verdict=verdict,
        problems=tell_problems(held),
    )


def needs_second_look(judgment: Judgment) -> bool:
    """Whether a provisional judgment would accuse: a rule that fails, a site not reached, or a badge in a bad state, punished or not; or
    whether its script drifted, which keeps it from telling.

    What fails for what was plainly seen, with both places in evidence, is not looked at again.
    """
    if any(finding.outcome == "fail" and finding.rule not in _PLAIN for finding in judgment.findings):
        return True
    if any(finding.rule == OFFLINE_RULE for finding in judgment.findings):
        return False  # it did not answer, as it should
    is_untold = judgment.reach.state != "reached" or judgment.scenario.state == "drifted"
    return is_untold or any(badge.state in _ACCUSING for badge in judgment.badges)


def _judge_offline(first: Observation, second: Observation | None, edition: Edition) -> Judgment:
    answer = judge_offline(first)
    if second is not None:
        answer = join_answers(answer, judge_offline(second), grounds=(("answers",),))
    finding = Finding(
        rule=OFFLINE_RULE,
        edition=edition.id,
        outcome=answer.outcome,
        needs=answer.needs,
        weight="note",
        because=answer.because,
        problem=OFFLINE_PROBLEM if answer.outcome == "fail" else None,
        evidence=list(answer.evidence),
    )
    return Judgment(
        key=first.site.key,
        site=_on_line(first.site),
        reach=first.reach,  # nobody looks again at what does not answer
        scenario=first.scenario,
        badges=read_offline_badges(),
        findings=[finding],
        verdict="pass",
        final_verdict="pass",
        problems=OFFLINE_PROBLEM if answer.outcome == "fail" else "",
    )


def _on_line(site: Site) -> SiteOnLine:
    return SiteOnLine(
        site_code=site.site_code,
        name=site.name,
        unit=site.unit,
        url=site.url,
        level=site.level,
        icp=site.icp,
        public_security=site.public_security,
        services=site.services,
    )
