"""A command's code is loaded when the command is called: who judges a kept run does not wait for the browser's library or for Word."""

import gc
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

import click


class CommandsOnDemand(click.Group):
    """A group whose commands stand as `file.function` of this folder, in the order in which the help tells them."""

    def __init__(self, *, places: Mapping[str, str], **given: Any) -> None:
        super().__init__(**given)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self._places, *(name for name in self.commands if name not in self._places)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded at its first call; null for a name that is none."""
        if cmd_name not in self.commands and cmd_name in self._places:
            file, _, function = self._places[cmd_name].partition(".")
            command = getattr(_load(f"{__package__}.{file}"), function)
            assert isinstance(command, click.Command) and command.name == cmd_name, cmd_name
            self.add_command(command)
        return self.commands.get(cmd_name)

    def all_commands(self) -> dict[str, click.Command]:
        """Every command, loaded, by its name."""
        loaded = {name: self.get_command(click.Context(self), name) for name in self.list_commands(click.Context(self))}
        return {name: command for name, command in loaded.items() if command is not None}


def _load(name: str) -> ModuleType:
    """Modules stay to the end: nothing of them is looked through for what could be thrown away, neither now nor ever again."""
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.freeze()
        gc.enable()
