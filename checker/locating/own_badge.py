"""A number that is not the site's own badge is none: in running text, of a supplier, in a list of partners."""

import re

from checker.locating.reading_text import ReadingText
from checker.records.numbers import find_icp, find_public_security, find_site_code

_REACH = 60  # characters before a number, on its line, in which a supplier's name would stand
_LIST_REACH = 400  # characters before a number in which the heading of a list of partners would stand
_SUPPLIER = re.compile(
    r"技术支持|技术支撑|技术服务|技术保障|技术开发|软件开发|网站建设|网站制作|网站设计|设计制作|制作维护|制作单位|开发单位|承建单位|运维单位|建站|"
    r"友情链接|合作伙伴|(?:Powered|Designed|Supported)\s+by",
    re.IGNORECASE,
)
_PARTNER = re.compile(r"友情链接|合作伙伴")
_OFFICE = re.compile(
    r"(?:局|委|办|中心|政府|办公室|委员会|管委会|信息办|电子政务)(?:主办|承办|版权所有)?[\s|、,]*$"
)  # a public body may be the supplier
_COMPANY = re.compile(r"公司|集团|科技|软件|网络|传媒|工作室")
_OWN_WORDS = re.compile(r"主办|版权|地址|电话|邮编|标识码|本站|备案(?:序|编)?号\s*:|备案许可证号|公安备案")
_PARTNERS = re.compile(r"(?:^|\n)\s*(?:友情链接|合作伙伴|合作单位|合作媒体|相关链接|成员单位|支持单位|协办单位)\s*:?\s*\n")
_LONG_LINE = 160  # characters: a footer's line seldom has more, running text often has
_SENTENCE = re.compile(r"[。;!?]")  # as `fold` leaves them
_NEWS = re.compile(r"近日|日前|记者|据悉|获悉|经查|通报|查处|处罚|责令|注销|案例|举报人|根据|依法|违规|违法")
_FOOTER = re.compile(r"(?:主办|承办|地址|电话|邮编|标识码|备案号|网安备|传真|联系)[^。:]{,8}:|版权所有|Copyright|All Rights", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:政府)?网?站?标识(?:编)?码|(?:ICP)?备案(?:编|序)?号码?|公安(?:机关)?备案号?|许可证号?|工信部|工业和信息化部|公网安备|备案|查询|网站",
    re.IGNORECASE,
)
_OFFICE_SPEAKS = re.compile(r"主办|承办|版权|地址|电话|标识码")
_MANY = 3
_NAME = re.compile(r"[\u4e00-\u9fff]{2,}")


def is_own_number(reading: ReadingText, start: int, end: int, *, is_expected: bool = False) -> bool:
    """By what stands around it: no supplier's name before it, no sentence of news text around it, no heading of a partners' list above.

    A number that is the roster's (`is_expected`) is the site's own behind a supplier's name too: many footers are written so.
    """
    line = reading.line(start, end)
    if _is_running_text(line.replace(reading.text[start:end], "", 1).strip()):
        return False
    return is_expected or not (
        _is_suppliers(reading, start, end) or _is_in_partners_list(reading, start, line) or _is_in_list_of_many(reading, start, end, line)
    )


def may_be_own_number(reading: ReadingText, start: int, end: int) -> bool:
    """Whether it stands behind a supplier's name as many offices write their own: not in brackets behind the name, not in a list."""
    line = reading.line(start, end)
    if _is_running_text(line.replace(reading.text[start:end], "", 1).strip()) or not _is_suppliers(reading, start, end):
        return False
    if _PARTNER.search(reading.text[max(0, start - _REACH) : start].rpartition("\n")[2]):
        return False
    is_bracketed = reading.text[:start].rstrip().endswith(("(", "[", "【", ":"))
    return not is_bracketed and not _is_in_partners_list(reading, start, line) and not _is_in_list_of_many(reading, start, end, line)


def _is_suppliers(reading: ReadingText, start: int, end: int) -> bool:
    """Whether a supplier is named before it on its line, and no word that speaks of the site itself stands in between."""
    before = reading.text[max(0, start - _REACH) : start].rpartition("\n")[2]
    named = list(_SUPPLIER.finditer(before))
    if not named:
        return False
    name = before[named[-1].end() :]
    is_office = bool(_OFFICE.search(name)) and not _COMPANY.search(name) and not _PARTNER.search(named[-1][0])
    return not is_office and not _OWN_WORDS.search(name + reading.text[start:end])


def _is_running_text(words: str) -> bool:
    sentences, labels, news = (len(pattern.findall(words)) for pattern in (_SENTENCE, _FOOTER, _NEWS))
    if news >= 2 and sentences and len(words) > 30:
        return True
    if news and len(words) > 20 and labels < 2:
        return True
    return bool(sentences) and len(words) > 40 and labels < (3 if len(words) > _LONG_LINE else 1)


def _is_in_list_of_many(reading: ReadingText, start: int, end: int, line: str) -> bool:
    """One of at least three lines on end that name somebody beside another number each: a portal's list of its departments."""
    find = next((find for find in (find_icp, find_public_security, find_site_code) if find(reading.text[start:end])), None)
    if find is None or _FOOTER.search(_without_numbers(line)) or len(find(line)) > 1:
        return False
    left = reading.text.rfind("\n", 0, start) + 1
    above = reading.text[max(0, left - _LIST_REACH) : left].split("\n")[:-1][::-1]
    below = reading.text[left + len(line) : left + len(line) + _LIST_REACH].split("\n")[1:]
    values = {_base(find(line)[0].value)} if find(line) else set()
    for lines in (above, below):
        for other in lines:
            numbers = find(other)
            if len(numbers) != 1 or not _NAME.search(_without_numbers(other)) or _FOOTER.search(_without_numbers(other)):
                break
            values.add(_base(numbers[0].value))
    return len(values) >= _MANY and bool(_NAME.search(_without_numbers(line)))


def names_somebody(words: str) -> bool:
    """Whether more than numbers and their labels is said, as on the link to a partner; a footer that is one link speaks of the office."""
    return bool(_NAME.search(_without_numbers(words))) and not _OFFICE_SPEAKS.search(words)


def _base(value: str) -> str:
    """A filing without its suffix: one office has many of these."""
    return value.partition("号")[0]


def _without_numbers(line: str) -> str:
    rest = line
    for found in (*find_icp(line), *find_public_security(line), *find_site_code(line)):
        rest = rest.replace(line[found.start : found.end], "")
    return _LABEL.sub("", rest)


def _is_in_partners_list(reading: ReadingText, start: int, line: str) -> bool:
    """Below such a heading, a line that names somebody beside the number speaks of that somebody."""
    above = reading.text[max(0, start - _LIST_REACH) : start]
    if not _PARTNERS.search(above) or _FOOTER.search(line):
        return False
    return names_somebody(line)
