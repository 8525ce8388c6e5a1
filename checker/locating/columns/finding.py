"""The columns that a home page names, and each place where it does, pure, from the page's layout."""

import re

from checker.locating.columns.blocks import Block, blocks_of, is_title, items_of, looks_like_heading
from checker.locating.columns.categories import category_of, is_action, is_directory
from checker.locating.columns.closed_menus import with_closed_entries
from checker.locating.columns.labels import Label, ReadWords, labels_of, own_address
from checker.locating.columns.main_list import FoundList, lists_in
from checker.locating.columns.merging import Mention, merged
from checker.locating.columns.navigation import bars_of, head_in_bar, head_shown, menus_of
from checker.locating.columns.outside import Outside
from checker.locating.columns.phrases import PageText, page_texts
from checker.locating.columns.tabs import Tab, items_kept_back, tab_rows
from checker.locating.columns.zones import Zones, zones_of
from checker.locating.links import host_of
from checker.records.candidate import Piece
from checker.records.column import How, ListItem
from checker.records.column_candidate import ColumnCandidate, ColumnPlace
from checker.records.layout import Layout
from checker.records.site import Site


def find_columns(layout: Layout, site: Site, read_words: ReadWords | None = None) -> list[ColumnCandidate]:
    """All columns, from the top of the page to its end; on the page of a directory too.

    `read_words` reads what is written on a picture that no attribute names.
    """
    texts = page_texts(layout)
    zones = zones_of(layout, texts)
    everywhere = Zones(0.0, layout.height + 1)
    mentions: list[Mention] = []
    for text in texts:
        labels = with_closed_entries(layout, text, labels_of(text, read_words))
        mentions += _Finder(text, zones, lists_in([text], everywhere), labels).mentions()
    own = {name for name in (site.name, site.unit) if name}
    return merged([mention for mention in mentions if mention.name not in own])


_ASK = ("consultation", "survey", "interview", "complaint")
_TITLE = 7.5  # characters that titles of articles have on average, and names have not
_MOSTLY = 0.5
# one paper by its name, where no bar or heading makes a column of it: 水资源公报, 河道采砂管理办法
_DOCUMENT = re.compile("(?!.*(?:政府|政策)).{3,}(?:公报|办法|条例|规定|细则)")


def _share(one: FoundList, links: set[int]) -> float:
    return sum(row.row.link is not None and row.row.link.index in links for row in one.rows) / len(one.rows)


