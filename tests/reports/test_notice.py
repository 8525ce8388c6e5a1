"""通报.docx, read back with python-docx: sections, figures, style, and nothing of the template's orders left."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]  # has no types of its own
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.records.error_report import AnswerCounts, ErrorReportFigures
from checker.reports.annex.workbook import write_workbook
from checker.reports.figures_change import compare
from checker.reports.figures_notice import count_notice
from checker.reports.kept_run import read_run
from checker.reports.notice.fields import notice_fields
from checker.reports.notice.template import fill_in, own_template
from checker.reports.sentences import change_sentences
from checker.reports.summary import write_summary
from tests.reports.notice_runs import STALE, Truth, town, write_run

HEADINGS = ["一、总体情况", "二、存在的主要问题", "三、需人工核查的事项", "四、整改要求"]


def notice_of(run: Path, older: Path | None = None, **own: str) -> Document:
    figures = count_notice(read_run(run))
    comparison = compare(figures, read_run(older)) if older else None
    return docx.Document(BytesIO(fill_in(own_template(), notice_fields(figures, comparison, own))))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def rows(document: Document, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("city")
    sites = [*town(65), *(Truth(f"gone{n}", f"下线局{n}", offline=True) for n in range(6))]
    return notice_of(write_run(folder / "run", sites))


def test_sections_in_order_and_no_order_left(city: Document) -> None:
    lines = texts(city)
    assert [line for line in lines if line in HEADINGS] == HEADINGS
    whole = "\n".join(lines + [cell for table in (0, 1) for row in rows(city, table) for cell in row])
    assert not [mark for mark in ("{{", "}}", "{%", "%}") if mark in whole]
    subs = [line[:3] for line in lines if line.startswith("（") and line[2] == "）"]
    assert subs == ["（一）", "（二）", "（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）"]


def test_the_figures_stand_in_the_text(city: Document) -> None:
    whole = "\n".join(texts(city))
    for words in (
        "关于2018年第三季度\n政府网站抽查情况的通报",
        "按照绵阳市2018年第三季度政府网站抽查（绵经信函〔2018〕151号）的要求",
        "本次共抽查政府网站65家，其中市级门户网站1家、县市区门户网站1家、市级部门网站62家、园区网站1家。",
        "另有6家市级部门网站永久下线，单独统计，不参与评判。",
        "合格网站27家（42%）；不合格网站33家（51%）；待核实网站5家（8%）。",
        "未按时更新栏目数量≥5的网站33家，占51%。",
        "互动交流类栏目未开设或者开设不全的网站22家，占34%，其中：未开设调查征集类栏目的网站22家，占34%。",
        "规范化建设存在问题的网站16家，占25%，其中：域名不规范的网站4家，占6%；"
        "首页标识悬挂不完整的网站13家，占20%（公安（网安）备案号未规范悬挂13家）。",
        "待核实的网站5家：",
        "全部65家网站须由人工核查、系统没有作出判断的事项：严重错误。",
        "目前尚不能判定的事项：无法访问。",
        "本次未导入“我为政府网站找错”平台的留言数据，未作统计。",
        "尚未登记人工复核意见",
    ):
        assert words in whole, words


def test_the_annex_table_has_every_site(city: Document) -> None:
    table = rows(city, 1)
    assert table[0] == ["序号", "填报单位", "首页地址", "结果", "抽查发现的突出问题"]
    assert table[1][:4] == ["1", "云岭市人社局", "http://site2.yunling.gov.cn/", "不合格"]
    assert table[3][4] == "未按时更新栏目数量>5（13个栏目未按时更新）"
    assert [row[0] for row in table[1:]] == [str(number) for number in range(1, 66)]
    assert "永久下线、不参与评判的网站：下线局0（http://site67.yunling.gov.cn/）、" in "\n".join(texts(city))


def test_the_style_is_that_of_official_documents(city: Document) -> None:
    first, second = city.sections
    sizes = (first.page_width, first.page_height, first.top_margin, first.left_margin)
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 37, 28]
    assert second.page_width is not None and second.page_height is not None and second.page_width > second.page_height
    faces = {"通报标题": ("方正小标宋简体", 22), "通报正文": ("仿宋_GB2312", 16), "通报一级": ("黑体", 16), "通报二级": ("楷体_GB2312", 16)}
    for name, (face, size) in faces.items():
        style = city.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == face
        assert style.font.size == Pt(size)
    assert city.styles["通报正文"].paragraph_format.line_spacing == Pt(28)
    for section in (first.footer, first.even_page_footer):
        assert " PAGE " in section._element.xml
    heading = next(paragraph for paragraph in city.paragraphs if paragraph.text == HEADINGS[0])
    assert heading.style is not None and heading.style.name == "通报一级" and heading.paragraph_format.keep_with_next


def test_numbers_stand_right_and_heads_are_repeated(city: Document) -> None:
    for table, columns in ((0, range(1, 6)), (1, [0])):
        for row in city.tables[table].rows[1:]:
            assert {str(row.cells[column].paragraphs[0].alignment) for column in columns} == {"RIGHT (2)"}
        assert city.tables[table].rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_substitutes_for_typefaces_are_named(city: Document) -> None:
    part = next(part for part in city.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    assert "仿宋,FangSong" in part.blob.decode()


def test_what_was_compared_stands_in_a_section_of_its_own(tmp_path: Path) -> None:
    older = write_run(tmp_path / "older", town(10))
    lines = texts(notice_of(write_run(tmp_path / "run", town(16)), older))
    assert "（三）与上次检查比较" in lines
    assert any("不合格网站8家（50%），较上次增加3家（上次5家、50%）" in line for line in lines)
    assert "（三）与上次检查比较" not in texts(notice_of(tmp_path / "run"))


def test_the_offices_own_words_win(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(2))
    lines = texts(
        notice_of(run, 发文机关="云岭市人民政府办公室", 文号="云政办函〔2018〕9号", 整改期限="2018年8月31日", 成文日期="2018年8月29日")
    )
    assert lines[:2] == ["云岭市人民政府办公室", "云政办函〔2018〕9号"]
    assert any("于2018年8月31日前完成整改，并将整改情况书面反馈云岭市人民政府办公室" in line for line in lines)
    assert lines.count("2018年8月29日") == 1


def test_what_nobody_knows_is_left_blank(tmp_path: Path) -> None:
    lines = texts(notice_of(write_run(tmp_path / "run", town(1), head={"as_of": None})))
    assert "关于政府网站抽查情况的通报" in lines and "　　　　年　　月　　日" in lines
    assert any("以（未记录）为判定基准日" in line for line in lines)


def test_a_run_of_nobody(tmp_path: Path) -> None:
    document = notice_of(write_run(tmp_path / "run", []))
    assert any("本次共抽查政府网站0家。" in line for line in texts(document))
    assert texts(document).count("没有参与评判的网站。") == 6
    assert len(rows(document, 1)) == 1


def test_an_unfinished_run_is_said_at_the_top(tmp_path: Path) -> None:
    head: dict[str, Any] = {"ended": None, "sites_total": 5, "refused_rows": [{"row": 3, "because": "未填写首页地址"}]}
    lines = texts(notice_of(write_run(tmp_path / "run", town(2), head=head)))
    cautions = [line for line in lines if line.startswith("（注意：")]
    assert len(cautions) == 3 and lines.index(cautions[-1]) < lines.index(HEADINGS[0])


@pytest.mark.long
def test_two_thousand_sites(tmp_path: Path) -> None:
    document = notice_of(write_run(tmp_path / "run", town(2000)))
    assert [row._tr.tc_lst[0].xpath("string(.)") for row in document.tables[1].rows][-1] == "2000"


NASTY = "{{ 7*7 }}{% for %}<w:p/>&amp;\u202e\x0b\x07\x0c\ufffe\r\n\t]]>\U00020bb7{_{ 1 }_}"


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    document = notice_of(write_run(tmp_path / "run", [Truth("a", NASTY, fails={"columns-stale": NASTY}, problems=NASTY)]))
    shown = rows(document, 1)[1]
    assert shown[1].startswith("{{ 7*7 }}{% for %}<w:p/>&amp;⟨U+202E⟩⟨U+000B⟩⟨U+0007⟩⟨U+000C⟩⟨U+FFFE⟩")
    assert "\U00020bb7" in shown[1] and shown[4] == shown[1]
    assert len(document.tables[1].rows) == 2


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), min_size=1, max_size=3))
def test_any_name_can_be_written_and_read_back(tmp_path_factory: pytest.TempPathFactory, names: Sequence[str]) -> None:
    folder = tmp_path_factory.mktemp("any")
    sites = [Truth(f"k{n}", name, fails={"domain": name}, problems=name) for n, name in enumerate(names)]
    assert len(rows(notice_of(write_run(folder / "run", sites)), 1)) == 1 + len(names)


def test_long_lists_of_names_are_cut_and_the_annex_is_pointed_to(tmp_path: Path) -> None:
    sites = [Truth(f"k{n}", f"云岭市第{n}局", fails={"columns-stale": STALE}, open={"letters-unanswered": None}) for n in range(12)]
    lines = texts(notice_of(write_run(tmp_path / "run", [*sites, Truth("good", "云岭市好局")])))
    assert any("云岭市第8局、云岭市第9局等12家（名单见附件）" in line and "云岭市第10局" not in line for line in lines)


def test_error_reports_stand_in_their_section(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(3))
    keys = [site.key for site in town(3)]
    counts = AnswerCounts(in_time=15, late=1)
    counted = ErrorReportFigures(
        as_of="2018-08-01", working_days=3, file="export.csv", counts=counts, sites={keys[0]: counts},
        levels={"city_portal": 1}, strangers=(), later=2, refused=0,
    )  # fmt: skip
    figures = count_notice(read_run(run, None, counted))
    document = docx.Document(BytesIO(fill_in(own_template(), notice_fields(figures, None, {}))))
    assert any("留言16条，涉及市级门户网站1家" in line and "逾期1条" in line for line in texts(document))
    before = read_run(write_run(tmp_path / "older", town(3)), None, counted.model_copy(update={"counts": AnswerCounts(in_time=2)}))
    assert "“我为政府网站找错”留言：上次2条、逾期0条，本次16条、逾期1条。" in change_sentences(compare(figures, before))
    book = openpyxl.load_workbook(BytesIO(write_workbook(figures, None)))
    assert [list(row) for row in book["找错留言"].iter_rows(min_row=2, values_only=True)] == [
        [1, "云岭市人社局", "http://site2.yunling.gov.cn/", 16, 15, 1, 0, 0, 0]
    ]
    assert "我为政府网站找错" in write_summary(figures, None)
