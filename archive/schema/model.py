"""The schema as declared in ``schema.toml`` and ``tables/*.toml``: tables, columns, titles in both languages, units."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Type = Literal["TEXT", "INTEGER", "NUMBER"]
"""NUMBER holds an integer or a real as printed, so that 4 stays 4 and 4.5 stays 4.5."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `values` are all that may stand in it; `keys` names the part of the statutory form that lists them."""

    name: str
    type: Type
    about: Words
    unit: str | None = None
    required: bool = False
    values: tuple[str | int, ...] = ()
    keys: str | None = None
    references: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `clustered` tables are stored in the order of their key, without row ids."""

    name: str
    title: Words
    about: Words
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    clustered: bool = False

    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole database."""

    name: str
    version: int
    title: Words
    about: Words
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """The table of this name.

        Raises:
            KeyError: there is none.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)


@cache
def load_schema() -> Schema:
    """Read the declarations once."""
    raw = _read("schema.toml")
    tables = tuple(_table(name, _read(f"tables/{name}.toml")) for name in raw["tables"])
    return Schema(raw["name"], raw["version"], Words(**raw["title"]), Words(**raw["about"]), tables)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("archive.schema") / name).read_text(encoding="utf-8"))


def _table(name: str, raw: dict[str, Any]) -> Table:
    return Table(
        name=name,
        title=Words(**raw["title"]),
        about=Words(**raw["about"]),
        key=tuple(raw["key"]),
        columns=tuple(_column(column) for column in raw["columns"]),
        indexes=tuple(tuple(index) for index in raw.get("index", ())),
        clustered=raw.get("clustered", False),
    )


def _column(raw: dict[str, Any]) -> Column:
    table, _, column = raw.pop("references", "").partition(".")
    return Column(
        about=Words(raw.pop("zh"), raw.pop("en")),
        values=tuple(raw.pop("values", ())),
        references=(table, column) if table else None,
        **raw,
    )
