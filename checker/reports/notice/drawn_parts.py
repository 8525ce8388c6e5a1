"""Pieces of the drawn template that python-docx has no word for: typefaces with substitutes, page numbers, tables of orders."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.section import _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from lxml import etree  # type: ignore[import-untyped]  # has no types of its own

RED = RGBColor(0xC8, 0x10, 0x2E)
LINE = 28  # points from line to line, GB/T 9704
ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
# What a machine takes that lacks a typeface: first Windows' and Office's own, then the free ones.
SUBSTITUTES = {
    "方正小标宋简体": "方正小标宋_GBK,小标宋,华文中宋,宋体,Noto Serif CJK SC,Source Han Serif SC",
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋,Noto Serif CJK SC,Source Han Serif SC",
    "楷体_GB2312": "楷体,KaiTi,华文楷体,Noto Serif CJK SC,Source Han Serif SC",
    "黑体": "SimHei,微软雅黑,Noto Sans CJK SC,Source Han Sans SC",
    "宋体": "SimSun,Noto Serif CJK SC,Source Han Serif SC",
}
ALONE = {"方正小标宋简体": "roman", "仿宋_GB2312": "modern", "楷体_GB2312": "modern", "黑体": "swiss", "宋体": "roman"}


def write_style(document: Document, name: str, typeface: str, size: float) -> None:
    """A paragraph style of the notice: Chinese and Latin in one typeface, lines exactly 28 points apart (tables: 16)."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), typeface)
    form = style.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(16 if size < 16 else max(LINE, size + 10))
    form.space_before = form.space_after = Pt(0)


def add_typefaces(document: Document) -> None:
    """Names what may stand in for each typeface, in the file's table of fonts."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = etree.fromstring(part.blob)
    for name, others in SUBSTITUTES.items():
        font = etree.SubElement(table, qn("w:font"), {qn("w:name"): name})
        etree.SubElement(font, qn("w:altName"), {qn("w:val"): others})
        etree.SubElement(font, qn("w:charset"), {qn("w:val"): "86"})
        etree.SubElement(font, qn("w:family"), {qn("w:val"): ALONE[name]})
        etree.SubElement(font, qn("w:pitch"), {qn("w:val"): "default"})
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


def dress(paragraph: Paragraph, *, indent: bool = False, with_next: bool = False) -> None:
    """Two characters in from the left; a heading stays with what it heads."""
    if indent:
        element = paragraph._p.get_or_add_pPr().get_or_add_ind()
        element.set(qn("w:firstLineChars"), "200")
        element.set(qn("w:firstLine"), "640")
    paragraph.paragraph_format.keep_with_next = with_next or None


def redden(paragraph: Paragraph) -> None:
    """The red of an office's name above its document."""
    for run in paragraph.runs:
        run.font.color.rgb = RED


def draw_red_line(paragraph: Paragraph) -> None:
    """The red line below the document's number."""
    line = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{RED}"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(line), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def add_page_numbers(document: Document) -> None:
    """— 1 — at the outer edge: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _write_number(section.footer, "right")
    _write_number(section.even_page_footer, "left")


def _write_number(footer: _Footer, side: str) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = ALIGN[side]
    edge = "right" if side == "right" else "left"
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn(f"w:{edge}Chars"), "100")
    _add_run(paragraph, "— ")
    for kind, order in (("begin", None), (None, " PAGE "), ("separate", None), (None, ""), ("end", None)):
        run = _add_run(paragraph, "1" if order == "" else "")
        if kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.append(mark)
        elif order:
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = order
            run.append(text)
    _add_run(paragraph, " —")


def _add_run(paragraph: Paragraph, words: str) -> etree._Element:
    run = paragraph.add_run(words)
    run.font.size = Pt(14)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "宋体")
    return run._r


def add_table(document: Document, heads: Sequence[tuple[str, int, str]], field: str, cells: Sequence[str]) -> None:
    """A table whose head is repeated on every page, and whose one row is repeated for each 行 of `field`."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for cell, (title, width, _) in zip(table.rows[0].cells, heads, strict=True):
        _write_cell(cell, title, width, "center", bold=True)
    _never_split(table.rows[0], head=True)
    for order in (f"{{%tr for 行 in {field} %}}", None, "{%tr endfor %}"):
        row = table.add_row()
        for index, (cell, (_, width, side)) in enumerate(zip(row.cells, heads, strict=True)):
            words = cells[index] if order is None else order if index == 0 else ""
            _write_cell(cell, words, width, side if order is None else "left")
        _never_split(row, head=False)
    grid = table._tbl.tblGrid.findall(qn("w:gridCol"))
    for column, (_, width, _) in zip(grid, heads, strict=True):
        column.set(qn("w:w"), str(Mm(width).twips))
    table._tbl.tblPr.append(
        parse_xml(f'<w:tblCellMar {nsdecls("w")}><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>')
    )


def _write_cell(cell: _Cell, words: str, width: int, side: str, *, bold: bool = False) -> None:
    cell.width = Mm(width)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = "通报表"
    paragraph.alignment = ALIGN[side]
    paragraph.add_run(words).bold = bold or None


def _never_split(row: _Row, *, head: bool) -> None:
    marks = row._tr.get_or_add_trPr()
    marks.append(OxmlElement("w:cantSplit"))
    if head:
        marks.append(OxmlElement("w:tblHeader"))
