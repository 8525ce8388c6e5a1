"""One badge of a page: by chance shown, hidden, spoiled or absent, in a way whose truth the contract gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

from tests.combined import hiding, marks, showing, spoiling
from tests.combined.bench import Bench, Piece
from tests.combined.drawing import written_picture
from tests.combined.office import Office
from tests.combined.printed import Printed, plain, varied
from tests.combined.showing_in_pixels import PIXEL_WAYS, PIXELS
from tests.combined.showing_in_places import PLACES, PLACES_IN_THE_DOCUMENT

NUMBERS = ("site_code", "icp", "public_security")
KINDS = (*NUMBERS, "party_gov", "error_report")
_FATES = {  # in hundred
    "number": (("shown", 46), ("hidden", 27), ("mismatched", 8), ("malformed", 6), ("broken", 3), ("missing", 10)),
    "mark": (("shown", 46), ("hidden", 23), ("spoiled", 20), ("missing", 11)),
}
_PARTNER = "http://www.mianshan-szxx.gov.cn/"


@dataclass(frozen=True)
class MadeBadge:
    """`piece` is null where nothing stands for the badge; `made_of` names the ingredients in the order of their use."""

    kind: str
    state: str
    value: str | None
    piece: Piece | None
    made_of: tuple[str, ...]


def _name(way: Callable[..., object]) -> str:
    return getattr(way, "__name__", "").replace("_", " ")


def make_badge(bench: Bench, office: Office, kind: str, offers: frozenset[str]) -> MadeBadge:
    """A badge for a footer that offers so much to scripts."""
    fates = _FATES["number" if kind in NUMBERS else "mark"]
    fate = bench.chance.choices([word for word, _ in fates], [share for _, share in fates])[0]
    return _number(bench, office, kind, fate) if kind in NUMBERS else _mark(bench, office, kind, fate, offers)


def _placed(bench: Bench, piece: Piece, share: float, names: list[str]) -> Piece:
    if not bench.often(share):
        return piece
    place = bench.one(PLACES_IN_THE_DOCUMENT if piece.needs else PLACES)
    names.append(_name(place))
    return place(bench, piece)


def _hidden(bench: Bench, piece: Piece, names: list[str], ways: Sequence[hiding.Hide] | None = None) -> Piece:
    way = bench.one(ways or hiding.ways_for(piece))
    names.append(_name(way))
    return way(bench, piece)


def _number(bench: Bench, office: Office, kind: str, fate: str) -> MadeBadge:
    match fate:
        case "shown":
            return _shown_number(bench, office, kind)
        case "hidden":
            return _hidden_number(bench, office, kind)
        case "mismatched" | "malformed":
            return _wrong_number(bench, office, kind, fate)
        case "broken":
            return MadeBadge(kind, fate, None, spoiling.broken_number(bench, office, kind), (fate, "broken picture"))
    names = [fate]
    return MadeBadge(kind, fate, None, _nothing(bench, plain(bench.chance, kind, office.number(kind)).text, names), tuple(names))


def _hidden_number(bench: Bench, office: Office, kind: str) -> MadeBadge:
    names = ["hidden"]
    if bench.often(0.1):
        names.append("number in hints alone")
        piece = spoiling.number_in_hints_alone(bench, office, kind)
    elif bench.often(0.08):
        piece = _picture_out_of_sight(bench, office, kind, names)
    else:
        given = varied(bench.chance, kind, office.number(kind))
        piece = _with_emblem(bench, kind, _written(bench, given, showing.TEXT_WAYS, names))
        piece = _hidden(bench, _placed(bench, piece, 0.2, names), names)
    return MadeBadge(kind, "hidden", None, piece, tuple(names))


def _wrong_number(bench: Bench, office: Office, kind: str, fate: str) -> MadeBadge:
    own, names = office.number(kind), [fate]
    if fate == "mismatched":
        wrong = spoiling.wrong_number(bench, office, kind)
        if wrong is None:  # the roster has no number, and the kind's link carries none
            return _shown_number(bench, office, kind)
        by_link = wrong.value == own
        names.append("link with another number" if by_link else "differs from the roster")
        piece = _written(bench, wrong, showing.LINE_WAYS if by_link else showing.TEXT_WAYS, names)
    else:
        wrong = spoiling.malformed_number(bench, office, kind)
        names.append(wrong.body)
        piece = _written(bench, wrong, (showing.plain_text, showing.split_over_tags, showing.entities, showing.in_cells), names)
    piece = _placed(bench, piece, 0.2, names)
    if bench.often(0.3):
        names.append("and the right one hidden:")
        piece = piece.beside(_hidden(bench, showing.plain_text(bench, plain(bench.chance, kind, own)), names))
    return MadeBadge(kind, fate, None, piece, tuple(names))


def _written(bench: Bench, given: Printed, ways: Sequence[showing.Way], names: list[str]) -> Piece:
    way = bench.one(ways)
    names.append(_name(way))
    return way(bench, given)


def _shown_number(bench: Bench, office: Office, kind: str) -> MadeBadge:
    own, names = office.number(kind), ["shown"]
    if bench.often(0.16):
        given = plain(bench.chance, kind, own)
        piece = _written(bench, given, PIXEL_WAYS, names)
    else:
        given = varied(bench.chance, kind, own)
        if bench.often(0.1):
            names.append("linked to another service")
            given = replace(given, link=_PARTNER)
        piece = _with_emblem(bench, kind, _written(bench, given, showing.TEXT_WAYS, names))
    piece = _placed(bench, piece, 0.3, names)
    if bench.often(0.15):
        other = own if bench.often(0.5) else spoiling.another_number(bench, kind, own)
        names.append(f"and hidden {other}:")
        piece = piece.beside(_hidden(bench, showing.plain_text(bench, plain(bench.chance, kind, other)), names))
    return MadeBadge(kind, "shown", given.value, piece, tuple(names))


def _with_emblem(bench: Bench, kind: str, piece: Piece) -> Piece:
    """The police emblem before the number, in some cases one whose file is gone."""
    if kind != "public_security" or not bench.often(0.5):
        return piece
    path = bench.one(["/images/ga.png", "/images/ga.png", f"/images/{bench.name()}.png"])
    answers = () if path.endswith("ga.png") else ({"url": path, "status": 404},)
    emblem = f'<img src="{bench.address(path)}" width="20" height="20" style="vertical-align:middle">'
    return replace(piece.around(emblem, ""), answers=(*piece.answers, *answers), traits=piece.traits)


def _picture_out_of_sight(bench: Bench, office: Office, kind: str, names: list[str]) -> Piece:
    """A picture with the number, named by its alternative text, hidden in a way that keeps its box."""
    given = plain(bench.chance, kind, office.number(kind))
    drawn, width, height = written_picture([given.text], bench.band.ground, bench.band.ink, 20)
    path = f"/images/{bench.name()}.png"
    picture = f'<img src="{bench.address(path)}" alt="{escape(given.text)}" width="{width}" height="{height}">'
    names.append("picture with alternative text")
    piece = Piece(showing.linked(given, picture), files={path: drawn}, traits=PIXELS)
    return _hidden(bench, piece, names, [hiding.clear, hiding.invisible, hiding.of_no_size, hiding.off_the_page, hiding.scaled_away])


def _nothing(bench: Bench, words: str, names: list[str]) -> Piece | None:
    if bench.often(0.4):
        return None
    names.append("outside the rendered document")
    return spoiling.nothing_of_the_kind(bench, words)


def _mark(bench: Bench, office: Office, kind: str, fate: str, offers: frozenset[str]) -> MadeBadge:
    names = [fate]
    if fate == "missing":
        link = (
            marks.certificate_address(bench, office.certificate) if kind == "party_gov" else marks.report_address(bench, office.site_code)
        )
        return MadeBadge(kind, fate, None, _nothing(bench, f'<a href="{link}"><img src="/images/red.png"></a>', names), tuple(names))
    if fate == "spoiled":
        while True:
            spoiled = bench.one(spoiling.SPOIL_MARK)(bench, office, kind)
            if spoiled is not None and spoiled.piece.needs <= offers:
                piece = _placed(bench, spoiled.piece, 0.15, names)
                return MadeBadge(kind, spoiled.state, None, piece, (*names, spoiled.name))
    piece, value = _right_mark(bench, office, kind, offers, names)
    if fate == "hidden":
        return MadeBadge(kind, fate, None, _hidden(bench, _placed(bench, piece, 0.15, names), names), tuple(names))
    return MadeBadge(kind, fate, value, _placed(bench, piece, 0.3, names), tuple(names))


def _right_mark(bench: Bench, office: Office, kind: str, offers: frozenset[str], names: list[str]) -> tuple[Piece, str]:
    while True:
        if kind == "party_gov":
            way = bench.one([*marks.PARTY_WAYS, marks.official_loader, marks.official_loader])
            piece = way(bench, office.loader if way is marks.official_loader else office.certificate)
        else:
            way = bench.one([*marks.REPORT_WAYS, marks.report_loader, marks.report_loader])
            piece = way(bench, office.site_code)
        if piece.needs <= offers:
            names.append(_name(way))
            return piece, office.certificate if kind == "party_gov" else office.site_code
