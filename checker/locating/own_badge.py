"""A number that is not the site's own badge is none: in running text, of a supplier, in a list of partners."""

import re

from checker.locating.reading_text import ReadingText

_REACH = 24  # characters before a number in which a supplier's name would stand
_SUPPLIER = re.compile(r"(?:技术支持|技术支撑|网站建设|网站制作|设计制作|开发单位|承建单位|运维单位|建站|友情链接|合作伙伴)[^\n]{0,24}$")
_LONG_LINE = 160  # characters: a footer's line seldom has more, running text often has
_SENTENCE = re.compile(r"[。；！？]")
_NEWS = re.compile(r"近日|日前|记者|据悉|获悉|通报|查处|处罚|责令|案例|举报人|根据|依法")
_FOOTER = re.compile(r"(?:主办|承办|地址|电话|邮编|标识码|备案号|网安备|传真|联系)[^。:]{,8}:|版权所有|Copyright|All Rights", re.IGNORECASE)


def is_own_number(reading: ReadingText, start: int, end: int) -> bool:
    """By what stands around it: not behind a supplier's name on the same line, and not within a sentence of news text."""
    before = reading.text[max(0, start - _REACH) : start]
    if _SUPPLIER.search(before):
        return False
    line = reading.line(start, end)
    words = (line[: line.find(reading.text[start:end])] + line[line.find(reading.text[start:end]) + end - start :]).strip()
    sentences, labels = len(_SENTENCE.findall(words)), len(_FOOTER.findall(words))
    if _NEWS.search(words) and len(words) > 20 and labels < 2:
        return False
    return not (sentences and len(words) > 40 and labels < (3 if len(words) > _LONG_LINE else 1))
