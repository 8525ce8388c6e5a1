"""How our HTML is made: everything that comes from a page is escaped for the parser and calmed for the eye."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from checker.reports.hostile_text import calm_output, clickable
from checker.reports.moments import beijing, day
from checker.reports.words import source_words


def make_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("checker.reports"),
        autoescape=True,
        finalize=calm_output,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(clickable=clickable, beijing=beijing, day=day, source_words=source_words)
    return environment


def template_part(name: str) -> str:
    """A style sheet or script of ours as it stands."""
    return files("checker.reports").joinpath("templates", name).read_text("utf-8")
