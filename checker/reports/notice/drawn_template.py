"""Draws the template of the notice that comes with the checker: `python -m checker.reports.notice.drawn_template FILE`.

Page, typefaces and distances are those of GB/T 9704 for official documents: A4, 28 points from line to line, title in
方正小标宋, headings 一、 in 黑体 and （一） in 楷体, text in 仿宋 of size 三号 (16 pt), page numbers at the outer edge.
"""

import sys
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from checker.reports.notice.drawn_parts import LINE, add_page_numbers, add_table, add_typefaces, draw_red_line, dress, redden, write_style
from checker.reports.steady_zip import make_steady

TITLE, BODY, BLACK, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
FIGURE_HEADS = (
    ("指标", 92, "left"),
    ("家数", 24, "right"),
    ("占比", 28, "right"),
    ("上次", 24, "right"),
    ("变化", 24, "right"),
    ("未能判定", 30, "right"),
)
ANNEX_HEADS = (
    ("序号", 14, "right"),
    ("填报单位", 44, "left"),
    ("首页地址", 62, "left"),
    ("结果", 18, "center"),
    ("抽查发现的突出问题", 88, "left"),
)


def draw_template() -> bytes:
    """The template as the bytes of a .docx file, the same at every call."""
    document = docx.Document()
    _set_page(document)
    for name, typeface, size in (
        ("通报标题", TITLE, 22),
        ("通报正文", BODY, 16),
        ("通报一级", BLACK, 16),
        ("通报二级", KAI, 16),
        ("通报表", BODY, 10.5),
    ):
        write_style(document, name, typeface, size)
    add_typefaces(document)
    _write_letter(document)
    _write_annexes(document)
    document.core_properties.author = "checker"
    document.core_properties.title = "通报模板"
    document.core_properties.comments = ""
    out = BytesIO()
    document.save(out)
    return make_steady(out.getvalue())


def _write_letter(document: Document) -> None:
    add = _Adder(document)
    redden(add.centred("{{ 发文机关 }}", "通报标题"))
    draw_red_line(add.centred("{{ 文号 }}", "通报正文"))
    add.blank()
    add.centred("{{ 标题 }}", "通报标题")
    add.blank()
    add.plain("{{ 主送机关 }}：")
    add.text("按照{{ 检查依据 }}的要求，对政府网站进行了抽查。现将有关情况通报如下：")
    add.each("提示", "（{{ 句 }}）")
    add.first("一、总体情况")
    add.second("（一）抽查范围和方式")
    add.text(
        "本次共抽查政府网站{{ 网站总数 }}家{% if 类型构成 %}，其中{{ 类型构成 }}{% endif %}。{{ 永久下线说明 }}"
        "抽查采取系统扫描和人工核查的方式进行，系统扫描时间为{{ 检查时间 }}，以{{ 判定基准日 }}为判定基准日；{{ 人工复核说明 }}"
    )
    add.second("（二）抽查结果")
    add.text(
        "合格网站{{ 合格.家数 }}家（{{ 合格.比例 }}）{% if 合格.变化 %}，{{ 合格.变化 }}{% endif %}；"
        "不合格网站{{ 不合格.家数 }}家（{{ 不合格.比例 }}）{% if 不合格.变化 %}，{{ 不合格.变化 }}{% endif %}；"
        "待核实网站{{ 待核实.家数 }}家（{{ 待核实.比例 }}）{% if 待核实.变化 %}，{{ 待核实.变化 }}{% endif %}。"
        "各项指标的统计情况见附件1，各网站的抽查情况见附件2。"
    )
    add.hidden("{%p if 与上次比较 %}")
    add.second("（三）与上次检查比较")
    add.text("与{{ 上次批次 }}比较：")
    add.each("与上次比较", "{{ 句 }}")
    add.hidden("{%p endif %}")
    add.first("二、存在的主要问题")
    parts = ("信息更新", "互动交流", "规范化建设", "信息发布与链接", "办事服务", "网站可用性")
    for number, part in zip("一二三四五六", parts, strict=True):
        add.second(f"（{number}）{part}")
        add.each(part, "{{ 句 }}")
    add.second("（七）“我为政府网站找错”留言办理")
    add.each("找错办理", "{{ 句 }}")
    add.hidden("{%p if 其他问题 %}")
    add.second("（八）其他问题")
    add.each("其他问题", "{{ 句 }}")
    add.hidden("{%p endif %}")
    add.first("三、需人工核查的事项")
    add.each("需人工核查", "{{ 句 }}")
    add.first("四、整改要求")
    add.text(
        "各有关单位要高度重视，对照附件2所列问题逐项整改，举一反三，于{{ 整改期限 }}前完成整改，并将整改情况书面反馈{{ 发文机关 }}。"
        "逾期未整改或者整改不到位的，将再次通报。"
    )
    add.each("整改复查", "{{ 句 }}")
    add.blank()
    add.text("附件：1．抽查指标统计表", with_next=True)  # an office's name never stands alone on a page
    add.text("　　　2．抽查情况一览表", with_next=True)
    dress(add.plain(""), with_next=True)
    dress(add.right("{{ 发文机关 }}"), with_next=True)
    add.right("{{ 成文日期 }}")


