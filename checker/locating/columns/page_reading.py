"""One page behind a column: what form it has, and its items, pure, from its layout."""

import re
from dataclasses import dataclass

from checker.locating.columns.article import article_of, has_marks, meta_of
from checker.locating.columns.categories import clean_name
from checker.locating.columns.emptiness import is_blank, says_nothing
from checker.locating.columns.fields import fields_of, form_of, heads_over, published_first, title_under
from checker.locating.columns.further_parts import further_back, other_tabs
from checker.locating.columns.kept_back import days_beside
from checker.locating.columns.labels import plain_address
from checker.locating.columns.letters_in_full import letters_in_full
from checker.locating.columns.main_list import FoundList, is_content, lists_in, seen_rows
from checker.locating.columns.paging import next_page, pages_told
from checker.locating.columns.phrases import PageText, Phrase, page_texts
from checker.locating.columns.sisters import are_sisters
from checker.locating.columns.titles_or_names import are_names
from checker.locating.columns.word_lists import word_lists
from checker.locating.columns.zones import Zones, zones_of
from checker.records.column import ArticleDay, FieldName, Form, ListItem, PageRead
from checker.records.days import folded_title
from checker.records.layout import Layout
from checker.records.numbers import fold

_LONG = 25  # characters of a phrase that is a sentence and no label
_ARTICLE_WORDS = 120
_SHORT_ARTICLE_WORDS = 50
_LOGIN = re.compile("登\\s*[录陆]|login|sign in", re.IGNORECASE)
_DIRECTORY_LINKS = 3
_LEADING = 5  # rows of a list of pinned items above the list itself
_LEADING_GAP = 40.0  # CSS px between the two
_SAME_EDGE = 8.0
_FEWEST_LINKS = 2  # of a directory that bears the page's name
_STRAY_LINKS = 2
_LABELS = 30  # characters that labels alone may have
_NARROW = 0.34  # of the page's width: a menu beside the content


@dataclass(slots=True)
class _Page:
    """What was found on a page, for those who tell its form."""

    layout: Layout
    url: str
    title: str | None
    zones: Zones
    texts: list[PageText]
    article: ArticleDay | None
    found: list[FoundList]


def read_page(layout: Layout, url: str, *, page: int = 1, under: str | None = None) -> PageRead:
    """What stands on a page that came: `form`, items, `pages_told`, `more`; `state` is `read`, or `login` where a login bars the way.

    `page` is written into the items: which page of its list this is. `under` is the column's address where the page is an article of it:
    the bar of links names that one.
    """
    texts = page_texts(layout)
    zones = zones_of(layout, texts, under or url)
    title = page_title(layout)
    article = article_of(texts, title)
    found = [one for one in lists_in(texts, zones, title) if article is None or not _is_article_itself(one)]
    shown = [one for one in found if seen_rows(one)]
    best = next((one for one in shown if is_content(one, layout.width)), None)
    if best is None and any(is_content(one, layout.width) for one in found):
        return PageRead(url=url, state="failed", title=title, because="页面上的列表设置为不可见，不能断定栏目有没有内容")
    found = shown
    if _asks_for_login(layout, texts) and (best is None or best.share_dated < 0.5):
        return PageRead(url=url, state="login", title=title, because="须登录后才能查看")
    if best is not None and _is_beside_nothing(best, texts, zones, found):
        best = None
    chosen = _with_twins(best, found) if best is not None else []
    told = _content(texts, zones, chosen, [one for one in found if one.is_beside])
    sentences = _sentences(told)
    in_full = [] if has_marks(texts) else letters_in_full(texts, zones, page)
    if best is not None and not _is_beside_article(best, sentences, article, texts, layout.width):
        read = read_list(layout, url, title, zones, texts, chosen, told, page)
        if not _say_more(in_full, read, best):
            return read
    if in_full:
        words = sum(len(phrase.text) for phrase in told)
        more = next_page(layout) is not None
        return PageRead(url=url, form="letters", title=title, items=in_full, words=words, pages_told=pages_told(texts), more=more)
    form = _form_without_list(_Page(layout, url, title, zones, texts, article, found), told, sentences)
    return PageRead(
        url=url,
        form=form,
        title=title,
        words=sum(len(phrase.text) for phrase in told),
        article=article if form == "article" else None,
    )


def _say_more(in_full: list[ListItem], read: PageRead, best: FoundList) -> bool:
    """Whether letters that stand in full were read as such only: rows with links are a list of letters, which say more on their pages."""
    linked = sum(row.row.link is not None for row in best.rows)
    if not in_full or (linked > 1 and linked > len(best.rows) / 2) or len(read.items) > len(in_full):
        return False

    def told(items: list[ListItem], *names: FieldName) -> int:
        return sum(bool(item.fields.keys() & set(names)) for item in items)

    if told(in_full, "asked") > told(read.items, "asked") or linked:
        return True
    return told(in_full, "answer", "answered") > told(read.items, "answer", "answered")


