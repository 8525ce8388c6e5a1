"""What comes from pages is hostile: made harmless for the eye here (jinja2's autoescape does it for the parser)."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from markupsafe import Markup

LONGEST = 1000  # characters of any one text from a page; the observation keeps all of it

# Controls, direction changes, invisible separators, tags and lone surrogates: they could turn a line round or hide a part of it.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_LINK = re.compile(r"https?://[^\s\\\"'<>`]+", re.IGNORECASE)


def calm(text: str) -> str:
    """`text` with every invisible or direction-changing character written out as ⟨U+202E⟩, marks on letters capped, length capped."""
    return harmless(text if len(text) <= LONGEST else f"{text[:LONGEST]}…（共{len(text)}字）")


def harmless(text: str) -> str:
    """As `calm`, of whatever length: for words of ours in which texts from pages stand."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", _fewer_marks(text))


def one_line(text: str) -> str:
    """`text` harmless, with every run of spaces, tabs and line ends as one space; full-width spaces stay, they are typography."""
    return re.sub("[ \t\n]+", " ", harmless(text)).strip(" ")


def brief(text: str, most: int) -> str:
    """The beginning of a text that is longer than `most` characters, on one line."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[:most]}…"


def calm_output(value: object) -> object:
    """What the templates put out passes here; what is markup already was made by a template."""
    return calm(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def clickable(address: str | None) -> str | None:
    """`address` where a click on it can only open a web page: http or https, with a host, nothing invisible; else None."""
    if not address or len(address) > LONGEST or _UNSEEN.search(address) or not _LINK.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    return address if parts.hostname else None


def path_reference(file: str) -> str:
    """The reference from `report/` to `file` of the run folder, which is a relative path with forward slashes."""
    return "../" + quote(file)


def _fewer_marks(text: str) -> str:
    """At most three combining marks in a row: more would tower over the lines around."""
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= 3:
            kept.append(character)
    return "".join(kept)
