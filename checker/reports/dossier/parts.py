"""The pictures of a dossier in their places: the home page, the five marks, the columns, and both looks beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.records.look import Picture
from checker.records.observation import Observation
from checker.reports.column_board import ColumnCard
from checker.reports.dossier.exhibits import Exhibits, Figure
from checker.reports.findings import FindingCard
from checker.reports.kept_run import KeptSite
from checker.reports.pictures import marks_on, pictures_of
from checker.reports.site_page import BadgeCard, SitePage
from checker.reports.words import KIND_NAMES

WIDE = 1366  # px: a home page stands on the sheet as it was captured
HALF = 680  # px: two pages beside each other
SHEET = 1.32  # height of a sheet by its width: what A4 has room for below a heading
TALL = 2.5  # of half a sheet
MOST_HOME, MOST_HALF, MOST_COLUMN = 2_000_000, 450_000, 160_000  # bytes of one picture


@dataclass(frozen=True)
class Pair:
    """Two pictures beside each other, each under its title."""

    title: str
    left: Figure
    right: Figure


@dataclass(frozen=True)
class HomePart:
    pages: tuple[Figure, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class MarkPart:
    """One mark with its own pictures, and each place where it may stand with and without it."""

    card: BadgeCard
    crops: tuple[Figure, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class ColumnPart:
    """`name` are pictures of the column's name on the page that leads to it; `pages` are there where not all is well."""

    card: ColumnCard
    names: tuple[Figure, ...]
    pages: tuple[Figure, ...]
    others: tuple[int, ...]  # numbers of exhibits that are named and not shown


def mark_parts(site: KeptSite, page: SitePage, exhibits: Exhibits) -> list[MarkPart]:
    parts = []
    for card in page.badges:
        pairs = tuple(_sight_pairs(site, card, exhibits))
        paired = {figure.file for pair in pairs for figure in (pair.left, pair.right)}
        crops = tuple(exhibits.show_crop(image.file, image.alt) for image in card.crops if image.file not in paired)
        parts.append(MarkPart(card, crops, pairs))
    return parts


def _sight_pairs(site: KeptSite, card: BadgeCard, exhibits: Exhibits) -> Iterable[Pair]:
    for look, word in _looks(site):
        for sighting in look.sightings:
            proof = sighting.proof
            if sighting.kind == card.kind and proof and proof.with_picture and proof.without_picture:
                name = KIND_NAMES[sighting.kind]
                left = exhibits.show_crop(proof.with_picture, f"{word}{name}：原样")
                right = exhibits.show_crop(proof.without_picture, f"{word}{name}：隐去后")
                yield Pair(f"{word}隐去比对", left, right)


def home_part(site: KeptSite, page: SitePage, exhibits: Exhibits) -> HomePart:
    """The first look's page at full size, and the screens of marks that stand on no whole page as a person sees them.

    Both looks, and before and after what was closed, beside each other.
    """
    looks = _looks(site)
    pages = [_page(look, word, site, exhibits) for look, word in looks[:1]]
    pairs = []
    if len(looks) == 2:
        left, right = (_half(look.settled or look.untouched, f"{word}页面全图", exhibits) for look, word in looks)
        if left and right:
            pairs.append(Pair("首次检查与复查对照", left, right))
    for look, word in looks[:1]:
        untouched, settled = look.untouched, look.settled
        if untouched and settled and untouched.sha256 != settled.sha256:
            left, right = _half(untouched, f"{word}未处理原图", exhibits), _half(settled, f"{word}处理后全图", exhibits)
            if left and right and (left.sheets or right.sheets):
                pairs.append(Pair(f"{word}关闭弹窗等处置前后对照", left, right))
    for file, name in picture_names(site).items():
        exhibits.cite(file, name)
    screens = [
        exhibits.show_whole(view.image.file, f"{view.label}（红框处）", wide=1000, ratio=SHEET, most=MOST_COLUMN, boxes=view.marks)
        for view in page.views
        if view.image.file not in whole_pages(site)
    ]
    return HomePart(tuple(figure for figure in (*pages, *screens) if figure), tuple(pairs))


def _page(look: Observation, word: str, site: KeptSite, exhibits: Exhibits) -> Figure | None:
    """The copy with boxes drawn on it, else the page as it was seen with boxes drawn now.

    Where none of them can be shown any more, the best of them with the reason; None where none was ever taken.
    """
    gone = None
    for picture, what in ((look.marked, "标注图"), (look.settled, "页面全图"), (look.untouched, "未处理原图")):
        if picture:
            boxes = () if picture is look.marked else marks_on(picture, site.judgment)
            figure = exhibits.show_whole(picture.file, f"{word}{what}", wide=WIDE, ratio=SHEET, most=MOST_HOME, boxes=boxes)
            if figure.sheets:
                return figure
            gone = gone or figure
    return gone


def _half(picture: Picture | None, caption: str, exhibits: Exhibits) -> Figure | None:
    return exhibits.show_whole(picture.file, caption, wide=HALF, ratio=TALL, most=MOST_HALF) if picture else None


def column_parts(page: SitePage, exhibits: Exhibits, accused: set[str]) -> list[ColumnPart]:
    """Names of all columns; the pages of those that are not in order or that a failure rests on, since those are disputed."""
    whole = whole_pages(page.kept)
    parts = []
    for card in page.columns:
        files = [image.file for image in card.pictures]
        disputed = card.verdict.tone in ("bad", "doubt") or not accused.isdisjoint(files)
        first = [file for file in files if "/again/" not in file and file not in whole]
        names = [file for file in first if file.endswith("-name.png")]
        shown = [file for file in first if file not in names] if disputed else []
        pages = tuple(exhibits.show_whole(file, f"栏目“{card.name}”页面", wide=1000, ratio=1.2, most=MOST_COLUMN) for file in shown)
        crops = tuple(exhibits.show_crop(file, f"栏目“{card.name}”名称") for file in names)
        cited = [exhibits.cite(file, f"栏目“{card.name}”截图") for file in files if file not in (*names, *shown)]
        parts.append(ColumnPart(card, crops, pages, tuple(each.number for each in cited if each)))
    return parts


def other_figures(cards: Iterable[FindingCard], exhibits: Exhibits, page: SitePage) -> list[Figure]:
    """Pictures that a failed finding rests on and that stand nowhere else."""
    placed = whole_pages(page.kept) | exhibits.shown
    files = {image.file: card.title for card in cards if card.outcome.tone == "bad" for image in card.pictures if image.file not in placed}
    fresh = {file: title for file, title in files.items() if "/again/" not in file}
    return [exhibits.show_whole(file, f"{title}：证据图片", wide=1000, ratio=1.2, most=MOST_COLUMN) for file, title in fresh.items()]


def whole_pages(site: KeptSite) -> set[str]:
    """The files that show the whole home page."""
    return {picture.file for look, _ in _looks(site) for picture in pictures_of(look)}


def picture_names(site: KeptSite) -> dict[str, str]:
    """The same files with what each of them is."""
    names: dict[str, str] = {}
    for look, word in _looks(site):
        for picture, what in ((look.settled, "页面全图"), (look.untouched, "未处理原图"), (look.marked, "标注图")):
            if picture:
                names.setdefault(picture.file, f"{word}{what}")
    return names


def _looks(site: KeptSite) -> list[tuple[Observation, str]]:
    named = ((site.first, "首次检查"), (site.again, "复查"))
    return [(look, word) for look, word in named if look is not None]
