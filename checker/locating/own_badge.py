"""A number that is not the site's own badge is none: in running text, of a supplier, in a list of partners."""

import re
from typing import Literal, NamedTuple

from checker.locating.partner_lists import SITE_SPEAKS, standing
from checker.locating.reading_text import ReadingText
from checker.records.numbers import find_icp, find_public_security, find_site_code

_REACH = 60  # characters before a number, on its line, in which a supplier's name would stand
_LIST_REACH = 400  # characters before and behind a number's line in which other lines of its list would stand
_SUPPLIER = re.compile(
    r"技术支持|技术支撑|技术服务|技术保障|技术开发|软件开发|网站建设|网站制作|网站设计|设计制作|制作维护|制作单位|开发单位|承建单位|运维单位|建站|"
    r"(?:Powered|Designed|Supported)\s+by",
    re.IGNORECASE,
)
_PARTNER = re.compile(r"(?<![|·丨])\s*(?:友情链接|合作伙伴)\s*:?(?!\s*[|·丨])")
_OFFICE = re.compile(
    r"(?:局|委|办|中心|政府|办公室|委员会|管委会|信息办|电子政务)(?:主办|承办|版权所有)?[\s|、,]*$"
)  # a public body may be the supplier
_COMPANY = re.compile(r"公司|集团|科技|软件|网络|传媒|工作室")
_OWN_WORDS = re.compile(r"主办|版权|地址|电话|邮编|标识码|本站|备案(?:序|编)?号\s*:|备案许可证号|公安备案")
_LONG_LINE = 160  # characters: a footer's line seldom has more, running text often has
_SENTENCE = re.compile(r"[。;!?]")  # as `fold` leaves them
_NEWS = re.compile(r"近日|日前|记者|据悉|获悉|经查|通报|查处|处罚|责令|注销|案例|举报人|根据|依法|违规|违法")
_FOOTER = re.compile(r"(?:主办|承办|地址|电话|邮编|标识码|备案号|网安备|传真|联系)[^。:]{,8}:|版权所有|Copyright|All Rights", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:政府)?网?站?标识(?:编)?码|(?:ICP)?备案(?:编|序)?号码?|公安(?:机关)?备案号?|许可证号?|工信部|工业和信息化部|公网安备|备案|查询|网站",
    re.IGNORECASE,
)
_MANY = 3
_NAME = re.compile(r"[\u4e00-\u9fff]{2,}")


class Whose(NamedTuple):
    """`own`, `unclear` or `other`; for the last two why, in Chinese, as part of a sentence."""

    state: Literal["own", "unclear", "other"]
    because: str = ""


OWN = Whose("own")
NEWS = Whose("other", "写在新闻或者说明文字中")
SUPPLIER = Whose("other", "写在技术支持单位名称之后")
PARTNER = Whose("other", "列在友情链接等其他单位的名单中")
MANY = Whose("other", "是多个单位号码名单中的一个")
ELSEWHERES_SUPPLIER = Whose("other", "写在技术支持单位名称之后，备案地也不是本网站所在的省份")
ELSEWHERE = Whose("other", "与其他单位的名称一起写在通往其他网站的链接中")
PERHAPS_SUPPLIER = Whose("unclear", "号码写在技术支持单位名称之后，名单未填本网站的号码，不能断定属于哪一方")
PERHAPS_NEWS = Whose("unclear", "号码写在通往本网站其他页面的标题中，不能断定是新闻还是本网站的备案信息")
PERHAPS_PARTNER = Whose("unclear", "号码写在友情链接标题之下，前面有其他名称，不能断定属于哪一方")


def whose_number(
    reading: ReadingText, start: int, end: int, *, is_expected: bool = False, has_expected: bool = False,
    is_registered: bool = False, is_from_elsewhere: bool = False,
) -> Whose:  # fmt: skip
    """By what stands around it: no supplier's name before it, no sentence of news text around it, no list of others that it stands in.

    A number that is the roster's (`is_expected`) is the site's own behind a supplier's name too: many footers are written so. So is
    the only one of its kind that leads to the right register (`is_registered`), unless it stands in brackets behind the name. Where
    the roster has no number (`has_expected`), nobody can tell whose the only one behind a supplier's name is, unless it was filed in
    another province (`is_from_elsewhere`).
    """
    line = reading.line(start, end)
    if _is_running_text(line.replace(reading.text[start:end], "", 1).strip()):
        return NEWS
    if is_expected:
        return OWN
    if _is_in_list_of_many(reading, start, end, line):
        return MANY
    if _is_friends(reading, start):
        return PARTNER
    if _is_suppliers(reading, start, end):
        whose = _of_supplier(reading, start, has_expected=has_expected, is_registered=is_registered)
        return ELSEWHERES_SUPPLIER if whose is PERHAPS_SUPPLIER and is_from_elsewhere else whose
    return OWN if is_registered else _below_heading(reading, start, line, has_expected=has_expected)


