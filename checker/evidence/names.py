"""Which names a run, a site or an artefact may have, so that no name leads out of the archive or is lost on another machine."""

import re
import unicodedata

from checker.faults import UsageFault

_ALLOWED = re.compile(r"[\w-][\w.-]*")
_LONGEST = 200  # bytes: file systems stop at 255, and temporary names are longer than what they stand for
# Offices copy run folders to Windows machines, where these names are devices whatever follows the dot
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_OF_THE_ARCHIVE = {"blobs", "visits", "index.sqlite"}
_OF_THE_SITE = re.compile(r"log\.jsonl|again|interrupted-\d+", re.IGNORECASE)


def check_run_id(run_id: str) -> str:
    """Gives `run_id` back, or raises UsageFault where no run folder can be called that."""
    _check(run_id, "run id")
    if run_id.lower() in _OF_THE_ARCHIVE:
        raise UsageFault(f"The run id {run_id!r} is the archive's own folder: choose another name with --run-id.")
    return run_id


def check_key(key: str) -> str:
    """Gives `key` back, or raises UsageFault where no site folder can be called that."""
    return _check(key, "site key")


def check_artefact(name: str) -> str:
    """Gives `name` back, or raises UsageFault; `/` may stand in it, `log.jsonl`, `again/` and `interrupted-N/` are taken."""
    parts = name.split("/")
    for part in parts:
        _check(part, "artefact name")
        if not part.isascii():
            raise UsageFault(f"The artefact name {name!r} has letters outside ASCII: name it by a key or a number.")
    if _OF_THE_SITE.fullmatch(parts[0]):
        raise UsageFault(f"The artefact name {name!r} is taken by the site folder itself: choose another.")
    return name


def shown(name: str) -> str:
    """A file's name as text that is safe to print, whatever bytes or control characters stand in it."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def misread(name: str) -> str | None:
    """The name that a program which unpacks archives read in a code page of its own, where `name` looks like that."""
    for page in ("cp437", "gbk"):
        try:
            read = name.encode(page).decode("utf-8")
        except UnicodeError:
            continue
        if read != name:
            return read
    return None


def _check(name: str, noun: str) -> str:
    fault = None
    if not _ALLOWED.fullmatch(name) or name.endswith("."):
        fault = "may have letters, digits, '-', '_' and '.' only, and neither begins nor ends with '.'"
    elif len(name.encode()) > _LONGEST:
        fault = f"is longer than {_LONGEST} bytes"
    elif name != unicodedata.normalize("NFC", name):
        fault = "is written with combining characters, which other machines write otherwise"
    elif name.partition(".")[0].lower() in _DEVICES:
        fault = "is the name of a device on Windows"
    if fault:
        raise UsageFault(f"The {noun} {shown(name)!r} cannot be a folder or file name: it {fault}.")
    return name
