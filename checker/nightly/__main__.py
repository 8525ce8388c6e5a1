"""`python -m checker.nightly STEP`, run by the Makefile; the night itself is told in the environment (`checker.nightly.night`)."""

import os
import sys
from importlib import import_module

from checker.nightly.night import NightError, plan, read_night

STEPS = {  # by name, and read on demand: `issues` runs where nothing is installed
    "restore-visits": "sites.restore_visits",
    "restore": "sites.restore",
    "canary": "sites.canary",
    "shard": "sites.shard",
    "merge": "sites.merge",
    "keep": "sites.keep",
    "tell": "telling.tell",
    "issues": "issues.tell_in_issues",
    "probe": "sites.probe",
    "keep-visits": "sites.keep_visits",
}


def main(words: list[str]) -> int:
    step = words[0] if len(words) == 1 else ""
    try:
        if step == "plan":
            return plan(os.environ)
        if step in STEPS:
            module, _, name = STEPS[step].partition(".")
            status: int = getattr(import_module(f"checker.nightly.{module}"), name)(read_night(os.environ))
            return status
    except NightError as fault:
        print(f"nightly: {fault}", file=sys.stderr)  # noqa: T201 - the program's own voice
        return fault.status
    print(f"nightly: STEP is one of plan, {', '.join(STEPS)}.", file=sys.stderr)  # noqa: T201 - as above
    return 2


sys.exit(main(sys.argv[1:]))
