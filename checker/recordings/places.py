"""Where recordings stand beside the scripts, and where tests leave what they saw."""

import re
from pathlib import Path

RECORDINGS = "recordings"  # within the folder of scripts
RESULTS = Path("test-results/scenarios")


def name_folder(host: str) -> str:
    """Of a host as a script names it, with its port behind an underscore."""
    return re.sub(r"[^a-z0-9._-]", "-", host.lower().replace(":", "_"))


def recording_of(scenarios: Path, host: str) -> Path:
    return scenarios / RECORDINGS / name_folder(host)


def results_of(host: str) -> Path:
    return RESULTS / name_folder(host)
