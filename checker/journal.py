"""Structured logs on stderr, one context for each site."""

import logging
import sys

import structlog


def open_journal(*, verbose: bool = False) -> None:
    """Sends logs to stderr: aligned for a terminal, one `key=value` line each otherwise. Control characters are escaped."""
    terminal = sys.stderr.isatty()
    renderer = (
        structlog.dev.ConsoleRenderer(colors=True)
        if terminal
        else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _escape_control_characters,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.INFO),
        # asked anew for each line: while a live display stands, stderr is the display's own, which keeps lines above itself
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _escape_control_characters(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    # a page's title or address must not be able to steer the terminal
    return {key: _plain(value) if isinstance(value, str) else value for key, value in event.items()}


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\n\t" else repr(c)[1:-1] for c in text)
