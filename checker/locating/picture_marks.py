"""Candidates for the two marks that are pictures: 党政机关网站标识 and the entry “我为政府网站找错”."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from checker.locating.links import host_of, link_of, number_in_link
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Layout, Node
from checker.records.look import LoadFailure
from checker.records.numbers import normal_site_code
from checker.records.sighting import BadgeKind, Source

_PARTY_PICTURE = re.compile(
    r"conac\.cn/|imgconac|[/_-]?conac|(?:^|/)(?:red|blue)(?:_error)?\.(?:png|gif|jpe?g)|dzjg|dangzheng", re.IGNORECASE
)
_PARTY_WORDS = re.compile(r"党政机关|事业单位(?:网站)?标识")
_PARTY_LOADER = re.compile(r"//(?:dcs|bszs)\.conac\.cn/js/|/CA\d{15,}\.js", re.IGNORECASE)
_REPORT_PICTURE = re.compile(r"jiucuo|zhaocuo|_span_jiucuo", re.IGNORECASE)
_REPORT_WORDS = re.compile(r"(?:我?为?政府网站)\s*找\s*错|网站纠错|我来找错|^找错$")
_REPORT_LOADER = re.compile(r"jiucuo\.js", re.IGNORECASE)
_REPORT_HOSTS = {"zfwzgl.www.gov.cn", "121.43.68.40", "pucha.kaipuyun.cn"}
_LONGEST_ENTRY = 16  # characters: what says more is a headline about 找错, not the entry
_CODE_CALL = re.compile(r"Link\s*\(\s*['\"]([^'\"]*)['\"]", re.IGNORECASE)


def find_picture_marks(layout: Layout, failures: list[LoadFailure]) -> list[Candidate]:
    """Pictures, links and loader scripts of both kinds, in all documents."""
    failed = {failure.url: failure.reason for failure in failures}
    found: list[Candidate] = []
    for document in layout.documents:
        marks = [*_party_marks(document, failed), *_report_marks(document, failed)]
        found += marks
        found += [loader for loader in _dead_loaders(document, failed) if not any(mark.kind == loader.kind for mark in marks)]
    return found


def _party_marks(document: Document, failed: dict[str, str]) -> Iterator[Candidate]:
    for node in _outermost(document, _is_party_mark):
        link = link_of(document, node)
        yield _mark(document, node, "party_gov", link, number_in_link("party_gov", link), None, failed)


def _is_party_mark(document: Document, node: Node) -> bool:
    words = " ".join(node.attributes.get(name, "") for name in ("alt", "title"))
    if _is_picture(node):
        names = f"{_address(node)} {node.attributes.get('id', '')}"
        return bool(_PARTY_PICTURE.search(names) or _PARTY_WORDS.search(words)) or host_of(link_of(document, node)).endswith("conac.cn")
    return node.name == "a" and host_of(link_of(document, node)).endswith("conac.cn") and not _pictures_within(document, node)


def _report_marks(document: Document, failed: dict[str, str]) -> Iterator[Candidate]:
    script = next((_address(n) for n in document.nodes if n.name == "script" and _REPORT_LOADER.search(_address(n))), None)
    for node in _outermost(document, _is_report_mark):
        link = link_of(document, node)
        code = number_in_link("error_report", link)
        call = next((m for n in (node, *document.ancestors(node)) if (m := _CODE_CALL.search(n.attributes.get("onclick", "")))), None)
        if call and (link is None or host_of(link) not in _REPORT_HOSTS):
            code = normal_site_code(call[1])
            link = f"https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={call[1]}"
        yield _mark(document, node, "error_report", link, code, urljoin(document.url, script) if script else None, failed)


def _is_report_mark(document: Document, node: Node) -> bool:
    words = " ".join(node.attributes.get(name, "") for name in ("alt", "title"))
    if _is_picture(node):
        own = f"{_address(node)} {node.attributes.get('id', '')}"
        return bool(_REPORT_PICTURE.search(own) or _REPORT_WORDS.search(words)) or _leads_to_report(document, node)
    if node.name == "a" and not _pictures_within(document, node):
        words = _text_within(document, node).strip()
        return _leads_to_report(document, node) or (len(words) <= _LONGEST_ENTRY and bool(_REPORT_WORDS.search(words)))
    return False


def _leads_to_report(document: Document, node: Node) -> bool:
    link = link_of(document, node) or ""
    return host_of(link) in _REPORT_HOSTS or bool(_REPORT_PICTURE.search(link))


def _mark(
    document: Document, node: Node, kind: BadgeKind, link: str | None, value: str | None, script: str | None, failed: dict[str, str]
) -> Candidate:
    picture = urljoin(document.url, _address(node)) if _is_picture(node) else ""
    source: Source = "picture" if picture else "text"
    return Candidate(
        kind=kind,
        shape="picture",
        source=source,
        raw=picture or _text_within(document, node).strip(),
        pieces=(Piece(document.index, node.backend_id, "element", box=node.box),),
        value=value,
        link=link,
        link_value=value,
        script=script,
        failure=failed.get(picture),
        frame=document.url if document.owner else None,
        around=node.attributes.get("alt", "") or node.attributes.get("title", ""),
    )


def loader_kind(document: Document, node: Node) -> BadgeKind | None:
    """Which mark a script should write: by its address, or by the names that the official instructions give it, since copies are common."""
    if node.name != "script":
        return None
    address = _address(node)
    if _REPORT_LOADER.search(address) or node.attributes.get("id") == "_jiucuo_" or "sitecode" in node.attributes:
        return "error_report"
    around = node.parent >= 0 and document.nodes[node.parent].attributes.get("id", "")
    return "party_gov" if _PARTY_LOADER.search(address) or around == "_ideConac" else None


def _dead_loaders(document: Document, failed: dict[str, str]) -> Iterator[Candidate]:
    """The kind's own script stands in the page, did not load, and nothing was written."""
    for node in document.nodes:
        kind = loader_kind(document, node)
        address = urljoin(document.url, _address(node)) if kind else ""
        if kind and address in failed:
            yield Candidate(
                kind=kind, shape="loader", source="script", raw=address, pieces=(), script=address, failure=failed[address],
                frame=document.url if document.owner else None,
            )  # fmt: skip


def _outermost(document: Document, is_mark: object) -> Iterator[Node]:
    for node in document.nodes:
        if node.name in ("img", "input", "image", "a", "svg", "canvas") and is_mark(document, node):  # type: ignore[operator]  # one of the two tests above
            yield node


def _is_picture(node: Node) -> bool:
    return node.name in ("img", "image", "svg", "canvas") or (node.name == "input" and node.attributes.get("type", "").lower() == "image")


def _address(node: Node) -> str:
    return node.current_source or node.attributes.get("src") or node.attributes.get("href") or node.attributes.get("xlink:href") or ""


def _pictures_within(document: Document, node: Node) -> bool:
    return any(_is_picture(other) for other in document.within(node))


def _text_within(document: Document, node: Node) -> str:
    return "".join(other.text for other in document.within(node) if other.text)
