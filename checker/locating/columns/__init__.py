"""Columns in layouts, pure: what kind of page stands behind a column, its items with their days, and the way to its next page."""

from checker.locating.columns.home_items import home_items
from checker.locating.columns.letter import read_letter
from checker.locating.columns.page_reading import read_page
from checker.locating.columns.paging import NextPage, next_page

__all__ = ["NextPage", "home_items", "next_page", "read_letter", "read_page"]
