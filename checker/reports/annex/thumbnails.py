"""Small pictures of the evidence for the workbook: each file is read once, and only so many are made."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from checker.reports.annex.sheets import Thumbnail
from checker.reports.kept_run import KeptRun
from checker.reports.pictures import is_picture

WIDE, HIGH = 160, 84  # px
MOST = 1500  # in one workbook: with more it would be slow to open; the links beside them lead to all


class Thumbnails:
    """Makes thumbnails of a run's pictures until there are MOST."""

    def __init__(self, run: KeptRun) -> None:
        self._run = run
        self._made: dict[str, Thumbnail | None] = {}
        self.left_out = 0

    def of(self, files: list[str]) -> Thumbnail | None:
        """Of the first of `files` that is a picture of this run and can be read; None where none is."""
        for file in files:
            if not is_picture(file) or not self._run.has(file):
                continue
            if file not in self._made:
                if len(self._made) >= MOST:
                    self.left_out += 1
                    return None
                self._made[file] = self._make(file)
            if made := self._made[file]:
                return made
        return None

    def _make(self, file: str) -> Thumbnail | None:
        """The upper part of a tall page: the whole of it would be a stripe."""
        try:
            with Image.open(self._run.folder / file) as picture:
                picture.draft("RGB", (2 * WIDE, 2 * HIGH))  # lets the JPEG decoder shrink while it reads
                width, height = picture.size
                part = picture.crop((0, 0, width, min(height, round(width * HIGH / WIDE) if width > HIGH else height)))
                small = part.convert("RGB")
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
            return None  # a damaged file: its link stays, and `checker verify` names it
        small.thumbnail((WIDE, HIGH))
        out = BytesIO()
        small.save(out, "JPEG", quality=80)
        return Thumbnail(out.getvalue())
