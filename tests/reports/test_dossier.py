"""A site's dossier: whole in one file, harmless whatever the page said, and true to the files that it was made from."""

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from checker.faults import UsageFault
from checker.reports import read_run
from checker.reports.dossier import Checked, CheckLine, Sealing, render_dossier
from checker.reports.dossier.document import SECTIONS, css_text
from checker.reports.dossier.findings import number_words
from checker.reports.dossier.origin import origin_groups
from checker.reports.hostile_text import harmless

WHOLE = Checked("2026-11-23T04:00:00Z", "whole", "批次完整，但未封存。", (CheckLine("passed", "清单所列文件无一缺失。"),))


class Tags(HTMLParser):
    """Every tag with its attributes, and the text outside of style sheets."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def make(city: Path, key: str, sealing: Sealing | None = None, checked: Checked = WHOLE) -> str:
    record = json.loads((city / "run.json").read_text("utf-8"))
    return render_dossier(read_run(city), key, record, sealing or Sealing(), checked)


def keys(city: Path) -> list[str]:
    return [site.judgment.key for site in read_run(city).sites]


def test_every_kind_of_site_has_a_whole_dossier(city: Path) -> None:
    for site in read_run(city).sites:
        html = make(city, site.judgment.key)
        read = Tags(html)
        assert [title for title in SECTIONS if f"、{title}" not in read.text] == []
        assert not {tag for tag, _ in read.tags} & {"script", "link", "iframe", "object", "form", "base"}
        assert all(name not in attrs for _, attrs in read.tags for name in ("style", "onclick", "onerror", "srcset"))
        for tag, attrs in read.tags:
            assert attrs.get("src", "data:").startswith("data:") and attrs.get("href", "#").startswith("#"), tag
            if tag == "img":
                kind, _, data = attrs["src"].partition(";base64,")
                picture = Image.open(io.BytesIO(base64.b64decode(data)))
                picture.load()
                assert kind == f"data:image/{(picture.format or '').lower()}"
                assert (str(picture.width), str(picture.height)) == (attrs["width"], attrs["height"])
        assert [each.because for each in site.judgment.findings if harmless(each.because) not in read.text] == []


def test_the_policy_lets_only_our_own_style_sheet_in(city: Path) -> None:
    html = make(city, keys(city)[0])
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    allowed = re.search(r"style-src 'sha256-([^']+)'", html)
    assert style and allowed and "default-src 'none'; img-src data:;" in html
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() == allowed[1]


def test_what_a_page_says_stays_text(city: Path) -> None:
    html = make(city, "127.0.0.1_8080")
    assert "owned" in html and "<img src=x" not in html and "<b>Z" not in html and "\u202e" not in html and "&lt;img src=x" in html
    assert "{{ 7*7 }}" in html and "\u0301" * 4 not in html


def test_each_file_stands_there_with_its_hash_and_what_the_manifest_says_of_it(city: Path) -> None:
    key = "5199000012"
    home = f"sites/{key}/settled.jpg"
    digest = {file: hashlib.sha256((city / file).read_bytes()).hexdigest() for file in (home, f"sites/{key}/marked.jpg", "run.json")}
    html = make(city, key, Sealing("a" * 64, "2026-11-22T14:30:00Z", hashes={**digest, home: "b" * 64}))
    table = html.partition("、材料清单</h2>")[2].partition("</table>")[0]
    rows = {file: row for row in table.split("<tr>") for file in (*digest, "results.jsonl") if f">{file}<" in row}
    assert rows.keys() == {*digest, "results.jsonl"}
    assert all(value in rows[file] for file, value in digest.items())
    words = {file: re.findall(r'class="chip[^>]*>([^<]+)<', row)[0] for file, row in rows.items()}
    assert words == {
        home: "与清单不一致", "results.jsonl": "清单未列",
        f"sites/{key}/marked.jpg": "与清单一致", "run.json": "与清单一致",
    }  # fmt: skip


def test_a_run_that_was_altered_says_so_on_the_cover(city: Path) -> None:
    wrong = Checked(
        "2026-11-23T04:00:00Z", "altered", "批次不完整或被改动，涉及文件1个。", (CheckLine("failed", "归档后文件被改动", ("run.json",)),)
    )
    cover = make(city, keys(city)[0], checked=wrong).partition("<main>")[0]
    assert "未通过核验：批次不完整或被改动" in cover
    assert "未通过核验" not in make(city, keys(city)[0]).partition("<main>")[0]


def test_what_is_not_sealed_is_said_not_to_be(city: Path) -> None:
    text = Tags(make(city, keys(city)[0])).text
    assert "未签名；未加盖时间戳" in text and "没有可用的清单" in text and "本批次未签名，此步不适用" in text


def test_a_picture_that_is_gone_or_damaged_is_named(make_run: Any, city_plans: list[Any]) -> None:
    run = make_run(city_plans[:1])
    folder = f"sites/{city_plans[0].key}"
    (run / folder / "marked.jpg").unlink()
    (run / folder / "settled.jpg").write_bytes(b"no picture at all")
    text = Tags(make(run, city_plans[0].key)).text
    missing = text.partition("缺失的文件")[2].partition("十一、")[0]
    assert f"{folder}/marked.jpg" in missing and f"{folder}/settled.jpg" not in missing
    assert "首次检查未处理原图" in text  # what is still there is shown


def test_a_site_that_is_not_of_the_run_is_refused(city: Path) -> None:
    with pytest.raises(UsageFault, match="no result of the site 9999999999"):
        make(city, "9999999999")


def test_the_foot_of_the_page_cannot_leave_its_quotes() -> None:
    assert css_text('run "1"} \\ </style> 政务') == "run \\22 1\\22 \\7d  \\5c  \\3c \\2f style\\3e  政务"


@pytest.mark.parametrize(("numbers", "words"), [((), ""), ((3,), "证据3"), ((7, 4, 5, 6, 1, 5), "证据1、证据4至7")])
def test_exhibits_are_named_in_runs(numbers: tuple[int, ...], words: str) -> None:
    assert number_words(numbers) == words


def test_it_opens_from_disk_without_a_network_and_nothing_sticks_out(page: Page, city: Path, tmp_path: Path) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else complaints.append(request.url))
    page.context.set_offline(True)
    page.set_viewport_size({"width": 900, "height": 900})
    for key in keys(city)[2::3]:
        (tmp_path / "dossier.html").write_text(make(city, key), "utf-8")
        page.goto((tmp_path / "dossier.html").as_uri())
        assert page.title().startswith("政府网站检查证据卷宗：")
        assert page.evaluate("document.documentElement.scrollWidth") <= 900
        assert page.evaluate("[...document.images].filter(image => !image.complete || !image.naturalWidth).length") == 0
    assert complaints == []


def test_what_run_json_says_is_told_whole_and_in_chinese() -> None:
    record = {
        "schema": 1, "started": "2026-03-01T01:00:00Z", "complete": True, "shard": None, "quite_new": 7, "visits": [{"url": "http://other/"}],
        "machine": {"host": "vm", "hosts_file": {"file": "/etc/hosts", "lines": 3}}, "canary": {"verdict": "fail", "icp": "hidden"},
        "settings": {"jobs": 4, "proxy": None, "page_archive": "accused", "allow_private": False, "quite_new": [1, 2]}, "profile": {},
        "options": {"command_line": ["run", "a.csv"], "resume": "True"},
        "clock": {"source": None, "because": "no time source is set (…): …"},
    }  # fmt: skip
    groups = {group.title: (dict(group.rows), group.line) for group in origin_groups(record)}
    assert groups[""][0] == {"开始时间（北京时间）": "2026年3月1日 09:00:00", "批次是否完成": "是", "分片": "无", "quite_new": "7"}
    assert groups["检查机器"][0] == {"主机名": "vm", "hosts文件 / 文件": "/etc/hosts", "hosts文件 / 有效行数": "3"}
    assert groups["程序设置"][1] == (
        "同时检查的网站数（jobs） = 4；代理服务器（proxy） = 无；网页存档范围（page_archive） = 拟认定存在问题的网站；"
        "允许访问内部网络地址（allow_private） = 否；quite_new = 1，2"
    )
    assert groups["命令选项"][1] == "命令行（command_line） = run a.csv；接续中断的批次（resume） = 是"
    assert groups["时钟"][0] == {"时间源": "无", "说明": "没有设置时间源，以机器自身时钟为准"}
    (canary,) = (rows for title, (rows, _) in groups.items() if title.startswith("自检页面"))
    assert canary == {"结论": "不合格", "ICP备案号": "存在但不可见"}
    assert "other" not in str(groups) and len(groups) == 6
