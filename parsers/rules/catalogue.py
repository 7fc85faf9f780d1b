"""All rules, read from the TOML files of this folder: what a rule says, why, and what it looks like kept and broken."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from parsers.model import Severity

Kind = Literal["balance", "bound", "cell", "text", "structure", "reader", "image", "metadata"]

FILES = ("rules.toml", "statistics.toml", "bounds.toml", "cells.toml", "texts.toml", "structure.toml", "metadata.toml")
"""In the order in which a reader meets them. Rules over several years (X-) and over levels (H-) will be two more."""

_KINDS: tuple[Kind, ...] = ("balance", "bound", "cell", "text", "structure", "reader", "image", "metadata")


class Rule(NamedTuple):
    """One rule. `strict` is its severity when all it looks at is plain, `soft` when something was blank or missing.

    `clause` names the notice or article it rests on. `passes` and `fails` are examples that a test runs: values of cells
    for the rules of a table, changes to a clean page for all others. `data` is the whole declaration.
    """

    id: str
    kind: Kind
    zh: str
    en: str
    clause: str
    strict: Severity
    soft: Severity
    false_alarms: str
    false_alarms_zh: str
    passes: dict[str, Any]
    fails: dict[str, Any]
    data: dict[str, Any]


@cache
def load_rules() -> tuple[Rule, ...]:
    """Every rule that one report can break, in the order of the files."""
    found: list[Rule] = []
    for name in FILES:
        raw = tomllib.loads(files("parsers.rules").joinpath(name).read_text(encoding="utf-8"))
        found.extend(_rule(kind, item) for kind in _KINDS for item in raw.get(kind, []))
    return tuple(found)


def _rule(kind: Kind, item: dict[str, Any]) -> Rule:
    shared = {name: item[name] for name in Rule._fields if name in item}
    return Rule(kind=kind, data=item, **shared)