class _Finder:
    """One document's mentions of columns."""

    def __init__(self, text: PageText, zones: Zones, lists: list[FoundList], labels: list[Label]) -> None:
        self.text, self.document, self.lists = text, text.document, lists
        self.bars = bars_of(text)
        self.menus = menus_of(lists)
        self.outside = Outside(text, zones, lists, self.bars)
        kept = [label for label in labels if not self.outside.holds(label)]
        self.more = [label for label in kept if label.is_more]
        self.names = [label for label in kept if label.name]
        self.heads = {label.head.backend_id for label in labels if label.head is not None}
        self.found: list[Mention] = []
        self.taken: set[tuple[int, int]] = set()

    def mentions(self) -> list[Mention]:
        rows = tab_rows(self.document, self.names)
        menus = [row for row in rows if all(tab.is_kept_back for tab in row) or self._is_bar(row)]
        for row in rows:
            if row not in menus:
                self._take_tabs(row)
        self._take_bars(menus)
        self._take_blocks()
        self._take_rest()
        return self.found

    def _is_bar(self, row: list[Tab]) -> bool:
        """Whether a row of names is a menu with one panel open; names that lead nowhere themselves are heads of tabs, however many."""
        if all(tab.label.address is None for tab in row):
            return False
        return sum(tab.label.element.index in self.bars for tab in row) > len(row) / 2

    def _take_tabs(self, row: list[Tab]) -> None:
        for tab in row:
            label = tab.label
            if label.key in self.taken or (category_of(label.name) is None and len(label.name) > 8):
                continue
            inside = range(tab.panel.index, _end(self.text, tab))
            own = [more for more in self.more if more.element.index in inside]
            address = label.address or next((more.address for more in own if more.address), None)
            items = items_kept_back(self.document, tab.panel) if tab.is_kept_back else self._items_in(inside)
            self._add(label, "tab", address=address, items=items)
            for more in own:
                if tab.is_kept_back:
                    self._add(more, "more", name=label.name, address=more.address, head=_first(label))
                else:
                    self._add(more, "more", name=label.name, address=more.address)
            self._pass_over(inside)

    def _pass_over(self, inside: range) -> None:
        """Names within a panel are titles of its rows."""
        self.taken |= {label.key for label in (*self.names, *self.more) if label.element.index in inside}

    def _items_in(self, inside: range) -> list[ListItem]:
        found = [one for one in self.lists if one.rows and one.group.rows[0].element.index in inside]
        best = max(found, key=lambda one: (one.share_dated, len(one.rows)), default=None)
        return items_of(best.rows) if best is not None else []

    def _take_bars(self, rows: list[list[Tab]]) -> None:
        heads: dict[int, Piece] = {}
        for row in rows:
            for tab in row:
                for index in range(tab.panel.index, _end(self.text, tab)):
                    heads[index] = _first(tab.label)
        for label in self.names:
            index = label.element.index
            if label.key in self.taken or label.is_more:
                continue
            head = head_in_bar(self.text, label.element, self.bars)
            if label.box is None:
                head = head or label.head or head_shown(self.text, label.element) or heads.get(index)
                if head is not None:
                    self._add(label, "hover", head=head)
                self.taken.add(label.key)
            elif head is not None or (index in self.bars and not label.is_picture):
                self._add(label, "hover" if head else "navigation", head=head)

    def _take_blocks(self) -> None:
        free = [label for label in self.names if label.key not in self.taken and not (label.is_more or is_action(label.name))]
        free = [label for label in free if label.element.index not in self.menus and not self._opens_a_menu(label)]
        more = [label for label in self.more if label.key not in self.taken]
        actions = [label for label in self.names if is_action(label.name)]
        lists = [one for one in self.lists if not _share(one, self.bars) > _MOSTLY]
        for block in blocks_of(self.document, free, more, lists, actions):
            self._take_block(block)

    def _opens_a_menu(self, label: Label) -> bool:
        """Whether a name without an address stands over entries of a closed menu, which are no list below it."""
        return label.address is None and any(piece.backend_id in self.heads for piece in label.pieces)

    def _take_block(self, block: Block) -> None:
        heading, found = block.heading, block.found
        address = heading.address or next((more.address for more in block.more if more.address), None)
        is_known = category_of(heading.name) is not None or (is_directory(heading.name) and address is not None)
        if found is not None and found.share_dated == 0 and found.title_length < _TITLE:
            self._pass_over_entries(found, heading)
        elif found is not None and found.is_beside and not is_known and not block.more:
            return  # a hot list
        elif found is not None and (block.more or self._heads_a_block(block)):
            is_known = is_known or not is_directory(heading.name) or address is not None
        if (address is None and found is None) or not (is_known or (address and block.more)):
            return
        action = block.action.address if block.action is not None and address is None else None
        self._add(heading, "block", address=address, items=block.items, else_at=action)
        for more in block.more:
            self._add(more, "more", name=heading.name, address=more.address)

    def _heads_a_block(self, block: Block) -> bool:
        """Whether a name of no known category is made as a heading, over more than one row."""
        heading = block.heading
        return len(block.rows) >= 2 and looks_like_heading(self.document, heading) and not is_title(self.document, heading)

    def _pass_over_entries(self, found: FoundList, heading: Label) -> None:
        """Short links below a heading are its services or shortcuts: of services, those alone are columns where people ask."""
        below = {row.row.link.index for row in found.rows if row.row.link is not None}
        for label in self.names:
            category = category_of(label.name)
            is_kept = category in _ASK or (category is not None and category_of(heading.name) != "service")
            if label.element.index in below and not is_kept and label is not heading:
                self.taken.add(label.key)

    def _take_rest(self) -> None:
        """Links and pictures that stand for themselves: those that a category, a directory or a menu speaks for."""
        for label in self.names:
            if label.key in self.taken or label.address is None or label.box is None:
                continue
            in_menu = label.element.index in self.menus and not leads_away(label)
            if category_of(label.name) is None and not is_directory(label.name) and not in_menu:
                continue
            if _DOCUMENT.fullmatch(label.name) and not in_menu and not label.is_more:
                continue
            how: How = "more" if label.is_more else "picture" if label.is_picture else "navigation"
            self._add(label, how)

    def _add(
        self,
        label: Label,
        how: How,
        *,
        name: str | None = None,
        address: str | None = None,
        items: list[ListItem] | None = None,
        head: Piece | None = None,
        else_at: str | None = None,
    ) -> None:
        """Takes a label once. A name of no known category that leads to another host is a neighbour and no column."""
        self.taken.add(label.key)
        name = name or label.name
        address = address or label.address
        if address is None and how in ("navigation", "hover", "picture", "more"):
            return
        if address is not None and category_of(name) is None and not is_directory(name) and _is_foreign(address, self.document.url):
            return
        place = ColumnPlace(
            how, label.words, label.pieces, address, opens_by_hover=head is not None, opens_by_click=self._asks_for_click(head), head=head
        )
        self.found.append(Mention(name, address, place, tuple(items or ()), else_at))

    def _asks_for_click(self, head: Piece | None) -> bool:
        """Whether a head leads nowhere itself: a click on it may be what opens its menu."""
        node = self.document.node_of(head.backend_id) if head is not None else None
        if node is None:
            return False
        owner = self.text.owners.get(node.index, -1)
        return own_address(self.document, self.document.nodes[owner] if owner >= 0 else None) is None


def leads_away(label: Label) -> bool:
    return label.address is not None and _is_foreign(label.address, label.document.url)


def _is_foreign(address: str, page: str) -> bool:
    return host_of(address).removeprefix("www.") != host_of(page).removeprefix("www.")


def _first(label: Label) -> Piece:
    return label.pieces[0]


def _end(text: PageText, tab: Tab) -> int:
    inside = list(text.document.within(tab.panel))
    return inside[-1].index + 1 if inside else tab.panel.index + 1
