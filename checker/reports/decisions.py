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


def _standing(review: Review, reviews: tuple[Review, ...], machine: Finding) -> str:
    if review.speaks_of != machine.outcome:
        return "与机器判定不对应，未计入"
    return "" if review is [each for each in reviews if each.speaks_of == machine.outcome][-1] else "已由后来的决定取代"


def _line(run: KeptRun, review: Review, standing: str) -> DecisionLine:
    files = tuple((image(run, each.file, f"附件：{each.name}"), each.name) for each in review.attachments)
    word = DECISIONS[review.decision, review.outcome]
    return DecisionLine(word, review.by, beijing(review.at), review.why, standing, files)