def _write_annexes(document: Document) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(28), Mm(26), Mm(37), Mm(34)
    add = _Adder(document)
    add.plain("附件1")
    add.centred("抽查指标统计表", "通报标题")
    add_table(document, FIGURE_HEADS, "指标统计", [f"{{{{ 行.{title} }}}}" for title, _, _ in FIGURE_HEADS])
    add.small("占比以参与评判的{{ 网站总数 }}家网站为基数；一家网站可以同时存在多项问题；没有检查的指标未列入；“—”表示没有可比数据。")
    add.hidden("{%p if 永久下线名单 %}")
    add.small(
        "永久下线、不参与评判的网站："
        "{% for 家 in 永久下线名单 %}{{ 家.填报单位 }}（{{ 家.首页地址 }}）{% if not loop.last %}、{% endif %}{% endfor %}。"
    )
    add.hidden("{%p endif %}")
    add.plain("附件2").paragraph_format.page_break_before = True
    add.centred("抽查情况一览表", "通报标题")
    cells = ("{{ 行.序号 }}", "{{ 行.填报单位 }}", "{{ 行.首页地址 }}", "{{ 行.结果 }}", "{{ 行.突出问题 }}")
    add_table(document, ANNEX_HEADS, "抽查情况", cells)


class _Adder:
    """Adds paragraphs of the notice's kinds to the end of the document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def plain(self, words: str, style: str = "通报正文") -> Paragraph:
        return self.document.add_paragraph(words, style=style)

    def text(self, words: str, *, with_next: bool = False) -> None:
        dress(self.plain(words), indent=True, with_next=with_next)

    def first(self, words: str) -> None:
        dress(self.plain(words, "通报一级"), indent=True, with_next=True)

    def second(self, words: str) -> None:
        dress(self.plain(words, "通报二级"), indent=True, with_next=True)

    def small(self, words: str) -> None:
        self.plain(words, "通报表")

    def hidden(self, words: str) -> None:
        """A paragraph that holds an order to the template and leaves no line behind."""
        self.plain(words)

    def each(self, field: str, words: str) -> None:
        self.hidden(f"{{%p for 句 in {field} %}}")
        self.text(words)
        self.hidden("{%p endfor %}")

    def blank(self) -> None:
        self.plain("")

    def centred(self, words: str, style: str) -> Paragraph:
        paragraph = self.plain(words, style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def right(self, words: str) -> Paragraph:
        paragraph = self.plain(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(4 * 16)
        return paragraph


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    document.styles["Normal"].paragraph_format.line_spacing = Pt(LINE)
    add_page_numbers(document)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(draw_template())
