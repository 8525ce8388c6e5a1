"""`python -m setup [EXTRA…]`, run by the Makefile from the repository's folder."""

import sys
from pathlib import Path

from setup.browser import provide_browser
from setup.environment import lay_environment
from setup.words import SetupFault, say

ENVIRONMENT = Path(".venv")


def main(extras: list[str]) -> int:
    try:
        laid = lay_environment(ENVIRONMENT, extras)
        provided = provide_browser(ENVIRONMENT)
    except SetupFault as fault:
        say(str(fault))
        return 1
    say(f"ready: {ENVIRONMENT}/bin/checker" if laid or provided else "everything is in place")
    return 0


sys.exit(main(sys.argv[1:]))
