"""Whether what stands at the home page's address is a page to enter by: a picture, a greeting, and one way on to the site itself.

What is missing there may stand behind it, where a person goes at once.
"""

import re
from itertools import islice

from checker.locating.columns.phrases import page_texts
from checker.locating.links import host_of
from checker.records.layout import Document, Layout, Node

_MOST_WORDS = 160  # characters of all that can be read; the least home page has more
_MOST_LINKS = 8  # other languages, an elders' version
_WAY_ON = re.compile(
    r"^[\W_]*(?:点[击此])?(?:立即|直接)?(?:进入(?:(?![旧老原]).{0,10}(?:网站?|首页|主页|门户|站点))?"
    r"|进站|(?:浏览|访问)(?:首页|网站|本站)|enter(?: ?(?:the )?site)?)[\W_]*$",
    re.IGNORECASE,
)


def stopped_before(layout: Layout) -> list[str]:
    """In Chinese, for the observation's `incomplete`; empty for a page that is the home page itself."""
    way = way_on(layout)
    return [f"打开的是入口页，须点击“{way}”才到首页，本次没有点击"] if way else []


def way_on(layout: Layout) -> str | None:
    """The words of the link that leads on, on such a page; None for every other page."""
    nodes = ((document, node) for document in layout.documents for node in document.nodes)
    leading = ((document, node) for document, node in nodes if node.name in ("a", "area") and _leads(document, node))
    links = list(islice(leading, _MOST_LINKS + 1))  # nearly every home page has more, and need not be read for this
    if not links or len(links) > _MOST_LINKS:
        return None
    phrases = [phrase for text in page_texts(layout) for phrase in text.phrases]
    if sum(len(phrase.text) for phrase in phrases) > _MOST_WORDS:
        return None
    words = {(phrase.document.index, phrase.link): phrase.printed for phrase in phrases if phrase.link >= 0}
    said = [word for document, node in links for word in (words.get((document.index, node.index), ""), *_titles(document, node))]
    return next((word for word in said if _WAY_ON.match(word.strip())), None)


def _leads(document: Document, node: Node) -> bool:
    """To another page of the same site."""
    address = document.absolute(node.attributes.get("href", "")).partition("#")[0]
    return address not in ("", document.url.partition("#")[0]) and host_of(address) == host_of(document.url)


def _titles(document: Document, node: Node) -> list[str]:
    """What a link without words says of itself, and the picture in it."""
    return [each.attributes.get(name, "") for each in (node, *document.within(node)) for name in ("title", "alt")]
