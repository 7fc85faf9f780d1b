"""`gongkai export` as users run it: what it says, what it leaves alone, what it refuses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from archive.export import export, exporting
from archive.layout import Layout
from archive.schema import load_schema
from tests.archive.export.reading import stored
from tests.support.command import gongkai


def test_a_byte_order_mark_on_request_and_rows_said(layout: Layout, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = gongkai("export", "--archive", layout.root, "--out", out, "--bom")
    assert done.returncode == 0, done.stderr
    for table in load_schema().tables:
        assert (out / f"{table.name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert f"{table.name}: {len(stored(layout.database, table))} " in done.stderr
    gongkai("export", "--archive", layout.root, "--out", out)
    assert not (out / "reports.csv").read_bytes().startswith(b"\xef")


def test_the_dictionary_and_the_page_for_people(layout: Layout, tmp_path: Path) -> None:
    export(layout.database, tmp_path / "out", "csv", progress=lambda *_: None)
    with (tmp_path / "out" / "data-dictionary.csv").open(encoding="utf-8", newline="") as lines:
        entries = list(csv.DictReader(lines))
    assert {(e["table"], e["column"]) for e in entries} == {
        (table.name, name) for table in load_schema().tables for name in table.column_names()
    }
    assert all(entry["description_zh"] and entry["description_en"] for entry in entries)
    page = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "Apache-2.0" in page
    assert "截至 As of 2026-01-31" in page


def test_the_sqlite_file_is_the_database(layout: Layout, tmp_path: Path) -> None:
    done = gongkai("export", "--archive", layout.root, "--format", "sqlite", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert (tmp_path / "out" / "gongkai.db").read_bytes() == layout.database.read_bytes()


def test_the_same_database_gives_the_same_bytes(layout: Layout, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export(layout.database, tmp_path / name, "csv", progress=lambda *_: None)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_an_export_replaces_an_export_and_nothing_else(layout: Layout, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="utf-8")
    for kind in ("csv", "sqlite"):
        assert gongkai("export", "--archive", layout.root, "--out", out, "--format", kind).returncode == 0
    assert not (out / "reports.csv").exists()
    done = gongkai("export", "--archive", layout.root, "--out", other)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out"]


def test_a_failed_export_leaves_the_old_one(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    export(layout.database, out, "csv", progress=lambda *_: None)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "write_about", fails)
    with pytest.raises(OSError, match="No space"):
        export(layout.database, out, "csv", progress=lambda *_: None, with_mark=True)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_bad_use_is_one_line(tmp_path: Path) -> None:
    none = gongkai("export", "--archive", tmp_path, "--out", tmp_path / "x")
    assert (none.returncode, none.stderr.count("\n")) == (2, 1)
    assert "gongkai build" in none.stderr
    (tmp_path / "gongkai.db").write_bytes(b"rubbish" * 1000)
    broken = gongkai("export", "--archive", tmp_path, "--out", tmp_path / "x")
    assert (broken.returncode, broken.stderr.count("\n")) == (2, 1)
    assert "make it anew" in broken.stderr
