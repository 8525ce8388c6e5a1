"""The options that several commands share (CONTRACT.md, section 1), and how they become settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from checker.faults import UsageFault
from checker.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

archive_option = click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The archive (default screenshots/).")


def _read_fields(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str] | None:
    """NAME=VALUE, as often as there are fields; None where there is none, so that the setting holds."""
    pairs = [each.partition("=") for each in given]
    for name, equals, _value in pairs:
        if not equals or not name.strip().isidentifier():
            raise click.BadParameter(f"{name!r} is not NAME=VALUE with the name of a field, such as 文号=绵经信函〔2026〕9号.")
    return {name.strip(): value for name, _, value in pairs} or None


error_reports_option = click.option(
    "--error-reports", type=click.Path(path_type=Path), metavar="FILE", help="An export of 我为政府网站找错, recorded when the run closes."
)
canaries_option = click.option(
    "--canaries",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A roster whose column `canary` tells known verdicts; wrong: status 3.",
)


class _Jobs(click.IntRange):
    """A number of sites, or `auto`."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        return value if value == "auto" else super().convert(value, parameter, context)


jobs_option = click.option(
    "--jobs", type=_Jobs(1, 64), metavar="N|auto", help="Sites in flight at once (default 4); auto: as many as the machine can bear."
)
timings_option = click.option("--timings", is_flag=True, help="Print where the run's time went; with --jobs 1 its CPU too, by phase.")
engine_option = click.option("--engine", metavar="URL", help="Visit on the workers of a Dask scheduler, dask://HOST:8786, not here.")
NETWORK_OPTIONS = (
    click.option("--proxy", metavar="URL", help="HTTP proxy for everything that is fetched; it alone resolves names."),
    click.option("--trust-ca", type=click.Path(path_type=Path), metavar="FILE", help="An additional certificate authority (PEM)."),
    click.option("--allow-private", is_flag=True, default=None, help="Permit loopback and private addresses."),
)
NOTICE_OPTIONS = (
    click.option("--against", metavar="RUN", help="An older run, with which the reports compare this one."),
    click.option("--notice-template", type=click.Path(path_type=Path), metavar="FILE", help="A Word template of your own for the notice."),
    click.option(
        "--notice-field",
        "notice_fields",
        multiple=True,
        callback=_read_fields,
        metavar="NAME=VALUE",
        help="What the notice says in a field.",
    ),
)
OPTIONS = (
    archive_option,
    click.option("--run-id", metavar="NAME", help="The run folder's name (default: UTC start time)."),
    click.option(
        "--edition",
        metavar="ID|FILE",
        help="The rule edition (default: the national one in force on the as-of day; a sample city has its own).",
    ),
    click.option("--include-unverified", is_flag=True, default=None, help="Let rules and points decide that nobody found in print."),
    click.option("--as-of", metavar="YYYY-MM-DD", help="The day on which freshness is judged (default: today, Asia/Shanghai)."),
    click.option("--words", type=click.Path(path_type=Path), metavar="FILE", help="The office's own word list, to be looked for."),
    click.option("--scenarios", type=click.Path(path_type=Path), metavar="DIR", help="Where per-site scripts are (default scenarios/)."),
    *NETWORK_OPTIONS,
    jobs_option,
    click.option("--resume", is_flag=True, help="Go on with a run that was interrupted."),
    click.option("--verbose", is_flag=True, help="More lines in the log."),
    *NOTICE_OPTIONS,
)


def run_options(command: Command) -> Command:
    """Puts the shared options on a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def network_options(command: Command) -> Command:
    """Puts the options of the network on a command that asks others and visits nobody."""
    for option in reversed(NETWORK_OPTIONS):
        command = option(command)
    return command


def notice_options(command: Command) -> Command:
    """Puts the options of the notice on a command that writes reports again."""
    for option in reversed(NOTICE_OPTIONS):
        command = option(command)
    return command


def settings_from(given: dict[str, Any]) -> Settings:
    """Options win over the environment, the environment over checker.toml; raises UsageFault where one of them is wrong."""
    known = {name: value for name, value in given.items() if name in Settings.model_fields and value is not None}
    try:
        return Settings(**known)
    except ValidationError as trouble:
        first = trouble.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise UsageFault(f"The setting `{name}` is wrong: {first['msg']}. See docs/settings.md.") from trouble
    except ValueError as trouble:
        raise UsageFault(f"The settings in checker.toml or CHECKER_… cannot be read: {trouble}.") from trouble
    except OSError as trouble:
        raise UsageFault(f"checker.toml cannot be read: {trouble.strerror}.") from trouble
