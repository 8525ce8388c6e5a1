"""JSON objects as the files of a run hold them: one to a line, or one to a file."""

import json
from typing import Any


def read_object(line: bytes) -> dict[str, Any] | None:
    """The JSON object on `line`, or None where none stands there."""
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):  # not JSON, not UTF-8, or nested beyond sense
        return None
    return content if isinstance(content, dict) else None


def write_object(content: dict[str, Any]) -> bytes:
    """`content` as one line of JSON without its line feed."""
    return _encode(json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def json_page(content: dict[str, Any]) -> bytes:
    """`content` as a JSON file that a person can read too."""
    return _encode(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")  # half a surrogate pair of a page becomes \udXXX, which is JSON too
