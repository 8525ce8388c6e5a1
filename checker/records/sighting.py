"""What may be a badge, and the proof of whether a person sees it."""

from typing import Literal

from checker.records.base import Box, Record

BadgeKind = Literal["site_code", "icp", "public_security", "party_gov", "error_report"]
KINDS: tuple[BadgeKind, ...] = ("site_code", "icp", "public_security", "party_gov", "error_report")
Source = Literal["text", "picture", "canvas", "pseudo", "svg", "script", "link"]
Unseen = Literal[
    "no_box", "no_pixels", "partly", "small", "faint", "unstable", "out_of_reach", "unreadable", "unclear",
    "covered", "maybe_covered",  # by what lies over the whole screen: for good, or with a control on it that was left alone
]  # fmt: skip
LinkAnswer = Literal["alive", "dead", "unproven"]

OPENED_BY_SCRIPT = "点击后由脚本响应，未能核实通往何处"  # a doubt of a mark that is seen and has no link


class Proof(Record):
    """The pixels of one candidate, with it and without it, in a 1366×768 viewport scrolled to it.

    `contrast` is the WCAG ratio between the pixels that change and the same pixels with the candidate hidden (90th
    percentile); `glyph_height` is in CSS px after transforms; `parts` counts characters of a text and is 1 for a picture.
    """

    seen: bool
    why_not: Unseen | None = None
    parts: int = 0
    parts_seen: int = 0
    contrast: float | None = None
    glyph_height: float | None = None
    changed_pixels: int = 0
    tries: int = 0  # scroll positions that were compared
    with_picture: str | None = None
    without_picture: str | None = None


class Sighting(Record):
    """One place in the page that may be a badge of `kind`, with its proof.

    `shape` says what stands there: a `number` of the kind, a `label` that stands without a right number (the text is in `raw`),
    a `picture` (party_gov, error_report), a `loader` script that wrote nothing, a `hint` (number only in alt, title or link), or a
    number of somebody else (`other`, with the reason in `doubt`), which is told where the site has none; of the picture kinds, some
    `other` picture behind the right link.
    """

    kind: BadgeKind
    shape: Literal["number", "label", "picture", "loader", "hint", "other"]
    source: Source
    raw: str
    value: str | None = None  # normal form (CONTRACT.md); null where it is not a number of that kind
    link: str | None = None  # absolute address behind it
    link_value: str | None = None  # the number or code that its own link carries, in normal form
    link_answer: LinkAnswer | None = None  # whether the link's address answers
    script: str | None = None  # the address of the loader that wrote it, or should have
    box: Box | None = None  # CSS px of `box_in`
    box_in: str | None = None
    proof: Proof | None = None
    failure: str | None = None  # its own picture or script did not load: the request's failure
    frame: str | None = None  # address of the frame that it stands in, null for the main document
    around: str = ""  # the text around it, for the reader
    doubt: str | None = None  # in Chinese, as part of a sentence: why what is seen there cannot be told for sure
    folded: bool = False  # it stands in a closed <details>: a click has to reveal it
    evidence: list[str] = []
