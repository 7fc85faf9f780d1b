"""What was exported, read again with tools that are not ours, is the database."""

import csv
import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.layout import Layout
from archive.schema import load_schema
from tests.support.archives import SITE, built, fill, page, record_run, varied
from tests.support.command import gongkai
from tests.support.exchanges import exchange

NASTY = '引号"逗号,\n换行\r\n=1+1'


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = fill(
        tmp_path_factory.mktemp("export") / "data", *varied(), exchange(f"{SITE}/x", page(2024, overview=NASTY))
    )
    record_run(layout)
    built(layout)
    return layout


def _rows(layout: Layout, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(layout.database)) as db:
        return db.execute(f'SELECT * FROM "{table}"').fetchall()


@pytest.mark.parametrize("options", [(), ("--bom",)])
def test_every_row_of_every_table_comes_back(layout: Layout, tmp_path: Path, options: tuple[str, ...]) -> None:
    out = tmp_path / "out"
    done = gongkai("export", "--archive", layout.root, "--out", out, *options)
    assert done.returncode == 0, done.stderr
    mark = b"\xef\xbb\xbf"
    for table in load_schema().tables:
        raw = (out / f"{table.name}.csv").read_bytes()
        assert raw.startswith(mark) == bool(options)
        header, *found = csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True))
        assert tuple(header) == table.column_names()
        stored = _rows(layout, table.name)
        assert sorted(found) == sorted(["" if value is None else str(value) for value in row] for row in stored)
        assert f"{table.name}: {len(stored)} " in done.stderr


def test_the_package_tells_what_is_in_it(layout: Layout, tmp_path: Path) -> None:
    out = tmp_path / "out"
    gongkai("export", "--archive", layout.root, "--out", out)
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert len(package["resources"]) == len(load_schema().tables)
    for resource in package["resources"]:
        raw = (out / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert resource["bytes"] == len(raw)
        assert resource["rowCount"] == sum(1 for _ in csv.reader(raw.decode().splitlines(keepends=True))) - 1
        header = next(csv.reader(raw.decode().splitlines()))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description_zh"] and field["description_en"] for field in resource["schema"]["fields"])
    with (out / "data-dictionary.csv").open(encoding="utf-8", newline="") as lines:
        said = {(entry["table"], entry["column"]) for entry in csv.DictReader(lines)}
    assert said == {(table.name, name) for table in load_schema().tables for name in table.column_names()}


def test_the_sqlite_file_is_the_database(layout: Layout, tmp_path: Path) -> None:
    done = gongkai("export", "--archive", layout.root, "--format", "sqlite", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert (tmp_path / "out" / "gongkai.db").read_bytes() == layout.database.read_bytes()


def test_an_export_replaces_an_export_and_nothing_else(layout: Layout, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="utf-8")
    for _ in range(2):
        assert gongkai("export", "--archive", layout.root, "--out", out).returncode == 0
    done = gongkai("export", "--archive", layout.root, "--out", other)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out"]


def test_a_failed_export_leaves_the_old_one(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.export import csv_files, export_csv

    out = tmp_path / "out"
    export_csv(layout.database, out, with_mark=False, progress=lambda *_: None)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(csv_files, "write_package", fails)
    with pytest.raises(OSError, match="No space"):
        export_csv(layout.database, out, with_mark=True, progress=lambda *_: None)
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
    later = gongkai("export", "--archive", tmp_path, "--out", tmp_path / "x", "--format", "parquet")
    assert later.returncode == 2
