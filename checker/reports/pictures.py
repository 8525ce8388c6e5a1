"""The pictures of a site as the page shows them: where the file is, and where each badge's box lies on it."""

from dataclasses import dataclass

from checker.records.base import Box
from checker.records.judgment import Badge, Judgment
from checker.records.look import Picture
from checker.records.observation import Observation
from checker.records.sighting import KINDS
from checker.reports.hostile_text import path_reference
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.words import BADGE_STATES, KIND_NAMES, Word


@dataclass(frozen=True)
class Image:
    """A picture file; `href` is None where the file is not in the run folder (any more)."""

    file: str
    href: str | None
    alt: str
    width: int | None = None  # CSS px
    height: int | None = None


@dataclass(frozen=True)
class Mark:
    """A box on a picture, in percent of the picture's width and height, so that it scales with it."""

    number: int  # 1 to 5, in the order of the kinds
    kind: str
    name: str
    state: Word
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class View:
    """One picture of the viewer, with the badges whose boxes lie in it."""

    id: str
    label: str
    image: Image
    marks: tuple[Mark, ...]
    marked: Image | None = None  # the copy with boxes drawn on it


def image(run: KeptRun, file: str, alt: str, size: tuple[int, int] | None = None) -> Image:
    width, height = size or (None, None)
    return Image(file, path_reference(file) if run.has(file) else None, alt, width, height)


def views(run: KeptRun, site: KeptSite, name: str) -> list[View]:
    """Every full picture of both looks, the settled one first; boxes stand on the picture that their badge names."""
    found: list[View] = []
    for look, word in ((site.first, ""), (site.again, "复查")):
        if look is None:
            continue
        marked = image(run, look.marked.file, f"{name}{word}标注图", _size(look.marked)) if look.marked else None
        pictures = [(look.settled, f"{word}页面全图"), (look.untouched, f"{word}未处理原图")]
        if look.settled and look.untouched and look.settled.sha256 == look.untouched.sha256:  # nothing had to be closed
            del pictures[1]
        for picture, label in pictures:
            if picture:
                marks = marks_on(picture, site.judgment)
                shown = image(run, picture.file, f"{name}首页，{label}", _size(picture))
                found.append(View(f"v{len(found)}", label, shown, marks, marked if picture is look.settled else None))
    return found


def marks_on(picture: Picture, judgment: Judgment) -> tuple[Mark, ...]:
    """The badges whose box lies in `picture`, cut to its edges; a box wholly outside has nothing to show."""
    frame = Box(0, 0, picture.width, picture.height)
    marks: list[Mark] = []
    for badge in judgment.badges:
        if badge.box is None or badge.box_in != picture.file:
            continue
        box = badge.box.cut_to(frame)
        if box.width > 0 and box.height > 0:
            marks.append(_mark(badge, box, picture))
    return tuple(marks)


def crops(run: KeptRun, site: KeptSite, badge: Badge) -> list[Image]:
    """The pictures of the badge itself among its evidence; whole pages are seen in the viewer."""
    whole = {picture.file for look in (site.first, site.again) if look for picture in pictures_of(look)}
    state = BADGE_STATES[badge.state].full
    alt = f"{KIND_NAMES[badge.kind]}截图：{state}" + (f"，{badge.value}" if badge.value else "")
    return [image(run, file, alt) for file in badge.evidence if is_picture(file) and file not in whole]


def is_picture(file: str) -> bool:
    return file.lower().endswith((".png", ".jpg", ".jpeg", ".webp"))


def pictures_of(look: Observation) -> list[Picture]:
    return [picture for picture in (look.settled, look.untouched, look.marked) if picture]


def _mark(badge: Badge, box: Box, picture: Picture) -> Mark:
    return Mark(
        number=KINDS.index(badge.kind) + 1,
        kind=badge.kind,
        name=KIND_NAMES[badge.kind],
        state=BADGE_STATES[badge.state],
        left=round(100 * box.x / picture.width, 4),
        top=round(100 * box.y / picture.height, 4),
        width=round(100 * box.width / picture.width, 4),
        height=round(100 * box.height / picture.height, 4),
    )


def _size(picture: Picture) -> tuple[int, int]:
    return picture.width, picture.height
