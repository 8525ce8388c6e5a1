"""The files of this repository, as git knows them or would take them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked or would be, as paths from the root, without those that are deleted in the working tree."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(Path(name) for name in set(listed.split("\0")) if name and (ROOT / name).is_file()))


def python_files(*folders: str) -> list[Path]:
    """Our Python below `folders` (default: everywhere)."""
    return [path for path in files() if path.suffix == ".py" and (not folders or path.parts[0] in folders)]


def text(path: Path | str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def texts() -> list[tuple[Path, str]]:
    """Every file that is text in UTF-8, with its text."""
    found = []
    for path in files():
        try:
            found.append((path, text(path)))
        except UnicodeDecodeError:
            continue  # a picture, or a sample page in GB18030
    return found
