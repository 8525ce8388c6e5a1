"""Candidates for the two marks that are pictures: 党政机关网站标识 and the entry “我为政府网站找错”."""

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.locating.form_links import is_button, link_behind, words_on
from checker.locating.image_maps import pictures_with_areas
from checker.locating.links import host_of, number_in_link
from checker.locating.loaders import REPORT_LOADER, idle_loaders
from checker.locating.mark_words import words_of
from checker.locating.reading_text import is_silent
from checker.records.base import Box, part_of
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Layout, Node
from checker.records.look import LoadFailure
from checker.records.numbers import fold, normal_site_code
from checker.records.sighting import OPENED_BY_SCRIPT, BadgeKind, Source

_PARTY_PICTURE = re.compile(r"conac\.cn/|imgconac|[/_-]?conac|dzjg|dangzheng", re.IGNORECASE)
_PARTY_COLOUR = re.compile(r"(?:^|/)(?:red|blue)(?:_error)?\.(?:png|gif|jpe?g)", re.IGNORECASE)  # decorations are called so too
_CERTIFICATE = re.compile(r"^https?://(?:bszs|dcs)\.conac\.cn|conac\.cn/[^?]*sitename", re.IGNORECASE)  # www.conac.cn is a partner's link
_PARTY_WORDS = re.compile(r"党政机关|事业单位(?:网站)?标识")
_REPORT_PICTURE = re.compile(r"jiucuo|zhaocuo|_span_jiucuo", re.IGNORECASE)
_REPORT_WORDS = re.compile(r"(?:我?为?政府网站)\s*找\s*错|网站纠错|我来找错|^找错$")
_REPORT_HOSTS = {"zfwzgl.www.gov.cn", "121.43.68.40", "pucha.kaipuyun.cn"}
_FOOT = 1600.0  # CSS px above the page's end
_PART = 0.35  # of the page's height, where that is more
_LEAST, _LARGEST = 24.0, 200.0  # CSS px of a mark's sides
_UPON = 0.8  # of a clear link that lies upon the picture
_LONGEST_ADDRESS = 500  # characters: pictures stand in addresses themselves (`data:`)
_GROUND = re.compile(r'url\("([^"]*)"\)')
_LONGEST_ENTRY = 16  # characters: what says more is a headline about 找错, not the entry
_LONGEST_TEXT = 60  # characters with the blanks around them
_ENTRY = re.compile(r"(?:我?为政府网站|政府网站)\s*找\s*错$")
_RUNS = re.compile(r"javascript:\s*(?!void\b|;|$|false|undefined|history\b)\S", re.IGNORECASE)
_CODE_CALL = re.compile(r"Link\s*\(\s*['\"]([^'\"]*)['\"]", re.IGNORECASE)


def find_picture_marks(layout: Layout, failures: list[LoadFailure]) -> list[Candidate]:
    """Pictures, links and loader scripts of both kinds, in all documents."""
    failed = {failure.url: failure.reason for failure in failures}
    found: list[Candidate] = []
    for document in layout.documents:
        foot = layout.height - max(_FOOT, _PART * layout.height)
        marks = [*_party_marks(document, failed, foot), *_report_marks(document, failed), *_marks_in_maps(document, failed)]
        found += marks
    found += idle_loaders(layout, failed, found)
    if not any(mark.kind == "error_report" for mark in found):
        found += [mark for document in layout.documents for mark in _words_alone(document)]
    return found


def _party_marks(document: Document, failed: dict[str, str], foot: float) -> Iterator[Candidate]:
    for node in document.nodes:
        if _is_party_mark(document, node) or _is_party_by_colour(document, node, foot, failed):
            link = link_behind(document, node)
            mark = _mark(document, node, "party_gov", link, number_in_link("party_gov", link), None, failed)
            yield replace(mark, doubt=mark.doubt or OPENED_BY_SCRIPT) if link is None and _is_heard(document, node) else mark


def _is_party_mark(document: Document, node: Node) -> bool:
    is_picture = _is_picture(node)
    if not is_picture and (not _opens(node) or _pictures_within(document, node)):
        return False
    link = link_behind(document, node)
    if _CERTIFICATE.search(link or ""):
        return True
    if is_picture:
        words = " ".join(node.attributes.get(name, "") for name in ("alt", "title"))
        names = f"{_address(node)} {node.attributes.get('id', '')}"
        return bool(_PARTY_PICTURE.search(names) or _PARTY_WORDS.search(words))
    return "conac.cn" in host_of(link) and bool(_PARTY_WORDS.search(_text_within(document, node).strip()))


