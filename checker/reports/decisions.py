"""People's decisions as the page shows them: beside the machine's answer, all of them, the one that counts marked."""

from dataclasses import dataclass

from checker.records.judgment import Finding
from checker.records.review import Review
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.moments import beijing
from checker.reports.pictures import Image, image
from checker.reports.words import DECISIONS


@dataclass(frozen=True)
class DecisionLine:
    """`standing` says in Chinese why a decision does not count (any more); empty for the one that does."""

    word: str
    by: str
    when: str
    why: str
    standing: str
    attachments: tuple[tuple[Image, str], ...]  # the copy, and the name that it came with


def decision_lines(run: KeptRun, site: KeptSite, machine: Finding) -> tuple[DecisionLine, ...]:
    """In the order in which they were made; `machine` is the finding as the line has it."""
    reviews = site.final.reviews_of(machine.rule)
    return tuple(_line(run, review, _standing(review, reviews, machine)) for review in reviews)


def reason_of(site: KeptSite, finding: Finding) -> str:
    """Why the finding holds, for a table: the decision that counts, with who and when and why, before what the machine said."""
    review = _counting(site, finding)
    if review is None:
        return finding.because
    problem = f"{review.problem}。" if review.problem else ""
    decided = f"{DECISIONS[review.decision, review.outcome]}（{review.by}，{beijing(review.at)}）：{problem}{review.why}"
    return f"人工复核{decided.rstrip('。')}。机器检查：{finding.because}"


def evidence_of(site: KeptSite, finding: Finding) -> list[str]:
    """The files that bear the finding, what people attached to the decision that counts first."""
    review = _counting(site, finding)
    return [*(each.file for each in review.attachments), *finding.evidence] if review is not None else list(finding.evidence)


def _counting(site: KeptSite, finding: Finding) -> Review | None:
    machine = next(each for each in site.judgment.findings if each.rule == finding.rule)
    return next((each for each in reversed(site.final.reviews_of(finding.rule)) if each.speaks_of == machine.outcome), None)


def _standing(review: Review, reviews: tuple[Review, ...], machine: Finding) -> str:
    if review.speaks_of != machine.outcome:
        return "与机器判定不对应，未计入"
    return "" if review is [each for each in reviews if each.speaks_of == machine.outcome][-1] else "已由后来的决定取代"


def _line(run: KeptRun, review: Review, standing: str) -> DecisionLine:
    files = tuple((image(run, each.file, f"附件：{each.name}"), each.name) for each in review.attachments)
    word = DECISIONS[review.decision, review.outcome]
    return DecisionLine(word, review.by, beijing(review.at), review.why, standing, files)
