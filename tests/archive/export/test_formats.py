"""Every row of the database is in every export, value for value, read again with other tools."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import frictionless
import pytest

from archive.export import Extract, open_database
from archive.export.workbook import CHARACTERS, pieces, write_workbooks
from archive.layout import Layout
from archive.schema import load_schema
from tests.archive.export.reading import TABLES, Rows, from_csv, from_parquet, from_workbooks, stored
from tests.support.command import gongkai

READERS: dict[str, Callable[..., Rows]] = {"csv": from_csv, "datapackage": from_csv, "parquet": from_parquet, "xlsx": from_workbooks}  # fmt: skip


@pytest.fixture(scope="module")
def exported(layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}

    def export(kind: str) -> Path:
        if kind not in made:
            out = tmp_path_factory.mktemp(kind) / "out"
            done = gongkai("export", "--archive", layout.root, "--format", kind, "--out", out)
            assert done.returncode == 0, done.stderr
            made[kind] = out
        return made[kind]

    return export


def test_the_archive_is_worth_exporting(layout: Layout) -> None:
    rows = {table.name: stored(layout.database, table) for table in TABLES}
    assert all(
        rows[name] for name in ("reports", "sections", "requests", "cells_not_plain", "problems", "sites", "sums")
    )
    kinds = {row[5] for row in rows["cells_not_plain"]}
    assert {"blank", "slash", "text"} <= kinds
    assert any("=HYPERLINK(1)" in row for row in rows["cells_not_plain"])
    assert max(len(row[5]) for row in rows["sections"]) > CHARACTERS


@pytest.mark.parametrize("kind", READERS)
def test_every_value_of_every_row_comes_back(exported: Callable[[str], Path], layout: Layout, kind: str) -> None:
    for table in TABLES:
        assert READERS[kind](exported(kind), table) == stored(layout.database, table), table.name


@pytest.mark.parametrize("kind", [*READERS, "sqlite"])
def test_the_descriptor_tells_size_hash_and_rows(exported: Callable[[str], Path], layout: Layout, kind: str) -> None:
    folder = exported(kind)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    rows: dict[str, int] = {}
    for resource in package["resources"]:
        raw = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
        if "rowCount" in resource:
            rows[Path(resource["path"]).stem] = resource["rowCount"]
        rows |= {table["name"]: table["rowCount"] for table in resource.get("tables", ())}
    assert rows == {table.name: len(stored(layout.database, table)) for table in TABLES}
    assert package["licenses"][0]["name"] == "Apache-2.0"
    assert "2026-01-31" in package["citation"]
    assert {path.name for path in folder.iterdir()} == {
        "datapackage.json", "data-dictionary.csv", "README.md", *(resource["path"] for resource in package["resources"])
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "datapackage"])
def test_frictionless_finds_the_package_valid(exported: Callable[[str], Path], kind: str) -> None:
    report = frictionless.validate(str(exported(kind) / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.parametrize("kind", ["parquet", "xlsx", "sqlite"])
def test_other_descriptors_are_valid_too(exported: Callable[[str], Path], kind: str) -> None:
    text = json.loads((exported(kind) / "datapackage.json").read_text(encoding="utf-8"))
    assert not list(frictionless.Package.metadata_validate(text))


def test_parquet_has_the_types_and_units_of_the_schema(exported: Callable[[str], Path]) -> None:
    types = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "NUMBER": "DOUBLE"}
    package = json.loads((exported("parquet") / "datapackage.json").read_text(encoding="utf-8"))
    for table, resource in zip(TABLES, package["resources"], strict=True):
        found = duckdb.sql(f"DESCRIBE SELECT * FROM '{exported('parquet') / resource['path']}'").fetchall()
        assert [(name, kind) for name, kind, *_ in found] == [(c.name, types[c.type]) for c in table.columns]
        assert [field.get("unit") for field in resource["schema"]["fields"]] == [c.unit for c in table.columns]


def test_workbooks_go_on_where_a_sheet_is_full(layout: Layout, tmp_path: Path) -> None:
    extract = Extract(open_database(layout.database))
    resources = write_workbooks(extract, tmp_path, lambda *_: None, rows=100)
    most = max(len(stored(layout.database, table)) for table in TABLES)
    assert len(resources) == -(-most // 100) > 1
    for table in TABLES:
        assert from_workbooks(tmp_path, table) == stored(layout.database, table), table.name


def test_text_in_a_workbook_is_never_a_formula_or_link(exported: Callable[[str], Path]) -> None:
    import zipfile

    with zipfile.ZipFile(exported("xlsx") / f"{load_schema().name}.xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) > len(TABLES)
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize("text", ["", "短", "长" * CHARACTERS, "长" * (CHARACTERS + 1), "𠮷" * CHARACTERS])
def test_pieces_fit_a_cell_and_join_to_the_text(text: str) -> None:
    found = pieces(text)
    assert "".join(found) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= CHARACTERS for piece in found)
