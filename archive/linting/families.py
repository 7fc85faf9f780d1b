"""Lint the declarations of content systems: keys, patterns, and the names that templates and sums take from patterns."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from archive.linting.fault import Fault

FAMILIES = Path(str(resources.files("parsers.listings.families")))
_FIELD = re.compile(r"\{(\w+)\}")
_GIVEN = frozenset({"k", "stem", "ext"})
"""Names that every page has: its number, and the list's own file name."""


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(resources.files("archive.linting").joinpath("families.toml").read_text(encoding="utf-8"))


def lint_families(folder: Path = FAMILIES) -> Iterator[Fault]:
    """All faults of the declarations in a folder, one file after the other."""
    for file in sorted(folder.glob("*.toml")):
        try:
            rules = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
            yield Fault(file.name, f"is not TOML ({trouble})", "mend the line it names")
            continue
        yield from _family(file.name, rules)


def _family(place: str, rules: Mapping[str, Any]) -> Iterator[Fault]:
    known = _known()
    plain = {key: value for key, value in rules.items() if key not in known or key in ("top", "patterns")}
    yield from _keys(place, "top", plain)
    yield from _patterns(place, plain)
    carried = {name for table in rules.get("request", ()) for name, _ in parse_qsl(table.get("context", ""))}
    carried |= {"held"} if "records" in rules else set()  # counted on the page
    for kind, tables in rules.items():
        if kind in plain:
            continue
        for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
            where = f"{place}, {kind} {number}"
            yield from _keys(where, kind, table)
            yield from _patterns(where, table)
            yield from _names(where, table, carried)


def _keys(place: str, kind: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    needs, may = _known()[kind]["needs"], _known()[kind]["may"]
    for key in needs:
        if not table.get(key) and table.get(key) != 0:
            yield Fault(place, f"{key} is missing", "docs/crawling.md says what it must hold")
    for key in table:
        if key not in needs and key not in may:
            yield Fault(place, f"nothing reads {key!r}", f"known are {', '.join([*needs, *may])}")
    if kind == "pager" and ("template" in table) == ("query" in table):
        yield Fault(place, "says not, or twice, how the address is made", "give template or query")


def _patterns(place: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    for key in _known()["patterns"]:
        value = table.get(key, ())
        for pattern in [value] if isinstance(value, str) else value:
            try:
                compiled = re.compile(pattern, re.IGNORECASE | re.DOTALL)
            except re.error as trouble:
                yield Fault(place, f"{key}: {pattern!r} is no pattern ({trouble})", "mend it")
                continue
            if compiled.search(""):
                yield Fault(place, f"{key}: {pattern!r} fits everything", "make it say what it looks for")


def _names(place: str, table: Mapping[str, Any], carried: set[str]) -> Iterator[Fault]:
    """Names that a template or a sum takes and nothing gives; `carried` are those that another answer's context brings."""
    if "find" not in table or "element" in table:
        return
    given = carried | _GIVEN | set(table.get("defaults", {})) | set(table.get("from_query", {}).values())
    given |= set(table.get("computed", {})) | {str(table.get("id", ""))} | {"id"}
    for pattern in [table["find"], table.get("base", ""), *table.get("also", ())]:
        given |= set(_groups(pattern))
    for key in ("template", "body", "context"):
        yield from _lacking(f"{place}, {key}", set(_FIELD.findall(table.get(key, ""))), given)
    for name, value in table.get("query", {}).items():
        yield from _lacking(f"{place}, query {name}", set(_FIELD.findall(value)), given)
    sums = {key: table[key] for key in ("first", "last") if key in table}
    for key, value in {**sums, **table.get("otherwise", {}), **table.get("computed", {})}.items():
        yield from _sum(f"{place}, {key}", str(value), given)


def _groups(pattern: str) -> Mapping[str, int]:
    try:
        return re.compile(pattern).groupindex
    except re.error:
        return {}


def _sum(place: str, value: str, given: set[str]) -> Iterator[Fault]:
    try:
        tree = ast.parse(value, mode="eval")
    except SyntaxError:
        yield Fault(place, f"{value!r} is no sum of whole numbers and names", "use + - * // and brackets")
        return
    yield from _lacking(place, {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}, given)


def _lacking(place: str, wanted: set[str], given: set[str]) -> Iterator[Fault]:
    for name in sorted(wanted - given):
        yield Fault(place, f"nothing gives {name!r}", "name a group of find or also so, or give it in defaults")
