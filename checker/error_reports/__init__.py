"""The export of 我为政府网站找错 becomes reports: which site, received when, answered when; every row that cannot be used is named."""

from checker.error_reports.export import Entry, Export, read_export

__all__ = ["Entry", "Export", "read_export"]
