"""``datapackage.json``, ``data-dictionary.csv`` and ``README.md``: what is in an export, as Frictionless Data Package."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from archive.export.about import LICENCE, RIGHTS, citation, readme
from archive.export.folder import MARK, made_durable, sha256_of
from archive.schema import Entry, entries, load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from archive.export.extract import Extract
    from archive.schema import Column, Table

DICTIONARY = "data-dictionary.csv"
Resource = dict[str, Any]
_TYPES = {"TEXT": "string", "INTEGER": "integer", "NUMBER": "number"}
_MAY_BE_EMPTY = ("raw", "text", "heading", "label")
"""Required columns in which an empty text is a text (a blank cell as printed); the format can only call it missing."""


def write_about(folder: Path, extract: Extract, resources: list[Resource], *, encoding: str = "utf-8") -> None:
    """Write the dictionary, the page for people and the descriptor, the descriptor last."""
    path = folder / DICTIONARY
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out)
        writer.writerow(Entry._fields)
        writer.writerows(entries())
    made_durable(path)
    (folder / "README.md").write_text(readme(extract), encoding="utf-8")
    made_durable(folder / "README.md")
    package = folder / MARK
    package.write_text(
        json.dumps(descriptor(extract, resources), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    made_durable(package)


def descriptor(extract: Extract, resources: list[Resource]) -> dict[str, Any]:
    """The package as a whole: what it is, as of when, by what filters, under which licence, and its files."""
    schema = load_schema()
    return {
        "name": schema.name,
        "title": f"{schema.title.zh} · {schema.title.en}",
        "description": f"{schema.about.zh} {schema.about.en}",
        "version": str(schema.version),
        "licenses": [{"name": LICENCE, "title": " ".join(RIGHTS)}],
        "citation": citation(extract),
        "asOf": extract.as_of(),
        "filters": {name: list(values) for name, values in extract.chosen.values.items()},
        "resources": resources,
    }


def file_resource(path: Path, table: Table | None = None, rows: int | None = None) -> Resource:
    """One file: its name, size and hash, and what it holds."""
    schema = load_schema()
    about = table or schema
    return {
        "name": (table.name if table else path.stem).replace("_", "-"),
        "path": path.name,
        "title": f"{about.title.zh} · {about.title.en}",
        "description": f"{about.about.zh} {about.about.en}",
        "format": path.suffix[1:],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        **({"rowCount": rows} if rows is not None else {}),
    }


def with_fields(resource: Resource, table: Table) -> Resource:
    """The resource with the fields of its table: type, unit and both descriptions."""
    fields = [_field(column) for column in table.columns]
    return resource | {"schema": {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}}


def with_tables(resource: Resource, counts: dict[str, int]) -> Resource:
    """The resource with the tables that stand in its one file, and their rows."""
    return resource | {"tables": [{"name": name, "rowCount": count} for name, count in counts.items()]}


def _field(column: Column) -> dict[str, Any]:
    required = column.required and column.name not in _MAY_BE_EMPTY
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
