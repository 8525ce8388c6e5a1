"""A page whose every word is hostile: nothing of it reaches a terminal, a log, a report, a Word or Excel file or a file name as it is."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl  # type: ignore[import-untyped]  # has no types of its own
import pytest

from tests.end_to_end.calling import WITH_COLUMNS, call
from tests.end_to_end.test_terminal import call_on_terminal
from tests.hostile.server import HostileTown, Kind
from tests.rendering.servers import Asked, page

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]
_STEERS = "\x1b]0;OWNED\x07\x1b[2J\u009b5m\u202e\u2028"  # a terminal's title and screen, the direction of a line
_FORMULA = "=cmd|'/c OWNED'!A0"
_MARKUP = "\"'><script>OWNED()</script><img src=x onerror=OWNED()>]]>{{OWNED}}{% OWNED %}"
_EVIL = f"{_FORMULA}{_STEERS}{_MARKUP}"
_PATH = "../../../../tmp/OWNED\x00.exe"
_LED_TO = re.compile(r"https?://|\.\./sites/[\w./-]+$|index\.html#site-[\w.-]+$")  # pages, and what lies beside the book
_KINDS = (".html", ".docx", ".xlsx", ".xml", ".md")


def _escaped(text: str) -> str:
    """As it must be written to stand in a page as these very characters."""
    return "".join(c if c.isalnum() else f"&#{ord(c)};" for c in text)


_FOOT = f"""<footer style='font:16px sans-serif'><p>网站标识码：5107000099</p>
<p><a href="javascript:OWNED()//beian.miit.gov.cn">蜀ICP备05003648号-9{_escaped(_EVIL)}</a></p>
<p><a href="http://www.beian.gov.cn/x?recordcode={_escaped(_EVIL)}">川公网安备 51070302110031号</a></p>
<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={_escaped(_EVIL)}"><img width=100 height=40 src=/{_escaped(_PATH)}
 alt="{_escaped(_EVIL)}"></a></footer>"""
_LISTED = "".join(f"<li><a href='/{n}?{_escaped(_EVIL)}'>{_escaped(_EVIL)}布署</a> 2020-01-0{n}</li>" for n in range(1, 9))
_SAYS = (
    f"const evil = {_EVIL!r}; console.error(evil); alert(evil); document.title = evil;"
    f"const a = document.createElement('a'); a.download = {_PATH!r}; a.href = URL.createObjectURL(new Blob(['x'])); a.click();"
    "open('/?' + encodeURIComponent(evil)); setTimeout(() => { throw Error(evil) })"
).replace("</script>", "<\\/script>").replace("\\u202e", "\u202e")  # fmt: skip
_HOME = page(
    f"<h1>{_escaped(_EVIL)}</h1><nav><a href='/list?{_escaped(_EVIL)}'>通知公告</a> <a href='/gone/{_escaped(_EVIL)}'>政策文件</a>"
    f" <a href='/list2'>{_escaped(_FORMULA)}动态要闻</a></nav><p>我局布署{_escaped(_EVIL)}</p><ul>{_LISTED}</ul>{_FOOT}"
    f"<script>if (!opener) {{ {_SAYS} }}</script>"
)


async def _home(asked: Asked) -> None:
    if "?" in asked.head.partition("\r\n")[0]:
        await asked.answer(_HOME, headers="X-Evil: \x1b[2J=OWNED\r\n")
    else:
        await asked.answer("", "302 Found", headers="Location: /?<script>OWNED()</script>&=cmd|OWNED\r\n")


_SITE = Kind(_home, files={"/list": page(f"<ul>{_LISTED}</ul>"), "/list2": page(f"<ul>{_LISTED}</ul>")})


def _controls(text: str) -> set[str]:
    """Characters that steer: controls but line ends and tabs, changes of direction, separators of lines."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cs") or c in "\u202a\u202b\u202d\u202e\u2028\u2029"} - set("\n\t\r")