def read_list(
    layout: Layout, url: str, title: str | None, zones: Zones, texts: list[PageText], chosen: list[FoundList], told: list[Phrase], page: int
) -> PageRead:
    items: list[ListItem] = []
    forms: list[Form] = []
    for one in chosen:
        heads = heads_over(one.group)
        rows = seen_rows(one)
        fields = [fields_of(row, heads) for row in rows]
        form = form_of(rows, heads, fields, f"{title or ''} {zones.crumbs}")
        forms.append(form)
        for row, found in zip(rows, fields, strict=True):
            under = title_under(heads, row)
            words = under if under and not folded_title(row.title).startswith(folded_title(under).rstrip(".…")) else row.title
            if form == "interviews" and "held" not in found and row.days:
                found["held"] = row.days[0]
            if form == "letters" and not {"asked", "answered"} & found.keys() and row.days:
                found["asked"] = row.days[0]
            kept = {} if form == "list" else found
            days = published_first(row, heads) if form in ("list", "surveys") else row.days
            if form == "surveys":  # its last day belongs to it, behind the others
                days = [*days, *(day for day in row.days if day not in days)]
            items.append(ListItem(title=words, url=row.url, days=days, fields=kept, is_pinned=row.is_pinned, page=page))
    return PageRead(
        url=url,
        form=forms[_longest(chosen)],
        title=title,
        items=items,
        words=sum(len(item.title) for item in items) + sum(len(phrase.text) for phrase in told),
        pages_told=pages_told(texts),
        more=next_page(layout) is not None,
        kept_back=[day for text in texts for day in days_beside(text.document, _first_rows(chosen, text))],
        further=further_back(layout, texts, zones, chosen, page),
        other_tabs=other_tabs(texts, zones, chosen, forms[_longest(chosen)]),
    )


def _first_rows(chosen: list[FoundList], text: PageText) -> list[int]:
    return [one.group.rows[0].element.index for one in chosen if one.group.text is text]


def _longest(chosen: list[FoundList]) -> int:
    """The place of the list that says what the page is."""
    return max(range(len(chosen)), key=lambda place: (len(chosen[place].rows), -place))


def page_title(layout: Layout) -> str | None:
    """The column's name that the page gives itself, else its title."""
    document = layout.documents[0]
    for node in document.nodes:
        if node.text is not None and node.parent >= 0 and document.nodes[node.parent].name == "title":
            return " ".join(fold(node.text)[0].split()) or None
        if node.name == "body":
            break
    return meta_of(document, "ColumnName")


def _with_twins(best: FoundList, found: list[FoundList]) -> list[FoundList]:
    """On a page of several blocks of one make, all of them: as wide, as dated, and as well placed as the best."""
    twins = [one for one in found if one is not best and _are_dated(one, best) and _is_twin(one, best)]
    first = [one for one in found if one is not best and one not in twins and _leads_in(one, best)]
    return first + sorted([best, *twins], key=lambda one: (round(one.group.box.y / 40), one.group.box.x))


def _are_dated(one: FoundList, best: FoundList) -> bool:
    return best.share_dated >= 0.5 and one.share_dated >= 0.5


def _is_twin(one: FoundList, best: FoundList) -> bool:
    return (_is_as_good(one, best) and _shape_of(one) == _shape_of(best)) or (not one.is_beside and are_sisters(one.group, best.group))


def _is_as_good(one: FoundList, best: FoundList) -> bool:
    return one.score >= 0.4 * best.score and abs(one.group.box.width - best.group.box.width) <= 0.12 * best.group.box.width


def _leads_in(one: FoundList, best: FoundList) -> bool:
    """Whether a few rows stand right above the list and within its sides, of whatever make: pinned ones, a headline, a picture's."""
    gap = best.group.box.y - one.group.box.bottom
    left = min((phrase.box.x for phrase in one.rows[0].title_phrases), default=one.group.box.x)
    is_within = best.group.box.x - _SAME_EDGE <= left < best.group.box.right
    is_above = one.group.document is best.group.document and -4 <= gap <= _LEADING_GAP and is_within
    return _are_dated(one, best) and is_above and len(one.rows) <= _LEADING and not one.is_beside and _is_linked(one)


def _is_linked(one: FoundList) -> bool:
    return all(row.row.link is not None for row in one.rows)


def _shape_of(one: FoundList) -> tuple[int, str, str]:
    """Document, and the names of row and container."""
    row = one.group.rows[0].element
    return one.group.document.index, row.name, one.group.document.nodes[row.parent].name if row.parent >= 0 else ""