def _is_party_by_colour(document: Document, node: Node, foot: float, failed: dict[str, str]) -> bool:
    """`red.png` and `blue.png` are the mark where they stand at the foot of the page in its size, or lead to its register."""
    if not _is_picture(node) or not _PARTY_COLOUR.search(_address(node)):
        return False
    if host_of(link_behind(document, node)).endswith("conac.cn"):
        return True
    box = node.box
    if box is None or box.bottom < foot:
        return False
    if document.absolute(_address(node)) in failed and "width" not in node.attributes:
        return True  # its size is not known
    return min(box.width, box.height) >= _LEAST and max(box.width, box.height) <= _LARGEST and 0.5 <= box.width / box.height <= 2.0


def _marks_in_maps(document: Document, failed: dict[str, str]) -> Iterator[Candidate]:
    """Marks on a picture of more than one thing, known by the links of its map."""
    for picture, area, box in pictures_with_areas(document):
        link = link_behind(document, area)
        kind: BadgeKind | None = (
            "party_gov" if _CERTIFICATE.search(link or "") else "error_report" if _leads_to_report(document, area) else None
        )
        if kind is None or picture.box is None:
            continue
        part = part_of(picture.box, box)
        whole = _mark(document, picture, kind, link, number_in_link(kind, link), None, failed)
        yield replace(whole, pieces=(replace(whole.pieces[0], part=part),), is_told=False)


def _picture_beneath(document: Document, node: Node) -> tuple[Node, Box] | None:
    """The picture that a clear link is laid over, as on a footer that is one picture, with the link's place in fractions of it."""
    box = node.box
    if node.name != "a" or box is None or box.width <= 0 or box.height <= 0 or _text_within(document, node).strip():
        return None
    around = {other.index for other in document.ancestors(node)}
    for other in reversed(document.nodes):
        place = other.box
        if place is None or other.name.startswith("::") or not _is_picture(other) or place.width * place.height <= 0:
            continue
        shared = place.cut_to(box)
        is_beneath = other.index in around or "url(" not in other.background
        if (
            is_beneath
            and shared.width * shared.height >= _UPON * box.width * box.height
            and place.width * place.height > 2 * box.width * box.height
        ):
            return other, part_of(place, shared)
    return None


def _report_marks(document: Document, failed: dict[str, str]) -> Iterator[Candidate]:
    script = next((_address(n) for n in document.nodes if n.name == "script" and REPORT_LOADER.search(_address(n))), None)
    for node in document.nodes:
        if not _is_report_mark(document, node):
            continue
        link = link_behind(document, node)
        code = number_in_link("error_report", link)
        call = next((m for n in (node, *document.ancestors(node)) if (m := _CODE_CALL.search(n.attributes.get("onclick", "")))), None)
        if call and (link is None or host_of(link) not in _REPORT_HOSTS):
            code = normal_site_code(call[1])
            link = f"https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={call[1]}"
        mark = _mark(document, node, "error_report", link, code, document.absolute(script) if script else None, failed)
        yield replace(mark, doubt=mark.doubt or OPENED_BY_SCRIPT) if link is None and not script and _is_heard(document, node) else mark


def _words_alone(document: Document) -> Iterator[Candidate]:
    """The entry's words without anything that opens by them, where the page has no other entry."""
    for node in document.nodes:
        words = fold(node.text)[0].strip() if node.text and node.box is not None and len(node.text) <= _LONGEST_TEXT else ""
        if 0 < len(words) <= _LONGEST_ENTRY and _ENTRY.match(words) and not is_silent(document, node) and node.parent >= 0:
            around = document.nodes[node.parent]
            mark = _mark(document, around, "error_report", None, None, None, {})
            yield replace(mark, doubt=OPENED_BY_SCRIPT if _is_heard(document, around) else None)


def _is_heard(document: Document, node: Node) -> bool:
    """Whether a script hears a click on it; what hears all clicks of a page says nothing of this one, and every link is clicked on."""
    around = [one for one in (node, *document.ancestors(node)) if one.name not in ("html", "body", "#document")]
    return any((one.is_clicked and one.name != "a") or "onclick" in one.attributes or _runs(one) for one in around)


