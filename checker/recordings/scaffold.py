"""The first lines of a new script: opens and looks, as the plain visit does, and says where to go on."""

import re
from pathlib import Path

from checker.faults import UsageFault

_SCRIPT = '''"""{title}: say here in a line what this site needs a hand for.

The steps are explained in docs/scenarios.md, for instance:
    await steps.close_if_seen("text=关闭", within=8)
    await steps.follow("text=进入首页")
"""

from checker.scenario import Steps, scenario


@scenario("{host}")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.look()
'''


def name_script(host: str) -> str:
    """`rsj_my_gov_cn.py` for `rsj.my.gov.cn`."""
    plain = re.sub(r"[^a-z0-9]+", "_", host.lower()).strip("_")
    return f"{plain if plain[:1].isalpha() else f'site_{plain}'}.py"


def write_new_script(folder: Path, host: str, name: str | None) -> Path:
    """Writes it and gives its path; `name` is the site's own, as the roster has it. Raises UsageFault for a file that is there."""
    title = re.sub(r'["\\\n\r]', "", name) if name else host
    file = folder / name_script(host)
    if file.exists():
        raise UsageFault(f"{file} is there already, and is for another host than {host}: rename it.")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(_SCRIPT.format(title=title, host=host), encoding="utf-8")
    return file
