"""The front door: `checker COMMAND`. Data goes to stdout, everything else to stderr; exit statuses as in CONTRACT.md."""

import io
import sys
import traceback

import click

from checker import __version__
from checker.commands.on_demand import CommandsOnDemand
from checker.faults import CheckerFault
from checker.running.interruption import heed_orders_to_end

COMMANDS = {
    "demo": "visiting.demo",
    "run": "visiting.run",
    "inspect": "visiting.inspect",
    "merge": "merging.merge",
    "judge": "judging.judge",
    "report": "reporting.report",
    "verify": "verifying.verify_run",
    "dossier": "dossier.dossier",
    "review": "review.review",
    "recheck": "recheck.recheck",
    "error-reports": "error_reports.error_reports",
    "scenario": "scenario.scenario",
    "probe": "probing.probe",
    "keys": "keys.keys",
    "stamp": "stamp.stamp",
    "notice-template": "notice.notice_template",
    "page-archive": "page_archive.page_archive",
    "archive": "archive.archive",
    "editions": "editions.editions",
    "doctor": "machine.doctor",
}


@click.group(cls=CommandsOnDemand, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="checker")
def cli() -> None:
    """Checks government websites in real Chromium, and keeps the proof."""


def main() -> None:
    """Runs a command and ends with its exit status; what went wrong is one sentence on stderr."""
    heed_orders_to_end()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese letters still gets every line
    try:
        sys.exit(cli(standalone_mode=False))
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except CheckerFault as fault:
        _say(str(fault))
        sys.exit(fault.status)
    except (KeyboardInterrupt, click.Abort):
        _say("Interrupted. Where a run had begun, the same command with --resume goes on with it.")
        sys.exit(3)
    except Exception:  # noqa: BLE001 - the last door: told in full, and with a status that no verdict has
        traceback.print_exc()
        _say(f"This is a fault of the checker itself (version {__version__}), not of a site or of yours: please report the lines above.")
        sys.exit(3)


def _say(sentence: str) -> None:
    click.echo(f"checker: {''.join(c if c.isprintable() or c == chr(10) else repr(c)[1:-1] for c in sentence)}", err=True)