def _runs(node: Node) -> bool:
    """`javascript:openMark()`; `javascript:void(0)` and its like do nothing."""
    return node.name == "a" and bool(_RUNS.match(node.attributes.get("href", "").strip()))


def _is_report_mark(document: Document, node: Node) -> bool:
    if _is_picture(node):
        words = " ".join(node.attributes.get(name, "") for name in ("alt", "title"))
        own = f"{_address(node)} {node.attributes.get('id', '')}"
        return bool(_REPORT_PICTURE.search(own) or _REPORT_WORDS.search(words)) or _leads_to_report(document, node)
    if _opens(node) and not _pictures_within(document, node):
        words = fold(_text_within(document, node))[0].strip()
        return _leads_to_report(document, node) or (len(words) <= _LONGEST_ENTRY and bool(_REPORT_WORDS.search(words)))
    return False


def _opens(node: Node) -> bool:
    """A link, or something that a click on it opens."""
    if node.name == "a" or (node.box is not None and is_button(node)):
        return True
    return node.box is not None and "onclick" in node.attributes and node.name not in ("body", "html", "area")


def _leads_to_report(document: Document, node: Node) -> bool:
    link = link_behind(document, node) or ""
    return host_of(link) in _REPORT_HOSTS or bool(_REPORT_PICTURE.search(link))


def _mark(
    document: Document, node: Node, kind: BadgeKind, link: str | None, value: str | None, script: str | None, failed: dict[str, str]
) -> Candidate:
    beneath = None if _is_picture(node) else _picture_beneath(document, node)
    told = _tells(document, node, kind)
    words = () if beneath or _is_picture(node) else words_of(document, node, _REPORT_WORDS if kind == "error_report" else _PARTY_WORDS)
    node, part = beneath or (node, None)
    picture = document.absolute(_address(node)) if _is_picture(node) else ""
    source: Source = "picture" if _is_picture(node) else "text"
    stands = _stands(document, node)
    return Candidate(
        kind=kind,
        shape="picture",
        source=source,
        raw=picture[:_LONGEST_ADDRESS] or _text_within(document, node).strip(),
        pieces=words or (Piece(document.index, stands.backend_id, "element", box=stands.box, part=part),),
        value=value,
        link=link,
        link_value=value,
        script=script,
        failure=failed.get(picture),
        frame=document.url if document.owner else None,
        around=node.attributes.get("alt", "") or node.attributes.get("title", ""),
        is_told=told,
        doubt=None if stands is node else "图案由样式写出，其位置无法准确测定",
    )


def _tells(document: Document, node: Node, kind: BadgeKind) -> bool:
    """Whether its name or words say what a picture is; else only its link does."""
    words = " ".join([*(node.attributes.get(name, "") for name in ("alt", "title")), _text_within(document, node)])
    names = f"{_address(node)} {node.attributes.get('id', '')}"
    if kind == "party_gov":
        return bool(_PARTY_PICTURE.search(names) or _PARTY_COLOUR.search(names) or _PARTY_WORDS.search(words))
    return bool(_REPORT_PICTURE.search(names) or _REPORT_WORDS.search(words))


def _stands(document: Document, node: Node) -> Node:
    """The browser gives neither handle nor box for the ground of a pseudo element: its element stands for it."""
    return document.nodes[node.parent] if node.name.startswith("::") else node


def _is_picture(node: Node) -> bool:
    if node.name == "input":
        return node.attributes.get("type", "").lower() == "image"
    return node.name in ("img", "image", "svg", "canvas", "object", "embed") or "url(" in node.background


def _address(node: Node) -> str:
    written = (node.attributes.get(name) for name in ("src", "data", "href", "xlink:href"))
    named = node.current_source or (next((address for address in written if address), "") if node.name != "a" else "")
    ground = _GROUND.search(node.background)
    return named or (ground[1] if ground else "")


def _pictures_within(document: Document, node: Node) -> bool:
    return any(_is_picture(other) for other in document.within(node))


def _text_within(document: Document, node: Node) -> str:
    return words_on(node) or "".join(other.text for other in document.within(node) if other.text)
