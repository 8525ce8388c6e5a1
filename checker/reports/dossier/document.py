"""One site's dossier as one HTML text: pictures inside, no script, nothing to be fetched."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from checker.faults import UsageFault
from checker.reports.dossier.exhibits import Exhibit, Exhibits
from checker.reports.dossier.findings import finding_groups, number_words
from checker.reports.dossier.network import network_cards
from checker.reports.dossier.origin import origin_groups, record_of
from checker.reports.dossier.parts import (
    HALF,
    MOST_COLUMN,
    MOST_HALF,
    SHEET,
    TALL,
    Pair,
    column_parts,
    home_part,
    mark_parts,
    other_figures,
    picture_names,
    whole_pages,
)
from checker.reports.dossier.sealing import Checked, Sealing
from checker.reports.hostile_text import harmless
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.moments import beijing, span
from checker.reports.sentences import own_network_words
from checker.reports.site_page import SitePage, site_page
from checker.reports.templating import make_environment, template_part
from checker.reports.words import REACH_STATES, VERDICTS

SECTIONS = (
    "检查结论", "逐项认定", "五项标识", "首页页面", "栏目", "其他证据图片",
    "访问过程", "人工复核与整改", "检查环境", "材料清单", "封存与核验", "如何自行核验",
)  # fmt: skip
SIGNATURE_COMMANDS = (
    "openssl pkey -pubin -in key.pem -outform DER | sha256sum",
    "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.sig",
)
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclass(frozen=True)
class Visit:
    """One visit of the run to the site's address, as run.json has it."""

    at: str
    state: str
    seconds: float | None
    look: int | None


def render_dossier(run: KeptRun, key: str, record: Mapping[str, Any], sealing: Sealing, checked: Checked) -> str:
    """The whole document. `record` is run.json. Raises UsageFault where the run has no such site."""
    site = next((each for each in run.sites if each.judgment.key == key), None)
    if site is None:
        raise UsageFault(f"The run {run.head.run_id} has no result of the site {key}.")
    record = record_of(record, key)
    page = site_page(run, site)
    exhibits = Exhibits(run, sealing.hashes, sealing.pruned, names={**dict(_own_files(run, site)), **picture_names(site)})
    accused = {image.file for card in page.findings if card.outcome.tone == "bad" for image in card.pictures}
    home = home_part(site, page, exhibits)
    marks = mark_parts(site, page, exhibits)
    columns = column_parts(page, exhibits, accused)
    others = other_figures(page.findings, exhibits, page)
    mending = _mending_pair(page, exhibits)
    groups = finding_groups(page, exhibits)
    networks = network_cards(run, site, exhibits)
    for file, what in _own_files(run, site):
        exhibits.cite(file, what)
    for stamp in sealing.stamps:
        exhibits.cite(stamp.file, "时间戳")
        if stamp.chain:
            exhibits.cite(stamp.chain, "时间戳机构证书链")
    canary = [
        exhibits.show_whole(str(each["file"]), "自检页面", wide=HALF, ratio=SHEET, most=MOST_COLUMN)
        for each in record.get("canary_pictures") or []
        if isinstance(each, dict) and "file" in each
    ]
    style = template_part("dossier/dossier.css").replace("RUN_AND_SITE", css_text(f"{run.head.run_id} · {key}"))
    environment = make_environment()
    environment.filters["full"] = lambda text: escape(harmless(text))
    return environment.get_template("dossier/dossier.html").render(
        run=run,
        head=run.head,
        site=page,
        final=site.final,
        own_network=own_network_words(run.head),
        verdicts=VERDICTS,
        sections=tuple(zip(_NUMERALS, SECTIONS, strict=True)),
        home=home,
        marks=marks,
        columns=columns,
        others=others,
        mending_pair=mending,
        groups=groups,
        origin=origin_groups(record),
        visits=_visits(record, site),
        networks=networks,
        canary=canary,
        exhibits=list(exhibits),
        main_files=_main_files(exhibits, site),
        reach_words=REACH_STATES,
        signature_commands=SIGNATURE_COMMANDS,
        missing=exhibits.missing,
        sealing=sealing,
        checked=checked,
        made=beijing(checked.at),
        when=span(run.head.started, run.head.ended),
        number_words=number_words,
        folder=run.folder.name,
        style=Markup(style),  # noqa: S704 - our own file, and one text that css_text made harmless
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def css_text(text: str) -> str:
    """`text` as it may stand between quotes in a style sheet."""
    return re.sub(r"[^\w .·-]", lambda found: f"\\{ord(found[0]):x} ", text)


def _own_files(run: KeptRun, site: KeptSite) -> list[tuple[str, str]]:
    """What the dossier tells without a picture: the run's record, the site's line, observations and log."""
    folder = f"sites/{site.judgment.key}"
    wanted = [("run.json", "批次记录"), ("results.jsonl", "检查结果"), (f"{folder}/observation.json", "首次检查观察记录")]
    wanted += [(f"{folder}/again/observation.json", "复查观察记录"), (f"{folder}/log.jsonl", "取证日志")]
    wanted += [(f"{folder}/links-again.json", "链接复查记录"), (f"{folder}/visits.json", "历次访问记录")]
    return [(file, what) for file, what in wanted if "/" not in file or run.has(file)]


def _main_files(exhibits: Exhibits, site: KeptSite) -> list[Exhibit]:
    """Records and whole pages: few enough to be copied by hand."""
    whole = whole_pages(site)
    return [each for each in exhibits if each.file in whole or each.file.endswith((".json", ".jsonl"))]


def _mending_pair(page: SitePage, exhibits: Exhibits) -> Pair | None:
    """The whole pages before and after 整改 beside each other."""
    if page.mending is None or len(page.mending.pages) != 2:
        return None
    before, after = (
        exhibits.show_whole(image.file, caption, wide=HALF, ratio=TALL, most=MOST_HALF, repeat=True)
        for caption, image in page.mending.pages
    )
    return Pair("整改前后对照", before, after)


def _visits(record: Mapping[str, Any], site: KeptSite) -> list[Visit]:
    """Those of run.json that speak of the site's address, in order of time."""
    found = [each for each in record.get("visits") or [] if isinstance(each, dict) and each.get("url") == site.judgment.site.url]
    visits = [Visit(str(each.get("at", "")), str(each.get("state", "")), each.get("seconds"), each.get("look")) for each in found]
    return sorted(visits, key=lambda visit: visit.at)
