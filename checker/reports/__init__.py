"""Reads kept runs, and nothing else, and writes what an office reads."""

from checker.reports.web_page import write_report

__all__ = ["write_report"]
