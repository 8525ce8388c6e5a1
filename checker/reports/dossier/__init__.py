"""One site's evidence as one document that stands alone in a dispute."""

from checker.reports.dossier.document import render_dossier
from checker.reports.dossier.sealing import Checked, CheckLine, Seal, Sealing

__all__ = ["CheckLine", "Checked", "Seal", "Sealing", "render_dossier"]
