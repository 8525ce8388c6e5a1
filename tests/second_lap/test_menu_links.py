"""What a menu that opens under the pointer leads to is a link of the home page too; nothing is counted twice or unseen."""

from typing import Any

import pytest

from checker.records.base import Box
from checker.records.column import ColumnSeen, LinkCheck, PageRead
from checker.second_lap.menu_links import links_in_menus

ADDRESS = "http://www.yunting.gov.cn/zbgg/"
GONE = PageRead(url=ADDRESS, state="http_error", status=404)


def of_menu(**fields: Any) -> ColumnSeen:
    given: dict[str, Any] = {
        "name": "招标公告",
        "url": ADDRESS,
        "how": "hover",
        "box": Box(700, 160, 140, 38),
        "box_in": "menu.jpg",
        "pages": [GONE],
    }
    return ColumnSeen(**(given | fields))


def test_a_gone_page_behind_a_menu_is_a_link_to_be_asked_again() -> None:
    [link] = links_in_menus([of_menu()], [])
    assert (link.url, link.words, link.status, link.box, link.box_in) == (ADDRESS, "招标公告", 404, (700, 160, 140, 38), "menu.jpg")
    assert link.second_status is None


@pytest.mark.parametrize(
    ("column", "asked"),
    [
        (of_menu(how="navigation"), []),
        (of_menu(is_seen=False), []),
        (of_menu(url=None), []),
        (of_menu(pages=[]), []),
        (of_menu(pages=[PageRead(url=ADDRESS, state="timeout")]), []),
        (of_menu(), [LinkCheck(url=ADDRESS, words="招标公告", status=200)]),
    ],
)
def test_what_is_in_no_open_menu_or_was_asked_already_adds_nothing(column: ColumnSeen, asked: list[LinkCheck]) -> None:
    assert links_in_menus([column], asked) == []


def test_two_names_of_one_address_are_one_link() -> None:
    assert len(links_in_menus([of_menu(), of_menu(name="采购公告")], [])) == 1
