"""The pictures of a site as the page shows them: where the file is, and where each badge's box lies on it."""

from dataclasses import dataclass

from checker.records.base import Box
from checker.records.judgment import Badge, Judgment
from checker.records.look import Picture
from checker.records.observation import Observation
from checker.records.sighting import KINDS
from checker.reports.hostile_text import path_reference
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.words import BADGE_STATES, KIND_NAMES, KIND_SHORT, Word

SCREEN = (1366, 768)  # CSS px: the viewport in which sight is judged (CONTRACT.md, section 4)


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
    return [*found, *_screens(run, site, name, {view.image.file for view in found}, len(found))]


def _screens(run: KeptRun, site: KeptSite, name: str, shown: set[str], first: int) -> list[View]:
    """The pictures of the screen for badges that no full picture shows in their place: in a scroller, under a fixed bar."""
    files = [badge.box_in for badge in site.judgment.badges if badge.box is not None and badge.box_in and badge.box_in not in shown]
    found: list[View] = []
    for file in dict.fromkeys(files):
        kinds = "、".join(KIND_SHORT[badge.kind] for badge in site.judgment.badges if badge.box_in == file)
        label = f"{kinds}所在画面"
        marks = _marks_in(file, SCREEN, site.judgment)
        found.append(View(f"v{first + len(found)}", label, image(run, file, f"{name}首页，{label}", SCREEN), marks))
    return found


def marks_on(picture: Picture, judgment: Judgment) -> tuple[Mark, ...]:
    """The badges whose box lies in `picture`, cut to its edges; a box wholly outside has nothing to show."""
    return _marks_in(picture.file, _size(picture), judgment)


def _marks_in(file: str, size: tuple[int, int], judgment: Judgment) -> tuple[Mark, ...]:
    frame = Box(0, 0, *size)
    marks: list[Mark] = []
    for badge in judgment.badges:
        if badge.box is None or badge.box_in != file:
            continue
        box = badge.box.cut_to(frame)
        if box.width > 0 and box.height > 0:
            marks.append(_mark(badge, box, size))
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


def _mark(badge: Badge, box: Box, size: tuple[int, int]) -> Mark:
    width, height = size
    return Mark(
        number=KINDS.index(badge.kind) + 1,
        kind=badge.kind,
        name=KIND_NAMES[badge.kind],
        state=BADGE_STATES[badge.state],
        left=round(100 * box.x / width, 4),
        top=round(100 * box.y / height, 4),
        width=round(100 * box.width / width, 4),
        height=round(100 * box.height / height, 4),
    )


def _size(picture: Picture) -> tuple[int, int]:
    return picture.width, picture.height
