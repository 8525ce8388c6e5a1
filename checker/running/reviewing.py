"""Recording what people decided on a kept run: what they may decide is settled before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.evidence.after_folder import AfterFolder, read_attachment
from checker.evidence.reviews import record
from checker.evidence.run_folder import RunFolder
from checker.evidence.unaltered import refuse_altered_results, refuse_altered_site
from checker.faults import UsageFault
from checker.records.judgment import Finding, Judgment
from checker.records.review import Decision, Due, Review, ReviewedOutcome
from checker.running.finals import read_finals, read_judgments
from checker.running.judging import parse_day, read_record
from checker.running.named_site import find_site

_OUTCOMES: dict[Decision, ReviewedOutcome] = {"uphold": "fail", "overturn": "pass"}

NOTHING_TO_RECORD = "--by and --why belong to a decision (--rule, --decision) or to a day (--due)."


@dataclass(frozen=True)
class Asked:
    """What a person asked for, as given; `rule` is None where only a day is set."""

    rule: str | None = None
    decision: Decision | None = None
    outcome: ReviewedOutcome | None = None
    by: str | None = None
    why: str | None = None
    problem: str | None = None
    attach: tuple[Path, ...] = ()
    due: str | None = None


def review_site(run: RunFolder, site: str, asked: Asked) -> list[Review | Due]:
    """Records a decision, a day, or both; gives what was recorded. Raises UsageFault for what cannot be decided."""
    refuse_altered_results(run)
    judgment = find_site(read_judgments(run), site)
    refuse_altered_site(run, judgment.key)
    made: list[Review | Due] = []
    if asked.rule is not None or asked.decision is not None:
        made.append(_make_review(judgment, asked))
    elif asked.attach or asked.outcome or asked.problem:
        raise UsageFault("--attach, --as and --problem belong to a decision: give --rule and --decision too.")
    if asked.due is not None:
        made.append(_make_due(run, judgment.key, asked))
    if not made:
        raise UsageFault(NOTHING_TO_RECORD)
    _write(run, made, asked.attach)
    return made


def set_due_days(run: RunFolder, asked: Asked) -> list[Review | Due]:
    """The same day for every site of the run that has to mend something: whose final verdict is `fail`."""
    refuse_altered_results(run)
    failed = [key for key, final in read_finals(run).items() if final.verdict == "fail"]
    if not failed:
        raise UsageFault(f"No site of the run {run.run_id} fails, so no 整改 is due. Name a site to set a day for it all the same.")
    made: list[Review | Due] = [_make_due(run, key, asked) for key in failed]
    _write(run, made, ())
    return made


def _make_review(judgment: Judgment, asked: Asked) -> Review:
    if asked.rule is None:
        raise UsageFault(f"--decision speaks of one finding: name its rule with --rule. {_rules(judgment)}")
    finding = next((finding for finding in judgment.findings if finding.rule == asked.rule), None)
    if finding is None:
        raise UsageFault(f"The site {judgment.key} has no finding of a rule {asked.rule!r}. {_rules(judgment)}")
    if asked.decision is None:
        raise UsageFault(f"--rule {asked.rule} wants a --decision: {_fitting(finding)}.")
    outcome = _outcome(finding, asked)
    by, why = _said("--by", asked.by), _said("--why", asked.why)
    if asked.problem and (asked.decision, outcome) != ("settle", "fail"):
        raise UsageFault("--problem gives the notice's words for what a person found wrong: it goes with --decision settle --as fail.")
    problem = _one_line(asked.problem or "")
    return Review(
        at="", site=judgment.key, rule=finding.rule, decision=asked.decision, outcome=outcome, by=by, why=why, problem=problem
    )  # fmt: skip


def _outcome(finding: Finding, asked: Asked) -> ReviewedOutcome:
    assert asked.decision is not None
    wanted = "cannot_tell" if asked.decision == "settle" else "fail"
    if finding.outcome != wanted:
        raise UsageFault(
            f"--decision {asked.decision} speaks of a finding that is {wanted}; {finding.rule} is {finding.outcome} "
            f"({finding.because}). Possible here: {_fitting(finding)}."
        )
    if asked.decision == "settle":
        if asked.outcome is None:
            raise UsageFault("--decision settle wants what holds: --as pass or --as fail.")
        return asked.outcome
    if asked.outcome is not None:
        raise UsageFault(f"--as goes with --decision settle; {asked.decision} says by itself what holds.")
    return _OUTCOMES[asked.decision]


def _make_due(run: RunFolder, key: str, asked: Asked) -> Due:
    day = parse_day(asked.due, "--due")
    assert day is not None
    begun = read_record(run).get("as_of")
    if begun and day < date.fromisoformat(begun):
        raise UsageFault(f"--due {day} lies before the day of the run itself ({begun}): nothing can have been due then.")
    by = _said("--by", asked.by) if asked.by is not None else None
    return Due(at="", site=key, day=day.isoformat(), by=by, why=_one_line(asked.why) if asked.why and not asked.rule else None)


def _write(run: RunFolder, made: Sequence[Review | Due], attach: Sequence[Path]) -> None:
    for file in attach:
        read_attachment(file)  # refused before anything is written
    with AfterFolder(run.path) as after:
        attachments = tuple(after.attach(file) for file in attach)
        for each in made:
            record(after, each.model_copy(update={"attachments": attachments}) if isinstance(each, Review) else each)


def _said(option: str, text: str | None) -> str:
    if text is None or not _one_line(text):
        raise UsageFault(f"A decision wants {option}: who decided, and why, is a part of it.")
    return _one_line(text)


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _rules(judgment: Judgment) -> str:
    decidable = [f"{finding.rule} ({finding.outcome})" for finding in judgment.findings if finding.outcome in ("fail", "cannot_tell")]
    return f"A person can decide on: {', '.join(decidable)}." if decidable else "Nothing of this site waits for a decision."


def _fitting(finding: Finding) -> str:
    return {"fail": "uphold or overturn", "cannot_tell": "settle --as pass|fail"}.get(finding.outcome, "none, for it accuses nobody")