class _Reader(HTMLParser):
    """What a browser would do with a report: its scripts, handlers and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.does: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attrs:
            words = (value or "").strip()
            if name.startswith("on") or "OWNED" in name:
                self.does.append(f"{name}={words}")
            elif name in ("href", "src", "action") and re.match(r"[a-z]+:", words, re.I) and not re.match(r"https?:|data:image/", words):
                self.does.append(words)

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and "OWNED" in data:
            self.does.append(data)


def _check_html(text: str) -> None:
    reader = _Reader()
    reader.feed(text)
    assert not [each for each in reader.does if "OWNED" in each or "javascript" in each.lower()]
    assert not _controls(text)


def _check_office(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert not [name for name in book.namelist() if "OWNED" in name or ".." in name or name.startswith("/")]
        for name in book.namelist():
            if name.endswith((".xml", ".rels")):
                _check_part(name, book.read(name).decode("utf-8"))


def _check_part(name: str, text: str) -> None:
    assert not _controls(text), name
    for element in ElementTree.fromstring(text).iter():
        tag = element.tag.rpartition("}")[2]
        if tag in ("instrText", "fldSimple", "f", "formula1"):  # fields of Word, formulas of Excel
            assert "OWNED" not in ElementTree.tostring(element, encoding="unicode"), (name, tag)
        if tag == "Relationship" and element.get("TargetMode") == "External":
            assert _LED_TO.match(element.get("Target", "")), (name, element.attrib)


def _cells(data: bytes) -> Iterator[Any]:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            yield from row


def _check_file(file: Path) -> None:
    if file.suffix == ".html":
        _check_html(file.read_text(encoding="utf-8"))
    elif file.suffix in (".docx", ".xlsx"):
        _check_office(file.read_bytes())
    elif file.suffix == ".xml":
        _check_part(file.name, file.read_text(encoding="utf-8"))
    else:
        text = file.read_text(encoding="utf-8")
        assert not _controls(text)
        assert not re.search(r"(?<!\\)<(?:script|img)", text), "Markdown lets markup through"
    if file.suffix == ".xlsx":
        for cell in _cells(file.read_bytes()):
            assert cell.data_type != "f", cell.value


def test_nothing_of_it_comes_through_as_it_is(tmp_path: Path, subtests: pytest.Subtests) -> None:
    (tmp_path / "words.txt").write_text("布署\t部署\n", encoding="utf-8")
    with HostileTown({"evil": _SITE}) as town:
        roster = tmp_path / "roster.csv"
        roster.write_text(f"url,site_code,name,icp\n{town.address('evil')},5107000012,某局,蜀ICP备05003648号-1\n", encoding="utf-8")
        words = ("--out", tmp_path / "a", "--allow-private", "--words", tmp_path / "words.txt")
        done = call("run", roster, *words, "--run-id", "run", "--verbose", env=WITH_COLUMNS, seconds=250)
        status, sent = call_on_terminal("inspect", town.address("evil"), *words, "--run-id", "seen", "--verbose")
    assert (done.returncode, status) == (0, 0), done.stderr[-2000:]
    run = tmp_path / "a" / "run"
    assert call("dossier", run, "5107000012", "--out", tmp_path / "a" / "dossier.html").returncode == 0
    observed = (run / "sites/5107000012/observation.json").read_text(encoding="utf-8")
    assert observed.count("OWNED") > 10, "the page was seen, and kept as it is"
    with subtests.test("terminal"):
        assert "\x1b]0;" not in sent and "\u009b" not in sent and "\x1b[2J" not in sent and "\u202e" not in sent
    with subtests.test("log"):
        assert not _controls(done.stderr) and not _controls(done.stdout)
    with subtests.test("names of files"):
        assert not [file for file in (tmp_path / "a").rglob("*") if "OWNED" in file.name or _controls(file.name)]
        assert not list(Path("/tmp").glob("OWNED*"))
    written = [file for file in (tmp_path / "a").rglob("*") if file.suffix in _KINDS and "sites" not in file.parts]
    assert {file.suffix for file in written} == set(_KINDS)
    for file in written:
        with subtests.test(file=str(file.relative_to(tmp_path / "a"))):
            _check_file(file)
    shown = (run / "report" / "index.html").read_text(encoding="utf-8")
    assert "OWNED" in shown, "the report does tell what the page says"
