"""How set-up speaks: one line to the person at the terminal, and one exception that ends it with a sentence."""

import sys


class SetupFault(Exception):
    """Set-up cannot go on; its text says what, where, and what to do."""


def say(sentence: str) -> None:
    """To stderr, as all diagnostics, so that what `make demo` prints stays the checker's."""
    sys.stderr.write(f"setup: {sentence}\n")
    sys.stderr.flush()
