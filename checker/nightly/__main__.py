"""`python -m checker.nightly STEP`, run by the Makefile; the night itself is told in the environment (`checker.nightly.night`)."""

import os
import sys

from checker.nightly import sites, telling
from checker.nightly.issues import follow_changes
from checker.nightly.night import WordsMissingError, plan, read_night

STEPS = {
    "restore-visits": sites.restore_visits,
    "restore": sites.restore,
    "canary": sites.canary,
    "shard": sites.shard,
    "merge": sites.merge,
    "keep": sites.keep,
    "tell": telling.tell,
    "issues": follow_changes,
    "keep-visits": sites.keep_visits,
}


def main(words: list[str]) -> int:
    step = words[0] if len(words) == 1 else ""
    try:
        if step == "plan":
            return plan(os.environ)
        if step in STEPS:
            return STEPS[step](read_night(os.environ))
    except WordsMissingError as fault:
        print(f"nightly: {fault}", file=sys.stderr)  # noqa: T201 - the program's own voice
        return 2
    print(f"nightly: STEP is one of plan, {', '.join(STEPS)}.", file=sys.stderr)  # noqa: T201 - as above
    return 2


sys.exit(main(sys.argv[1:]))
