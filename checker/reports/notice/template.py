"""The Word template of the notice: the checker's own, or an office's, which is looked through before anything is visited."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # has no types of its own
from jinja2 import Environment, StrictUndefined, TemplateError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]  # has no types of its own

from checker.faults import UsageFault
from checker.reports.notice.fields import OFFICE_FIELDS, trial_fields

ADVICE = "docs/notice.md lists the fields; `checker notice-template FILE` writes the checker's own template to begin with."
_LOOP = {"first", "last", "index", "index0", "length", "revindex", "revindex0", "previtem", "nextitem"}  # of `loop`, jinja's own


@dataclass(frozen=True)
class NoticeTemplate:
    """A template's bytes, and the name by which a fault speaks of it."""

    name: str
    data: bytes


def own_template() -> NoticeTemplate:
    """The template that comes with the checker."""
    name = "通报模板.docx"
    return NoticeTemplate(name, files("checker.reports").joinpath("templates", name).read_bytes())


def read_template(file: Path | None, own_fields: Mapping[str, str]) -> NoticeTemplate:
    """The office's template, or our own for None; tried out with fields of no run. `own_fields` are the office's further fields.

    Raises UsageFault where one of these is what the run itself says, or where the template cannot be read, is no Word file, has
    an order that is none, or names a field that there is not.
    """
    computed = trial_fields({}).keys() - set(OFFICE_FIELDS)
    if wrong := sorted(computed & own_fields.keys()):
        raise UsageFault(f"--notice-field {wrong[0]} is counted from the run, and not the office's to say: leave it out. {ADVICE}")
    if file is None:
        return own_template()
    try:
        template = NoticeTemplate(str(file), file.read_bytes())
    except OSError as error:
        raise UsageFault(f"--notice-template {file} cannot be read ({error.strerror}). Check its path and rights.") from error
    fields = trial_fields(own_fields)
    if not set(_names(template, fields)):
        raise UsageFault(f"--notice-template {file} names no field at all, so every notice would be the same. {ADVICE}")
    fill_in(template, fields)
    return template


def fill_in(template: NoticeTemplate, fields: Mapping[str, Any]) -> bytes:
    """The template's orders carried out: the bytes of a .docx file. Raises UsageFault where that cannot be done."""
    document = DocxTemplate(BytesIO(template.data))
    try:
        document.render(dict(fields), orders_environment(), autoescape=True)
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as wrong:  # what orders can come to
        raise UsageFault(f"The notice template {template.name} cannot be filled in: {wrong}. {ADVICE}") from wrong
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def orders_environment() -> Environment:
    """What carries out a template's orders: no way into Python, nothing unknown taken for empty, and text stays text."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _names(template: NoticeTemplate, fields: Mapping[str, Any]) -> Iterator[str]:
    """The fields that the template names; raises UsageFault at the first that there is not."""
    inner = [value[0] if isinstance(value, list) else value for value in fields.values()]
    parts = {part for each in inner if isinstance(each, dict) for part in each} | _LOOP
    for xml in _orders(template):
        try:
            tree = orders_environment().parse(xml)
            names = sorted(meta.find_undeclared_variables(tree))
        except TemplateError as wrong:
            raise UsageFault(f"--notice-template {template.name} has an order that cannot be read: {wrong.message}. {ADVICE}") from wrong
        for name in names:
            if name not in fields:
                raise UsageFault(f"--notice-template {template.name} names the field {{{{ {name} }}}}, which there is not. {ADVICE}")
            yield name
        for part in tree.find_all(nodes.Getattr):
            if part.attr not in parts:
                whole = f"{getattr(part.node, 'name', '…')}.{part.attr}"
                raise UsageFault(f"--notice-template {template.name} names {{{{ {whole} }}}}, which there is not. {ADVICE}")


def _orders(template: NoticeTemplate) -> list[str]:
    """The orders as text: of the body, and of every header and footer."""
    try:
        document = DocxTemplate(BytesIO(template.data))
        document.init_docx()
        parts = [document.patch_xml(document.get_xml())]
        for kind in (document.HEADER_URI, document.FOOTER_URI):
            parts += [document.patch_xml(document.get_part_xml(part)) for _, part in document.get_headers_footers(kind)]
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, XMLSyntaxError) as wrong:
        raise UsageFault(f"--notice-template {template.name} is no Word file (.docx): save it in Word as .docx. {ADVICE}") from wrong
    return [str(part) for part in parts]
