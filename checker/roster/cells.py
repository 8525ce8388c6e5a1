"""The text of a cell without what office programs leave around it: invisible characters, full-width letters, placeholders."""

import re
import unicodedata

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_QUOTED_FOR_EXCEL = re.compile(r'="(.*)"')
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_SCIENTIFIC_WHOLE = re.compile(r"(\d)\.(\d{9})0*e\+?0*9", re.IGNORECASE)
_LONGEST_ECHO = 300
_NOTHING = frozenset(("无", "暂无", "没有", "未填", "待定", "待备案", "/", "\\", "-", "--", "n/a", "#n/a", "na", "none", "null", "nil"))


def clean_text(raw: str) -> str:
    """One line of visible text: no invisible characters, single spaces, none at the ends, exporters' `="…"` undone."""
    visible = raw if raw.isprintable() else "".join(_visible(char) for char in raw)
    text = " ".join(visible.split())
    quoted = _QUOTED_FOR_EXCEL.fullmatch(text)
    return " ".join(quoted[1].split()) if quoted else text


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as ASCII; everything else stays."""
    return text.translate(_HALF_WIDTH)


def fold_word(text: str) -> str:
    """Letters and digits alone, half-width and lower case, so that words compare whatever stands around them."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def says_nothing(text: str) -> bool:
    """True for an empty cell and for what people write to say that there is nothing (无, /, —, N/A)."""
    folded = re.sub("[‐‑‒–—―−─]", "-", unicodedata.normalize("NFKC", text)).casefold().strip()
    return not folded or folded in _NOTHING


def restore_digits(text: str) -> str:
    """Digits that a spreadsheet turned into a number and back: 5107000012.0, 5.107000012E+09, '5107000012.

    A number of which digits were lost (5.107E+09) stays as it is, and is refused later.
    """
    bare = half_width(text).strip().removeprefix("'")
    whole = _WHOLE_NUMBER.fullmatch(bare)
    if whole:
        return whole[1]
    scientific = _SCIENTIFIC_WHOLE.fullmatch(bare)
    return scientific[1] + scientific[2] if scientific else bare


def blot_passwords(text: str) -> str:
    """The text as it may be shown: whatever stands before an @ is gone, and it is never endless."""
    shown = re.sub(r"[^\s|]*[@＠]", "***@", text)
    return shown if len(shown) <= _LONGEST_ECHO else shown[: _LONGEST_ECHO - 1] + "…"


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category == "Cs":  # half of a character, as a command line in another encoding gives it
        return "\ufffd"
    return " " if category == "Cc" else char
