"""The office's own template: what it may do, and what is refused before anything is visited, by name."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from checker.faults import UsageFault
from checker.reports.figures_notice import count_notice
from checker.reports.kept_run import read_run
from checker.reports.notice.drawn_template import draw_template
from checker.reports.notice.fields import ROWS, notice_fields, trial_fields
from checker.reports.notice.template import fill_in, own_template, read_template
from tests.house.tree import text
from tests.reports.notice_runs import Truth, town, write_run


def template(folder: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = folder / "own.docx"
    document.save(str(file))
    return file


def filled(file: Path, run: Path, **own: str) -> list[str]:
    fields = notice_fields(count_notice(read_run(run)), None, own)
    return [paragraph.text for paragraph in docx.Document(BytesIO(fill_in(read_template(file, own), fields))).paragraphs]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_template_that_ships_is_the_one_that_is_drawn() -> None:
    assert parts(own_template().data) == parts(draw_template()), "run `python -m checker.reports.notice.drawn_template`"


def test_the_checkers_own_passes_its_own_trial(tmp_path: Path) -> None:
    file = tmp_path / "own.docx"
    file.write_bytes(own_template().data)
    assert read_template(file, {}).data == own_template().data


def test_an_office_says_it_in_its_own_words(tmp_path: Path) -> None:
    file = template(
        tmp_path,
        "抽查{{ 网站总数 }}家，不合格{{ 不合格.家数 }}家（{{ 不合格.比例 }}）",
        "域名：{{ 域名不规范.单位 }}，联系人{{ 联系人 }}",
        "{%p for 行 in 抽查情况 if 行.结果 == '不合格' %}",
        "{{ loop.index }}．{{ 行.填报单位 }}",
        "{%p endfor %}",
    )
    run = write_run(tmp_path / "run", [Truth("a", "甲", fails={"columns-stale": "x"}), Truth("b", "乙", fails={"domain": "y"})])
    assert filled(file, run, 联系人="张某") == ["抽查2家，不合格1家（50%）", "域名：乙，联系人张某", "1．甲"]


def test_a_field_that_word_cut_into_runs_is_one(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("共{", "{ 网站", "总数 }", "}家"):
        paragraph.add_run(piece).bold = piece == "总数 }"
    document.save(str(tmp_path / "own.docx"))
    assert filled(tmp_path / "own.docx", write_run(tmp_path / "run", town(3))) == ["共3家"]


WRONG = [
    (["{{ 网站总数 }}", "{{ 网站数量 }}"], r"names the field \{\{ 网站数量 \}\}, which there is not"),
    (["{{ 不合格.总数 }}"], r"names \{\{ 不合格\.总数 \}\}, which there is not"),
    (["{%p for 行 in 抽查 %}", "{{ 行.序号 }}", "{%p endfor %}"], r"names the field \{\{ 抽查 \}\}"),
    (["{%p for 行 in 抽查情况 %}", "{{ 行.地址 }}", "{%p endfor %}"], r"行\.地址"),
    (["{%p for 行 in 抽查情况 %}", "{{ 行.序号 }}"], "has an order that cannot be read"),
    (["{{ 网站总数 | nosuch }}"], "No filter named 'nosuch'"),
    (["{{ 网站总数 }", "x"], "has an order that cannot be read"),
    (["上一季度的通报"], "names no field at all"),
    (["{{ 网站总数.__class__.__mro__ }}"], "__"),
    (["{{ 网站总数 / 0 }}"], "cannot be filled in"),
]


@pytest.mark.parametrize(("lines", "says"), WRONG, ids=[lines[-1] for lines, _ in WRONG])
def test_a_wrong_template_is_refused_by_name(lines: list[str], says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=says) as fault:
        read_template(template(tmp_path, *lines), {})
    assert "own.docx" in str(fault.value) and "docs/notice.md" in str(fault.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 an old .doc", "通报".encode()])
def test_what_is_no_word_file_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "own.docx"
    file.write_bytes(content)
    with pytest.raises(UsageFault, match="is no Word file"):
        read_template(file, {})


def test_a_workbook_is_no_word_file(tmp_path: Path) -> None:
    import openpyxl  # type: ignore[import-untyped]  # has no types of its own

    openpyxl.Workbook().save(tmp_path / "own.docx")
    with pytest.raises(UsageFault, match="is no Word file"):
        read_template(tmp_path / "own.docx", {})


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="cannot be read"):
        read_template(tmp_path / "nowhere.docx", {})


def test_the_trial_has_every_field_and_the_document_names_them(tmp_path: Path) -> None:
    real = notice_fields(count_notice(read_run(write_run(tmp_path / "run", [*town(3), Truth("x", "丁", offline=True)]))), None, {})
    trial = trial_fields({})
    assert trial.keys() == real.keys()
    named = text("docs/notice.md")
    for name, value in real.items():
        assert f"`{name}`" in named, name
        assert type(trial[name]) is type(value)
    for table, columns in ROWS.items():
        assert tuple(real[table][0]) == columns
        assert all(f"`.{column}`" in named for column in columns)


@pytest.mark.parametrize("field", ["网站总数", "不合格", "抽查情况"])
def test_what_the_run_says_is_not_the_offices_to_say(field: str) -> None:
    with pytest.raises(UsageFault, match=f"--notice-field {field} is counted from the run"):
        read_template(None, {"文号": "1号", field: "7"})
