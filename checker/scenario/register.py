"""The register: which script belongs to which host. A folder of scripts is read once, each file by its path."""

import ast
import hashlib
import inspect
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from checker.faults import ScenarioFault
from checker.scenario.declaring import Scenario, collecting
from checker.scenario.endless import Endless, Watch
from checker.scenario.step_log import AfterStep

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Scripts:
    """By host, with its port where it is not the scheme's own. `folder` as it was given."""

    folder: str = ""
    by_host: Mapping[str, Scenario] = field(default_factory=dict)
    after_step: AfterStep | None = None  # told each step of a script when it is over

    def of(self, address: str) -> Scenario | None:
        """The script for a site's address."""
        return self.by_host.get(host_in(address))

    @property
    def all(self) -> list[Scenario]:
        """Each once, in the order of their files."""
        return list({id(script): script for script in self.by_host.values()}.values())

    def describe(self) -> list[dict[str, Any]]:
        """For run.json."""
        return [{"file": script.file, "hosts": list(script.hosts), "sha256": script.sha256} for script in self.all]


NO_SCRIPTS = Scripts()


def host_in(address: str) -> str:
    """As a script names it: `rsj.my.gov.cn`, `127.0.0.1:8080`."""
    parts = urlsplit(address)
    own = parts.port is None or parts.port == _PORTS.get(parts.scheme)
    return f"{parts.hostname or ''}{'' if own else f':{parts.port}'}"


def script_files(folder: Path) -> list[Path]:
    """The scripts of a folder; what begins with `_` or `test_` is none."""
    return sorted(path for path in folder.glob("*.py") if not path.name.startswith(("_", "test_")))


def read_scripts(folder: Path) -> Scripts:
    """Raises ScenarioFault, with the file's name, for a script that cannot be used, and for two of one host."""
    by_host: dict[str, Scenario] = {}
    for path in script_files(folder):
        for script in read_script(path):
            for host in script.hosts:
                if host in by_host:
                    first = by_host[host].file
                    which = f"{path} names it twice" if first == script.file else f"{folder / Path(first).name} and {path} are both for it"
                    raise ScenarioFault(f"The host {host} may have one script: {which}. Put them together in one file.")
                by_host[host] = script
    return Scripts(str(folder), by_host)


def read_script(path: Path) -> list[Scenario]:
    """What one file declares. Raises ScenarioFault."""
    try:
        data = path.read_bytes()
        tree = ast.parse(data, str(path))
    except OSError as trouble:
        raise ScenarioFault(f"The script {path} cannot be read: {trouble.strerror}.") from trouble
    except (SyntaxError, ValueError) as trouble:
        line = f", line {trouble.lineno}" if isinstance(trouble, SyntaxError) and trouble.lineno else ""
        message = trouble.msg if isinstance(trouble, SyntaxError) else str(trouble)
        raise ScenarioFault(f"The script {path}{line} is no Python: {message}.") from trouble
    for number, name in foreign_imports(tree):
        raise ScenarioFault(
            f"The script {path}, line {number}, imports {name}: of the checker a script may import `checker.scenario` alone."
        )
    with collecting() as found:
        _run(path, tree)
    if not found:
        raise ScenarioFault(f"The script {path} names no host: it wants a @scenario('…') over its function. See docs/scenarios.md.")
    for script in found:
        if script.steer is None and not script.columns:
            raise ScenarioFault(
                f"The script {path} does nothing for {script.hosts[0]}: it has neither a function under scenario() nor columns."
            )
        if script.steer is not None and not inspect.iscoroutinefunction(script.steer):
            code = getattr(script.steer, "__code__", None)
            line = f", line {code.co_firstlineno}," if code is not None else ""
            raise ScenarioFault(
                f"The script {path}{line} cannot be used: what stands under scenario() wants to be `async def`, for every step is awaited."
            )
        script.file, script.path = f"{path.resolve().parent.name}/{path.name}", str(path)
        script.sha256 = hashlib.sha256(data).hexdigest()
    return found


def foreign_imports(tree: ast.AST) -> list[tuple[int, str]]:
    """Lines and names of what a script may not import: any room of ours but the one that is made for it."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"checker.{alias.name}" for alias in node.names] if node.module == "checker" else [node.module or "."]
            found += [(node.lineno, name) for name in names]
    return [(line, name) for line, name in found if name.split(".")[0] == "checker" and name != "checker.scenario"]


def _run(path: Path, tree: ast.Module) -> None:
    """As a module of its own, made of the bytes that were hashed: no compiled copy from another day stands between."""
    name = f"checker_script_{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        with Watch(str(path)):
            exec(compile(tree, str(path), "exec"), module.__dict__)  # noqa: S102 - an office's own script, in a folder that it names
    except (Exception, Endless) as bug:
        lines = [frame.lineno for frame in traceback.extract_tb(bug.__traceback__) if frame.filename == str(path)]
        if isinstance(bug, SyntaxError):  # `await` outside an `async def`, which is told only when the whole is compiled
            lines.append(bug.lineno)
        where = f"{path}, line {lines[-1]}," if lines else f"{path}"
        raise ScenarioFault(f"The script {where} cannot be used: {type(bug).__name__}: {bug}.") from bug
