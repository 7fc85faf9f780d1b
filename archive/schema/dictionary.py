"""The data dictionary: rows for exports, a page for the docs, metadata for the site. All made from the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from archive.schema.codes import allowed
from archive.schema.model import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.schema.model import Column, Table


class Entry(NamedTuple):
    """One column of the database as the dictionary describes it."""

    table: str
    column: str
    type: str
    required: str
    unit: str
    description_zh: str
    description_en: str
    values: str
    references: str


def entries() -> Iterator[Entry]:
    """Every column of every table, in order."""
    for table in load_schema().tables:
        for column in table.columns:
            yield _entry(table, column)


def metadata() -> dict[str, Any]:
    """Metadata for Datasette: titles and descriptions of database, tables and columns in both languages, with units."""
    schema = load_schema()
    tables = {
        table.name: {
            "title": f"{table.title.zh} · {table.title.en}",
            "description": f"{table.about.zh} {table.about.en}",
            "columns": {column.name: _described(column) for column in table.columns},
        }
        for table in schema.tables
    }
    title = f"{schema.title.zh} · {schema.title.en}"
    about = f"{schema.about.zh} {schema.about.en}"
    database = {"title": title, "description": about, "tables": tables}
    return {"title": title, "description": about, "databases": {schema.name: database}}


def as_markdown() -> str:
    """The page ``docs/data-dictionary.md``."""
    schema = load_schema()
    lines = [
        "# 数据字典 · Data dictionary",
        "",
        "<!-- Made by `python -m archive.schema`; change archive/schema/, not this page. -->",
        "",
        f"{schema.about.zh}",
        "",
        f"{schema.about.en}",
        "",
        "An absent text is null, never empty, unless its column is required. A `number` is an integer or a decimal.",
    ]
    for table in schema.tables:
        lines += ["", *_table_page(table)]
    return "\n".join(lines) + "\n"


def _table_page(table: Table) -> Iterator[str]:
    yield f"## `{table.name}` {table.title.zh} · {table.title.en}"
    yield from ("", table.about.zh, "", table.about.en, "")
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}"
    yield from ("", "| column | type | unit | 说明 | description |", "|---|---|---|---|---|")
    for column in table.columns:
        entry = _entry(table, column)
        needed = ", required" if column.required else ""
        points = f" → `{entry.references}`" if entry.references else ""
        cells = (
            f"`{entry.column}`",
            entry.type + needed,
            entry.unit,
            entry.description_zh,
            entry.description_en + points,
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _entry(table: Table, column: Column) -> Entry:
    values = column.values or (allowed(column.keys) if column.keys else ())
    return Entry(
        table=table.name,
        column=column.name,
        type=column.type.lower(),
        required="yes" if column.required else "no",
        unit=column.unit or "",
        description_zh=column.about.zh,
        description_en=column.about.en,
        values=" ".join(map(str, values)),
        references=".".join(column.references) if column.references else "",
    )


def _described(column: Column) -> str:
    unit = f"（单位 unit：{column.unit}）" if column.unit else ""
    return f"{column.about.zh} · {column.about.en}{unit}"
