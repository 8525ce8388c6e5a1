"""Reading editions: those that come with the checker, by id, and an office's own, by path. A wrong file is refused, never guessed at."""

import hashlib
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from checker.faults import EditionFault
from checker.judgment.checks import refuse_wrong_use
from checker.judgment.edition import Edition

_SHIPPED = Path(__file__).parent / "editions"
_NOT_INHERITED = ("id", "title", "default_from", "local", "published", "in_force_from")  # they are the document's own
_MERGED = ("params", "problem")  # tables of a rule that are overridden key by key


def edition_ids() -> list[str]:
    """The editions that come with the checker."""
    return sorted(path.stem for path in _SHIPPED.glob("*.toml"))


def load_edition(id_or_file: str) -> Edition:
    """An edition by its id or its file's path, with what it extends filled in. Raises EditionFault with file, rule, field and reason."""
    path = _find(id_or_file)
    content = _resolve(path, seen=())
    try:
        edition = Edition.model_validate(content)
    except ValidationError as wrong:
        raise EditionFault(_tell(path, content, wrong)) from wrong
    if path.parent == _SHIPPED and edition.id != path.stem:
        raise EditionFault(f"Edition file {path}: id is {edition.id!r}, but the file is named {path.name}.")
    if path.parent != _SHIPPED and edition.id in edition_ids():
        raise EditionFault(f"Edition file {path}: the id {edition.id!r} belongs to an edition of the checker; choose another.")
    for rule in edition.rules:
        refuse_wrong_use(rule, where=f"Edition file {path}, rule {rule.id}")
    content_hash = hashlib.sha256(edition.model_dump_json(exclude={"sha256"}).encode()).hexdigest()
    return edition.model_copy(update={"sha256": content_hash})


def default_edition(as_of: date) -> str:
    """The id of the national edition that is used on a day where none is named (RULES.md, "In force from")."""
    editions = [load_edition(edition_id) for edition_id in edition_ids()]
    begun = [(edition.default_from, edition.id) for edition in editions if edition.default_from and edition.default_from <= as_of]
    if not begun:
        first = min((edition.default_from, edition.id) for edition in editions if edition.default_from)
        raise EditionFault(
            f"No edition was in force on {as_of}: the first, {first[1]}, holds from {first[0]}. "
            "Give a later --as-of, or name an edition with --edition."
        )
    return max(begun)[1]


def _find(id_or_file: str, said_by: Path | None = None) -> Path:
    """A shipped id wins over a file of the same name; a path in `extends` is taken from the folder of the file that says it."""
    if id_or_file in edition_ids():
        return _SHIPPED / f"{id_or_file}.toml"
    path = Path(id_or_file) if said_by is None else said_by.parent / id_or_file
    if path.is_file():
        return path.resolve()
    where = f"Edition file {said_by}, field extends: " if said_by is not None else ""
    raise EditionFault(f"{where}There is no edition {id_or_file!r}, and no such file. Editions of the checker: {', '.join(edition_ids())}.")


def _resolve(path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """The file's content with `rules` as a list, on a fresh copy of what it extends."""
    if path in seen:
        circle = " → ".join(each.name for each in (*seen, path))
        raise EditionFault(f"Edition file {seen[0]}: the editions extend each other in a circle ({circle}).")
    own = _read(path)
    named: dict[str, Any] = {}
    if "extends" in own:
        if not isinstance(own["extends"], str):
            raise EditionFault(f"Edition file {path}, field extends: must be the id or the path of one edition.")
        base = _resolve(_find(own["extends"], path), (*seen, path))
        named = {rule["id"]: rule for rule in base.pop("rules")}
        own = {key: value for key, value in base.items() if key not in _NOT_INHERITED} | own
    for rule_id, fields in own.get("rules", {}).items():
        named[rule_id] = _override(named.get(rule_id, {}), fields) | {"id": rule_id}
    return own | {"rules": list(named.values())}


def _read(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise EditionFault(f"Edition file {path} cannot be read: {wrong.strerror}.") from wrong
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise EditionFault(f"Edition file {path} is not valid TOML in UTF-8: {wrong}.") from wrong
    except RecursionError as wrong:
        raise EditionFault(f"Edition file {path} is not valid TOML: its brackets are nested beyond sense.") from wrong
    rules = content.get("rules", {})
    if not isinstance(rules, dict):
        raise EditionFault(f"Edition file {path}, field rules: must be tables named [rules.RULE-ID].")
    for rule_id, fields in rules.items():
        if not isinstance(fields, dict):
            raise EditionFault(f"Edition file {path}, rule {rule_id}: must be a table [rules.{rule_id}].")
        if "id" in fields:
            raise EditionFault(f"Edition file {path}, rule {rule_id}, field id: the table's name is the id; leave it out.")
    return content


def _override(base: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    merged = base | fields
    if fields.get("check", base.get("check")) != base.get("check"):
        return merged  # another check takes other params and fails on other grounds
    for table in _MERGED:
        if isinstance(base.get(table), dict) and isinstance(fields.get(table), dict):
            merged[table] = _merge(base[table], fields[table])
    # words that speak of other numbers are no quote of these
    if base.get("quote") and merged.get("params") != base.get("params") and not {"quote", "stated"} & fields.keys():
        merged |= {
            "quote": "",
            "stated": f"数值由本办法另行规定；所据原文为「{base['quote'].strip()}」",
        }
    return merged


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Key by key, in tables within as well. A clock that is told in days takes the place of one in months, and the other way round."""
    merged = base | own
    for name, value in own.items():
        if isinstance(value, dict) and isinstance(base.get(name), dict):
            merged[name] = base[name] | value
    for unit, other in (("days", "months"), ("months", "days")):
        if isinstance(own.get(unit), dict) and isinstance(base.get(other), dict):
            kept = {key: count for key, count in merged[other].items() if key not in own[unit] or key in own.get(other, {})}
            merged = {name: value for name, value in merged.items() if name != other} | ({other: kept} if kept else {})
    return merged


def _tell(path: Path, content: dict[str, Any], wrong: ValidationError) -> str:
    """Every mistake on a line of its own, with rule, field and reason."""
    lines = []
    for error in wrong.errors():
        place, rule = list(error["loc"]), ""
        if place[:1] == ["rules"] and len(place) > 1 and isinstance(place[1], int):
            rule = f", rule {content['rules'][place[1]].get('id')}"
            place = place[2:]
        fields = f", field {'.'.join(map(str, place))}" if place else ""
        lines.append(f"Edition file {path}{rule}{fields}: {error['msg'].removeprefix('Value error, ')}.")
    return "\n".join(lines)
