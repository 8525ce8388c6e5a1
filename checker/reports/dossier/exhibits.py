"""The exhibits of a dossier: every file that it shows or names, read once, with its number and its SHA-256."""

import base64
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from checker.reports.dossier.sheets import Sheet, as_it_is, cut_sheets
from checker.reports.kept_run import KeptRun
from checker.reports.pictures import Mark
from checker.reports.words import Word

ROOM = 4_300_000  # bytes of pictures in one dossier: base64 makes a third more of them
_SMALL = 150_000  # bytes: a crop stands there byte for byte
_COARSER = ((72, 1.0), (55, 1.0), (45, 0.8), (40, 0.55))  # quality of the JPEG, and share of the width
_TOP_FILES = ("run.json", "results.jsonl")

AS_SEALED = Word("与清单一致", "与批次清单记载一致", "good")
ALTERED = Word("与清单不一致", "与批次清单记载不一致，已被改动", "bad")
UNLISTED = Word("清单未列", "批次清单没有列出该文件", "doubt")
NO_LIST = Word("无清单", "批次没有可用的清单", "doubt")


@dataclass(frozen=True)
class Exhibit:
    """`size` in bytes; `standing` says whether the file is what the run's manifest fixed."""

    number: int
    file: str
    what: str
    size: int
    sha256: str
    standing: Word


@dataclass(frozen=True)
class Shown:
    """One sheet as the document shows it; `source` is a data URI."""

    source: Markup
    width: int
    height: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Figure:
    """A picture of the evidence. `exhibit` is None where the file is not there; `note` says why no sheet is shown."""

    file: str
    caption: str
    exhibit: Exhibit | None
    sheets: tuple[Shown, ...] = ()
    note: str = ""


class Exhibits:
    """Numbers files in the order in which they are first named. `sealed` are SHA-256 values by name, None without a manifest.

    `pruned` are files that the archive's policy has taken away. `names` says what files are, whoever names them first.
    """

    def __init__(
        self,
        run: KeptRun,
        sealed: Mapping[str, str] | None,
        pruned: Collection[str] = (),
        room: int = ROOM,
        *,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._run = run
        self._sealed = sealed
        self._pruned = pruned
        self._room = room
        self._names = names or {}
        self._found: dict[str, Exhibit] = {}
        self.shown: set[str] = set()
        self.missing: dict[str, str] = {}

    def __iter__(self) -> Iterator[Exhibit]:
        return iter(self._found.values())

    def cite(self, file: str, what: str) -> Exhibit | None:
        """Names a file without showing it."""
        if file in self._found:
            return self._found[file]
        data = self._read(file, what)
        return self._found.get(file) if data is not None else None

    def show_whole(
        self, file: str, caption: str, *, wide: int, ratio: float, most: int, boxes: Sequence[Mark] = (), repeat: bool = False
    ) -> Figure:
        """A page's picture in sheets, all of it, made coarser until it takes no more than `most` bytes; `boxes` are drawn on it.

        A picture that stands in the dossier already is shown once more with `repeat` alone.
        """

        def cut(data: bytes) -> list[Sheet]:
            sheets: list[Sheet] = []
            for quality, share in _COARSER:
                sheets = cut_sheets(data, round(wide * share), ratio, quality, boxes)
                if sum(len(sheet.data) for sheet in sheets) <= most:
                    break
            return sheets

        return self._show(file, caption, cut, repeat=repeat)

    def show_crop(self, file: str, caption: str) -> Figure:
        """A detail, byte for byte where it is small."""
        return self._show(file, caption, lambda data: [as_it_is(data)] if len(data) <= _SMALL else cut_sheets(data, 1000, 1.3, 75))

    def _show(self, file: str, caption: str, cut: Callable[[bytes], list[Sheet]], *, repeat: bool = False) -> Figure:
        if file in self.shown and not repeat:
            return Figure(file, caption, self._found[file], note=f"图片见证据{self._found[file].number}。")
        data = self._read(file, caption)
        if data is None:
            return Figure(
                file, caption, None, note="该文件已按保存期限清理。" if file in self._pruned else "该文件不在批次文件夹中，或者无法读取。"
            )
        exhibit = self._found[file]
        try:
            sheets = cut(data)
        except ValueError:
            return Figure(file, caption, exhibit, note="该文件已损坏，不能作为图片显示。")
        size = sum(len(sheet.data) for sheet in sheets)
        if size > self._room:
            return Figure(file, caption, exhibit, note="为控制卷宗篇幅，图片未收入，请查看批次文件夹中的原件。")
        self._room -= size
        self.shown.add(file)
        return Figure(file, caption, exhibit, tuple(_shown(sheet) for sheet in sheets))

    def _read(self, file: str, what: str) -> bytes | None:
        """The file's bytes; with the first reading it gets its number and hash."""
        what = self._names.get(file, what)
        data = self._run.read(file)
        if data is None and file in _TOP_FILES:
            try:
                data = (self._run.folder / file).read_bytes()
            except OSError:
                data = None  # listed among the missing files, and named by the verification
        if data is None:
            self.missing.setdefault(file, what)
        elif file not in self._found:
            digest = hashlib.sha256(data).hexdigest()
            self._found[file] = Exhibit(len(self._found) + 1, file, what, len(data), digest, self._standing(file, digest))
        return data

    def _standing(self, file: str, digest: str) -> Word:
        if self._sealed is None:
            return NO_LIST
        if file not in self._sealed:
            return UNLISTED
        return AS_SEALED if self._sealed[file] == digest else ALTERED


def _shown(sheet: Sheet) -> Shown:
    source = Markup(f"data:image/{sheet.kind};base64,{base64.b64encode(sheet.data).decode()}")  # noqa: S704 - base64 has no markup
    return Shown(source, sheet.width, sheet.height, sheet.top, sheet.bottom)
