"""The office's own word list as people save it: one word a line, in UTF-8 or GB18030; a wrong line is named with its number."""

import hashlib
import re
from pathlib import Path

from checker.evidence.names import shown
from checker.faults import UsageFault
from checker.locating.words import plain
from checker.records.word_list import ListedWord, WordList
from checker.roster.text_files import likely_encodings, with_plain_line_ends

_LARGEST = 10 << 20  # bytes
_MOST = 50_000  # words
_LONGEST = 50  # characters of one word
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_EXCEPT = re.compile("[!！]")
_COMMA = re.compile("[,，、]")


def read_word_list(path: Path) -> WordList:
    """`错词`, `错词<TAB>正确写法`, `错词!例外1,例外2`; lines that begin with # are remarks.

    Raises UsageFault with file, line and reason.
    """
    data = _read(path)
    words: list[ListedWord] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(_decode(data, path).split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            entry = read_line(line)
            key = plain(entry.word)
            if key in lines:
                raise ValueError(f"{entry.word!r} stands in line {lines[key]} already")
        except ValueError as wrong:
            raise UsageFault(f"The word list {shown(str(path))}, line {number}: {wrong}.") from wrong
        lines[key] = number
        words.append(entry)
    if not words:
        raise UsageFault(f"The word list {shown(str(path))} has no word in it: write one a line, or leave --words out.")
    if len(words) > _MOST:
        raise UsageFault(f"The word list {shown(str(path))} has {len(words)} words; {_MOST} are the most.")
    return WordList(file=path.name, sha256=hashlib.sha256(data).hexdigest(), words=tuple(words))


def read_line(line: str) -> ListedWord:
    """Raises ValueError with the reason."""
    if _NO_TEXT.search(line):
        raise ValueError("it holds control characters, which no text has: save the list as plain text")
    left, *others = [cell.strip() for cell in line.split("\t")]
    told = [cell for cell in others if cell]
    if len(told) > 1:
        raise ValueError("it has more than two columns; write the word, a TAB, and what it should be")
    word, *behind = [part.strip() for part in _EXCEPT.split(left, maxsplit=1)]
    exceptions = tuple(each for part in behind for name in _COMMA.split(part) if (each := name.strip()))
    instead = told[0] if told else None
    _refuse_wrong(word, instead, exceptions, has_mark=bool(behind))
    return ListedWord(word=word, instead=instead, exceptions=exceptions)


def _refuse_wrong(word: str, instead: str | None, exceptions: tuple[str, ...], *, has_mark: bool) -> None:
    key = plain(word)
    if not key:
        raise ValueError("there is no word before the TAB or the exceptions")
    if len(key) > _LONGEST:
        raise ValueError(f"it is {len(key)} characters long; one word a line, of {_LONGEST} at the most")
    if instead is not None and plain(instead) == key:
        raise ValueError(f"{word!r} is what it should be")
    if has_mark and not exceptions:
        raise ValueError("behind the exclamation mark stand no exceptions")
    for each in exceptions:
        if key not in plain(each) or plain(each) == key:
            raise ValueError(f"the exception {each!r} is no longer word that holds {word!r}")


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise UsageFault(f"--words {shown(str(path))} is a folder: name the file in it.")
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as trouble:
        raise UsageFault(f"--words {shown(str(path))} cannot be read: {getattr(trouble, 'strerror', None) or trouble}.") from trouble
    if len(data) > _LARGEST:
        raise UsageFault(f"The word list {shown(str(path))} is larger than {_LARGEST >> 20} MB: that is no list of words.")
    return data


def _decode(data: bytes, path: Path) -> str:
    candidates, data = likely_encodings(data)
    furthest = 0
    for encoding in candidates:
        try:
            return with_plain_line_ends(data.decode(encoding))
        except UnicodeDecodeError as wrong:
            furthest = max(furthest, wrong.start)
    line = data.count(b"\n", 0, furthest) + 1
    raise UsageFault(f"The word list {shown(str(path))}, line {line}: this is neither UTF-8 nor GB18030; save the list as UTF-8.")
