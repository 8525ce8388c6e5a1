"""An office reads a dossier in Chinese: every setting, and every option of what visits sites, has its name there."""

from checker.commands import cli
from checker.reports.dossier.setting_names import name_of
from checker.settings import Settings

VISITING = ("run", "demo", "inspect", "recheck", "merge")


def test_every_setting_and_option_has_a_chinese_name() -> None:
    commands = cli.all_commands()
    options = {parameter.name for command in VISITING for parameter in commands[command].params if parameter.name}
    nameless = {name for name in (*Settings.model_fields, *options) if not name_of(name).endswith(f"（{name}）")}
    assert not nameless, "name these in checker/reports/dossier/setting_names.py"
