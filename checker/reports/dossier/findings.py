"""Every finding of the site with the exhibits that it rests on, the accusations first."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.reports.dossier.exhibits import Exhibits
from checker.reports.findings import FindingCard
from checker.reports.site_page import SitePage


@dataclass(frozen=True)
class FindingPart:
    """`exhibits` are numbers; `attachments` those of people's files, by the name in the run folder."""

    card: FindingCard
    exhibits: tuple[int, ...]
    attachments: dict[str, int]


@dataclass(frozen=True)
class FindingGroup:
    heading: str
    advice: str
    parts: tuple[FindingPart, ...]


_HEADINGS = (("bad", "不符合", "经检查不符合要求的事项。"), ("good", "符合", ""), ("plain", "不适用", "依规定不适用于该网站的事项。"))


def finding_groups(page: SitePage, exhibits: Exhibits) -> list[FindingGroup]:
    """What fails, what could not be told, what is in order, what does not apply; groups without a finding are left out."""
    told = [(heading, advice, [card for card in page.findings if card.outcome.tone == tone]) for tone, heading, advice in _HEADINGS]
    untold = [(f"无法判定：{group.heading}", group.advice, list(group.findings)) for group in page.untold]
    return [
        FindingGroup(heading, advice, tuple(_part(card, exhibits) for card in cards))
        for heading, advice, cards in (told[0], *untold, *told[1:])
        if cards
    ]


def _part(card: FindingCard, exhibits: Exhibits) -> FindingPart:
    cited = [exhibits.cite(image.file, image.alt) for image in (*card.pictures, *card.files)]
    copies = [(image.file, exhibits.cite(image.file, f"附件：{name}")) for each in card.decisions for image, name in each.attachments]
    numbers = tuple(dict.fromkeys(each.number for each in cited if each))
    return FindingPart(card, numbers, {file: each.number for file, each in copies if each})


def number_words(numbers: Sequence[int]) -> str:
    """证据1、证据4至7: runs of numbers in one phrase; empty for none."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(f"证据{first}" if first == last else f"证据{first}至{last}" for first, last in spans)
