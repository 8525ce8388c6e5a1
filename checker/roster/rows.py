"""One row of a roster: its cells by field, made into a site or refused with every reason at once."""

from typing import NamedTuple

from checker.records.numbers import normal_icp, normal_public_security, normal_site_code
from checker.records.site import Level, Site, Status
from checker.roster.addresses import Address, read_address
from checker.roster.cells import blot_passwords, restore_digits, says_nothing
from checker.roster.headers import Field, Header, Row
from checker.roster.troubles import Refusal, Remark, Trouble
from checker.roster.vocabulary import level_named, services_named, status_named


class Cells(NamedTuple):
    """A row's cells by field, as written ("" where nothing stands), and the rest by header text."""

    known: dict[Field, str]
    extra: dict[str, str]


class Entry(NamedTuple):
    """A row that can be used."""

    address: Address
    site_code: str | None


def sort_cells(row: Row, header: Header) -> Cells:
    """Cells under unknown headers go to `extra`, under their header, or their column's letter where that is empty or taken."""
    columns = {column: field for field, column in header.columns.items()}
    known: dict[Field, str] = {}
    extra: dict[str, str] = {}
    for column, cell in enumerate(row.cells):
        if column in columns:
            known[columns[column]] = cell
        elif cell:
            title = header.names[column] if column < len(header.names) else ""
            extra[title if title and title not in extra else f"{title}[{_letters(column)}]"] = cell
    return Cells(known, extra)


def read_entry(cells: Cells) -> Entry | list[Trouble]:
    """The two cells that decide whether a row can be used."""
    troubles = []
    address = read_address(cells.known.get("url", ""))
    if isinstance(address, Trouble):
        troubles.append(address)
    written = cells.known.get("site_code", "")
    site_code = None if says_nothing(written) else normal_site_code(restore_digits(written))
    if site_code is None and not says_nothing(written):
        troubles.append(
            Trouble(
                f'the site code "{written}" is not ten digits, or bm and eight digits',
                f"网站标识码“{written}”格式不正确，应为10位数字，或bm加8位数字",
            )
        )
    return troubles if isinstance(address, Trouble) or troubles else Entry(address, site_code)


def refuse(row: Row, troubles: list[Trouble]) -> Refusal:
    return Refusal(
        row=row.number,
        reason="; ".join(trouble.reason for trouble in troubles),
        because="；".join(trouble.because for trouble in troubles),
        text=blot_passwords(" | ".join(cell for cell in row.cells if cell)),
    )


def make_site(key: str, row: int, entry: Entry, cells: Cells) -> tuple[Site, list[Remark]]:
    """The site of a usable row, and what is doubtful in its other cells."""
    told = {field: None if says_nothing(cell) else cell for field, cell in cells.known.items()}
    level, level_remarks = _read_level(told.get("level"), row)
    status, status_remarks = _read_status(told.get("status"), row)
    services, services_remarks = _read_services(cells.known.get("services"), row)
    site = Site(
        key=key, row=row, url=entry.address.url, scheme_assumed=entry.address.scheme_assumed, site_code=entry.site_code,
        name=told.get("name"), unit=told.get("unit"), level=level, status=status, services=services,
        icp=told.get("icp"), public_security=told.get("public_security"), extra=cells.extra,
    )  # fmt: skip
    return site, [*level_remarks, *status_remarks, *services_remarks, *_doubt_numbers(site)]


def _read_level(word: str | None, row: int) -> tuple[Level | None, list[Remark]]:
    level = level_named(word) if word else None
    if word is None or level is not None:
        return level, []
    reason = f'the level "{word}" is none of 市级门户网站, 县市区门户网站, 市级部门网站, 园区: rules that need it cannot tell'
    return None, [Remark(row=row, reason=reason, because=f"网站类型“{word}”无法识别，与类型有关的指标无法判定")]


def _read_status(word: str | None, row: int) -> tuple[Status, list[Remark]]:
    status = status_named(word) if word else "running"
    if status is not None:
        return status, []
    reason = f'the status "{word}" is unknown: 正常运行 or 永久下线 is expected; the site is checked as a running one'
    return "running", [Remark(row=row, reason=reason, because=f"运行状态“{word}”无法识别，按正常运行检查")]


def _read_services(word: str | None, row: int) -> tuple[bool | None, list[Remark]]:
    """A cell that says 无 says something here: what counts as an empty cell elsewhere is read as written."""
    if not word or not word.strip():
        return None, []
    services = services_named(word)
    if services is not None or says_nothing(word):
        return services, []
    reason = f'the services "{word}" are none of 有, 无: rules that need them look at the site\'s columns'
    return None, [Remark(row=row, reason=reason, because=f"办事服务“{word}”无法识别（应为有或无），按网站上的栏目判断")]


def _doubt_numbers(site: Site) -> list[Remark]:
    """An expected number that is none can be compared with nothing: better said at the start."""
    remarks = []
    if site.icp and normal_icp(site.icp) is None:
        reason = f'"{site.icp}" is not an ICP number: it is compared with nothing'
        remarks.append(Remark(row=site.row, reason=reason, because=f"名单中的ICP备案号“{site.icp}”不是规范的备案号，不作比对，请核对名单"))
    if site.public_security and normal_public_security(site.public_security) is None:
        reason = f'"{site.public_security}" is not a public security number: it is compared with nothing'
        remarks.append(
            Remark(row=site.row, reason=reason, because=f"名单中的公安备案号“{site.public_security}”不是规范的备案号，不作比对，请核对名单")
        )
    return remarks


def _letters(column: int) -> str:
    """A, B, … Z, AA, … of a column counted from 0."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
