"""Whether this machine can draw Chinese: without a font every character is the same empty box, and every proof worthless."""

import shutil
import subprocess

from checker.faults import BrowserFault

_REMEDY = "Install one (Debian: apt-get install fonts-noto-cjk) or run `make setup`."


def require_chinese_font() -> None:
    """Raises BrowserFault where fontconfig knows no font for Chinese. A machine without fontconfig has fonts of its own and is believed."""
    lister = shutil.which("fc-list")
    if lister is None:
        return
    found = subprocess.run([lister, ":lang=zh-cn", "family"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - fixed words
    if found.returncode == 0 and not found.stdout.strip():
        raise BrowserFault(f"No Chinese font is installed: pages could not be read on their pictures. {_REMEDY}")
