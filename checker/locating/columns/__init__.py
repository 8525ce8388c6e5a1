"""Columns in layouts, pure: where a home page names them, what kind of page stands behind one, its items, and the way to its next page."""

from checker.locating.columns.article_day import read_article_day
from checker.locating.columns.categories import category_by_page
from checker.locating.columns.chosen_rows import read_chosen_rows
from checker.locating.columns.entrance import is_entrance
from checker.locating.columns.finding import find_columns
from checker.locating.columns.home_items import home_days_kept_back, home_items
from checker.locating.columns.letter import read_letter
from checker.locating.columns.only_link import only_link
from checker.locating.columns.page_reading import read_page
from checker.locating.columns.paging import NextPage, next_page
from checker.locating.columns.personal import (
    mask_address,
    mask_item,
    mask_page,
    mask_text,
    mask_title,
    personal_boxes,
    personal_names,
    speaks_of_writers,
)
from checker.locating.columns.sitemap import read_sitemap, sitemap_address

__all__ = [
    "NextPage",
    "category_by_page",
    "find_columns",
    "home_days_kept_back",
    "home_items",
    "is_entrance",
    "mask_address",
    "mask_item",
    "mask_page",
    "mask_text",
    "mask_title",
    "next_page",
    "only_link",
    "personal_boxes",
    "personal_names",
    "read_article_day",
    "read_chosen_rows",
    "read_letter",
    "read_page",
    "read_sitemap",
    "sitemap_address",
    "speaks_of_writers",
]
