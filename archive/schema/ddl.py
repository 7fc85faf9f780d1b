"""The schema as SQLite's own statements: STRICT tables with keys, references and CHECKs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.schema.codes import allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.schema.model import Column, Schema, Table

_STORAGE = {"TEXT": "TEXT", "INTEGER": "INTEGER", "NUMBER": "ANY"}


def quoted(name: str) -> str:
    """A name as an SQL identifier: some of our columns bear names that SQL keeps for itself."""
    return f'"{name}"'


def create_tables(schema: Schema) -> Iterator[str]:
    """One CREATE TABLE statement per table."""
    for table in schema.tables:
        lines = [*map(_column, table.columns), f"PRIMARY KEY ({_names(table.key)})", *_references(table)]
        options = "STRICT, WITHOUT ROWID" if table.clustered else "STRICT"
        yield f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + f"\n) {options}"


def create_indexes(schema: Schema) -> Iterator[str]:
    """One CREATE INDEX statement per index; run after the tables are filled."""
    for table in schema.tables:
        for index in table.indexes:
            name = quoted("_".join((table.name, "by", *index)))
            yield f"CREATE INDEX {name} ON {quoted(table.name)} ({_names(index)})"


def unlike_schema(schema: Schema) -> Iterator[tuple[str, str]]:
    """For each table with CHECKs its name and a SELECT of the key of a row that breaks one, if there is any."""
    for table in schema.tables:
        if checks := [check for column in table.columns for check in _checks(column)]:
            holds = " AND ".join(f"({check})" for check in checks)
            yield table.name, f"SELECT {_names(table.key)} FROM {quoted(table.name)} WHERE NOT ({holds}) LIMIT 1"  # noqa: S608


def _column(column: Column) -> str:
    parts = [quoted(column.name), _STORAGE[column.type]]
    if column.required:
        parts.append("NOT NULL")
    parts += [f"CHECK ({check})" for check in _checks(column)]
    return " ".join(parts)


def _checks(column: Column) -> Iterator[str]:
    name = quoted(column.name)
    if column.type == "NUMBER":
        yield f"typeof({name}) IN ('integer', 'real', 'null')"
    if column.type == "TEXT" and not column.required:
        yield f"{name} <> ''"  # an absent text is null, so that an empty one in an export can only mean null
    if values := column.values or (allowed(column.keys) if column.keys else ()):
        yield f"{name} IN ({', '.join(map(_literal, values))})"


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _references(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.references:
            other, key = column.references
            yield f"FOREIGN KEY ({quoted(column.name)}) REFERENCES {quoted(other)} ({quoted(key)})"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, columns))
