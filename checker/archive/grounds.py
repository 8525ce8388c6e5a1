"""The plain pictures of an archive on which thinned ones rest, or may rest."""

from collections import defaultdict
from pathlib import Path, PurePosixPath

from checker.archive.rows import closed_runs
from checker.evidence.manifest import MANIFEST
from checker.evidence.plain_files import Sealed, measure
from checker.evidence.site_folder import AGAIN
from checker.evidence.thinned import Ground, read_thinned
from checker.evidence.tombstones import read_tombstones

_MOST = 8  # of one page: a carousel shows several slides, and each look may have met another


class Grounds:
    """Those that a picture may rest on: pictures of the same page, from whichever look, of runs that closed before."""

    def __init__(self) -> None:
        self._by_page: defaultdict[str, list[Ground]] = defaultdict(list)

    def add(self, ground: Ground) -> None:
        of_page = self._by_page[page_of(ground.file)]
        if not self.has(ground.file, ground.sealed):
            of_page.append(ground)
            del of_page[:-_MOST]

    def has(self, file: str, sealed: Sealed) -> bool:
        """Whether the very same picture is there, which then lies on the disk once."""
        return any(ground.sealed == sealed for ground in self._by_page[page_of(file)])

    def of(self, file: str) -> list[Ground]:
        """The likeliest first: of the same name, then the latest."""
        latest = self._by_page[page_of(file)][::-1]
        return sorted(latest, key=lambda ground: ground.file != file)


def grounds_of(archive: Path) -> set[str]:
    """The hashes of all pictures on which a thinned one rests that was not taken away since."""
    found = set()
    for name in closed_runs(archive):
        thinned = read_thinned(archive / name)
        gone = read_tombstones(archive / name, measure(archive / name / MANIFEST).sha256) if thinned else {}
        found |= {thin.ground.sealed.sha256 for file, thin in thinned.items() if file not in gone}
    return found


def page_of(file: str) -> str:
    """What a picture shows, whichever look took it, and whether or not something was closed before: `sites/KEY/home`."""
    path = PurePosixPath(file)
    parts = [part for part in path.parent.parts if part != AGAIN]
    return "/".join([*parts, "home" if path.stem == "untouched" else path.stem])
