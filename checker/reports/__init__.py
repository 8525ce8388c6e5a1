"""Reads kept runs, and nothing else, and writes what an office reads."""

from checker.reports.kept_run import read_run
from checker.reports.notice.template import NoticeTemplate, own_template, read_template
from checker.reports.papers import write_report

__all__ = ["NoticeTemplate", "own_template", "read_run", "read_template", "write_report"]
