"""Our exceptions: what went wrong, where, and what to do, in one sentence each.

CheckerFault                 anything of ours that ends a command; knows the exit status (CONTRACT.md)
├── UsageFault       (2)     the person can mend it: a roster, an edition, an option
│   ├── RosterFault
│   ├── EditionFault
│   └── ScenarioFault
└── RunFault         (3)     the run cannot be complete: no browser, a full disk, a failed canary
    ├── BrowserFault
    ├── ArchiveFault
    └── CanaryFault
        └── NightCanaryFault

A site's trouble is never an exception: it is data (`Reach`).
"""


class CheckerFault(Exception):
    """Ends the command with `status`; its text is shown as it stands."""

    status = 3


class UsageFault(CheckerFault):
    status = 2


class RosterFault(UsageFault):
    """The roster cannot be read, or no row of it can be used."""


class EditionFault(UsageFault):
    """There is no such rule edition, or its file is wrong."""


class ScenarioFault(UsageFault):
    """A site's script cannot be used; the text names its file."""


class RunFault(CheckerFault):
    status = 3


class BrowserFault(RunFault):
    """No Chromium, or one that does not start."""


class ArchiveFault(RunFault):
    """The archive cannot be written or read."""


class CanaryFault(RunFault):
    """The checker's own page did not give its known answer, so nothing else can be believed."""


class NightCanaryFault(CanaryFault):
    """A site of the roster whose verdict is known was judged otherwise."""
