"""``datapackage.json`` and ``data-dictionary.csv``: what is in an export, in the terms of Frictionless Data Package 1."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from archive.export.folder import MARK, made_durable, sha256_of
from archive.schema import Entry, entries, load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from archive.schema import Column, Table

DICTIONARY = "data-dictionary.csv"
_TYPES = {"TEXT": "string", "INTEGER": "integer", "NUMBER": "number"}


def write_dictionary(folder: Path, encoding: str) -> None:
    """The bilingual dictionary of all tables and columns as CSV."""
    path = folder / DICTIONARY
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out)
        writer.writerow(Entry._fields)
        writer.writerows(entries())
    made_durable(path)


def write_package(folder: Path, resources: list[dict[str, Any]]) -> None:
    """The descriptor of the export."""
    schema = load_schema()
    package = {
        "profile": "tabular-data-package",
        "name": schema.name,
        "title": f"{schema.title.zh} · {schema.title.en}",
        "description": f"{schema.about.zh} {schema.about.en}",
        "version": str(schema.version),
        "resources": resources,
    }
    path = folder / MARK
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    made_durable(path)


def csv_resource(table: Table, path: Path, rows: int, *, has_mark: bool) -> dict[str, Any]:
    """One CSV file as a resource: its fields with type, unit and both descriptions, its rows, size and hash."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": path.name,
        "title": f"{table.title.zh} · {table.title.en}",
        "description": f"{table.about.zh} {table.about.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if has_mark else "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "rowCount": rows,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    # An empty text in a required column is a text (a blank cell as printed); the format can only call it missing.
    required = column.required and column.name not in ("raw", "text", "heading", "label")
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.about.zh,
        "description": f"{column.about.zh} · {column.about.en}",
        "description_zh": column.about.zh,
        "description_en": column.about.en,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": {"required": True}} if required else {}),
    }
