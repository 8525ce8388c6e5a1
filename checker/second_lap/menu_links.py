"""Links in menus that open under the pointer: no layout has them, but readers click on them. Opening their columns asked them."""

from collections.abc import Sequence

from checker.records.column import ColumnSeen, LinkCheck


def links_in_menus(columns: Sequence[ColumnSeen], asked: Sequence[LinkCheck]) -> list[LinkCheck]:
    """A check for each column that was seen in an opened menu and whose page answered, where its link was not asked otherwise."""
    known = {link.url for link in asked}
    menus = [column for column in columns if column.how == "hover" and column.is_seen and column.pages]
    found = {
        column.url: LinkCheck(url=column.url, words=column.name, box=column.box, box_in=column.box_in, status=column.pages[0].status)
        for column in menus
        if column.url is not None and column.url not in known and column.pages[0].status is not None
    }
    return list(found.values())