def _content(texts: list[PageText], zones: Zones, chosen: list[FoundList], beside: list[FoundList]) -> list[Phrase]:
    """Phrases of the content that belong to no row of the list, nor of lists beside it, and are no short link."""
    own = {
        (one.group.document.index, node)
        for one in (*chosen, *beside)
        for row in one.group.rows
        for phrase in row.phrases
        for node in phrase.nodes
    }
    return [
        phrase
        for text in texts
        for phrase in text.phrases
        if zones.holds(phrase) and (phrase.document.index, phrase.nodes[0]) not in own and (phrase.link < 0 or len(phrase.text) >= _LONG)
    ]


def _sentences(phrases: list[Phrase]) -> int:
    """Characters of what is a sentence and no label."""
    return sum(len(phrase.text) for phrase in phrases if len(phrase.text) >= _LONG)


def _is_article_itself(one: FoundList) -> bool:
    """Whether the only row of a supposed list is the article, in a table's cell: title, day and text, and nowhere a way on."""
    return len(one.rows) == 1 and one.rows[0].row.link is None and _sentences(one.rows[0].row.phrases) >= _SHORT_ARTICLE_WORDS


def _is_beside_article(best: FoundList, sentences: int, article: ArticleDay | None, texts: list[PageText], width: float) -> bool:
    """Whether the best list only accompanies an article: related titles below it, a hot list beside it."""
    if sentences < _SHORT_ARTICLE_WORDS or article is None:
        return False
    is_wide = best.group.box.width >= 0.45 * width
    if sentences >= _ARTICLE_WORDS and (not is_wide or len(best.rows) < 3 or has_marks(texts)):
        return True
    return has_marks(texts) and (not is_wide or best.share_dated < 0.5)


def _is_beside_nothing(best: FoundList, texts: list[PageText], zones: Zones, found: list[FoundList]) -> bool:
    """Whether a page says that there is nothing, and the best list is a link or two without a day: of the foot, to others."""
    if best.share_dated or len(best.rows) > _STRAY_LINKS:
        return False
    return says_nothing(_content(texts, zones, [best], [one for one in found if one.is_beside]))


def _form_without_list(page: _Page, told: list[Phrase], sentences: int) -> Form:
    """`told` are the phrases of the content, `sentences` the characters of those that are no labels."""
    nothing = says_nothing(told)
    if sentences >= _ARTICLE_WORDS or (page.article is not None and sentences >= _SHORT_ARTICLE_WORDS and not nothing):
        return "article"
    blank = is_blank(page.layout, page.zones, told, page.title)
    if blank and nothing:
        return "blank"
    wide = [one for one in page.found if one.group.box.width >= _NARROW * page.layout.width and one.score > 0.03]
    rows = [row for one in wide for row in one.rows]
    if len(rows) >= _DIRECTORY_LINKS:
        return "directory" if are_names(rows) else "unknown"
    if any((one.is_own or one in wide) and not _is_menu(one, page) and _names_columns(one) for one in page.found):
        return "directory"
    if blank:
        return "blank" if all(_is_menu(one, page) for one in page.found) else "unknown"
    words = sum(len(phrase.text) for phrase in told)
    return "article" if words > _LABELS and page.article is not None and has_marks(page.texts) else "unknown"


def _names_columns(one: FoundList) -> bool:
    return len(one.rows) >= _FEWEST_LINKS and are_names(one.rows)


def _is_menu(one: FoundList, page: _Page) -> bool:
    """Whether links only accompany the content, as on every page of the site: a list beside it, which names the section or this page,
    or links of the foot (网站地图, 返回首页)."""
    if one.is_beside or all(word_lists().elsewhere.search(clean_name(row.title)) for row in one.rows):
        return True
    if one.group.box.width >= _NARROW * page.layout.width or any(row.row.link is None for row in one.rows):
        return False
    names_itself = any(row.url is not None and plain_address(row.url) == plain_address(page.url) for row in one.rows)
    return names_itself or (bool(page.zones.crumbs) and not one.is_own)


def _asks_for_login(layout: Layout, texts: list[PageText]) -> bool:
    """A field for a password in sight, and words about logging in."""
    has_field = any(
        node.name == "input" and node.attributes.get("type", "").lower() == "password" and node.box is not None and node.box.width > 0
        for document in layout.documents
        for node in document.nodes
    )
    written = (phrase.text for text in texts for phrase in text.phrases)
    on_buttons = (node.attributes.get("value", "") for document in layout.documents for node in document.nodes if node.name == "input")
    return has_field and any(_LOGIN.search(words) for words in (*written, *on_buttons))
