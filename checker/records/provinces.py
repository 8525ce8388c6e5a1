"""Where a filing was made, and where a site belongs: an office files where it sits, and the number begins with that province."""

from checker.records.numbers import PROVINCES

# the first two digits of a county's code (GB/T 2260), with the characters that filings there begin with
_CHARACTERS = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪", "32": "苏", "33": "浙",
    "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫郑", "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝",
    "51": "川蜀", "52": "贵黔", "53": "云滇", "54": "藏", "61": "陕秦", "62": "甘陇", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip


def is_from_elsewhere(number: str, site_code: str | None) -> bool:
    """Whether a filing's number (normal form) begins with another province's character than the site's code says.

    False where the code says no province (a ministry's, a placeholder, none at all), or the number has none.
    """
    own = _CHARACTERS.get((site_code or "")[:2])
    return own is not None and number[:1] in PROVINCES and number[:1] not in own
