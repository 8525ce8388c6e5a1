"""Where a run's time went, as a table on the terminal (`--timings`)."""

from rich.table import Table
from rich.text import Text

from checker.running.terminal import OutputConsole
from checker.timings import PHASES, REST, Spent, Timings


def print_timings(timings: Timings | None) -> None:
    """Two tables: the stages of the run, one after the other, and the phases of its visits, added up over all of them."""
    console = OutputConsole()
    if timings is None:
        console.print("The run was complete already: nothing was visited, and nothing was timed.")
        return
    console.print(_stages(timings))
    if timings.counted:
        console.print(_phases(timings))


def _stages(timings: Timings) -> Table:
    table = _table("stage of the run", "seconds", "CPU-seconds")
    for name, spent in timings.stages.items():
        table.add_row(Text(name), *_cells(spent))
    cpus = [spent.cpu for spent in timings.stages.values()]
    whole = Spent(sum(spent.seconds for spent in timings.stages.values()), None if None in cpus else sum(cpu or 0.0 for cpu in cpus))
    table.add_row(Text("all"), *_cells(whole))
    return table


def _phases(timings: Timings) -> Table:
    """A row a phase: seconds of all first looks together, of one of them, and of all second looks; CPU where it was measured."""
    has_cpu = any(spent.cpu is not None for phases in timings.visits.values() for spent in phases.values())
    looks = sorted(timings.counted)
    heads = [head for look in looks for head in (_NAMES[look], "each", *(["CPU-seconds"] if has_cpu else []))]
    table = _table("phase of the visits", *heads)
    for name in (*PHASES, REST):
        if any(name in timings.visits[look] for look in looks):
            table.add_row(
                Text(name), *(cell for look in looks for cell in _of_look(timings, look, timings.visits[look].get(name), has_cpu))
            )
    table.add_row(Text("all"), *(cell for look in looks for cell in _of_look(timings, look, timings.counted[look], has_cpu)))
    return table


_NAMES = {1: "first looks", 2: "second looks"}


def _of_look(timings: Timings, look: int, spent: Spent | None, has_cpu: bool) -> list[str]:
    own = spent or Spent()
    seconds, cpu = _cells(own)
    return [seconds, f"{own.seconds / timings.counted[look].times:.2f}", *([cpu] if has_cpu else [])]


def _cells(spent: Spent) -> tuple[str, str]:
    return f"{spent.seconds:.2f}", "-" if spent.cpu is None else f"{spent.cpu:.2f}"


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right")
    return table