def _of_supplier(reading: ReadingText, start: int, *, has_expected: bool, is_registered: bool) -> Whose:
    before = reading.text[:start].rstrip()
    is_bracketed = before.endswith(("(", "[", "【"))
    if is_registered and not is_bracketed:
        return OWN
    return SUPPLIER if is_bracketed or has_expected or before.endswith(":") else PERHAPS_SUPPLIER


def _below_heading(reading: ReadingText, start: int, line: str, *, has_expected: bool) -> Whose:
    stands = standing(reading, start, line, _without_numbers(line)) if names_somebody(line) else "outside"
    if stands == "perhaps":
        return PARTNER if has_expected else PERHAPS_PARTNER
    return PARTNER if stands == "list" else OWN


def _is_friends(reading: ReadingText, start: int) -> bool:
    """`友情链接：某网` before it on its line; between the bars of a menu the words are one of its entries."""
    before = reading.text[max(0, start - _REACH) : start].rpartition("\n")[2]
    named = list(_PARTNER.finditer(before))
    return bool(named) and not SITE_SPEAKS.search(before[named[-1].end() :]) and bool(_NAME.search(before[named[-1].end() :]))


def _is_suppliers(reading: ReadingText, start: int, end: int) -> bool:
    """Whether a supplier is named before it on its line, and no word that speaks of the site itself stands in between."""
    before = reading.text[max(0, start - _REACH) : start].rpartition("\n")[2]
    named = list(_SUPPLIER.finditer(before))
    if not named:
        return False
    name = before[named[-1].end() :]
    is_office = bool(_OFFICE.search(_without_numbers(name))) and not _COMPANY.search(name)
    return not is_office and not _OWN_WORDS.search(name + reading.text[start:end])


def _is_running_text(words: str) -> bool:
    sentences, labels, news = (len(pattern.findall(words)) for pattern in (_SENTENCE, _FOOTER, _NEWS))
    if news >= 2 and sentences and len(words) > 30:
        return True
    if news and len(words) > 20 and labels < 2:
        return True
    return bool(sentences) and len(words) > 40 and labels < (3 if len(words) > _LONG_LINE else 1)


def _is_in_list_of_many(reading: ReadingText, start: int, end: int, line: str) -> bool:
    """One of at least three lines on end, or cells of a row, that name somebody beside another number each: a portal's departments."""
    find = next((find for find in (find_icp, find_public_security, find_site_code) if find(reading.text[start:end])), None)
    if find is None:
        return False
    between = r"[\n\t]" if len(find(line)) > 1 else r"\n"  # a row of several, or a line of its own
    left = max(match.end() for match in re.finditer(rf"^|{between}", reading.text[:start]))
    entry = re.split(between, reading.text[left:])[0]
    if _FOOTER.search(_without_numbers(entry)) or len(find(entry)) > 1:
        return False
    above = re.split(between, reading.text[max(0, left - _LIST_REACH) : left])[:-1][::-1]
    below = re.split(between, reading.text[left + len(entry) : left + len(entry) + _LIST_REACH])[1:]
    values = {_base(find(entry)[0].value)} if find(entry) else set()
    for entries in (above, below):
        for other in entries:
            numbers = find(other)
            if len(numbers) != 1 or not _NAME.search(_without_numbers(other)) or _FOOTER.search(_without_numbers(other)):
                break
            values.add(_base(numbers[0].value))
    return len(values) >= _MANY and bool(_NAME.search(_without_numbers(entry)))


def names_somebody(words: str) -> bool:
    """Whether more than numbers and their labels is said, as on the link to a partner; a footer that is one link speaks of the office."""
    return bool(_NAME.search(_without_numbers(words))) and not SITE_SPEAKS.search(words)


def _base(value: str) -> str:
    """A filing without its suffix: one office has many of these."""
    return value.partition("号")[0]


def _without_numbers(line: str) -> str:
    rest = line
    for found in (*find_icp(line), *find_public_security(line), *find_site_code(line)):
        rest = rest.replace(line[found.start : found.end], "")
    return _LABEL.sub("", rest)
