"""Extracts hold the reports that fulfil the filters, with all that belongs to them, and nothing of others."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.filters import BadFilter, load_filters, parse
from archive.layout import Layout
from archive.schema import load_schema
from tests.archive.export.reading import TABLES, from_csv, from_parquet, from_workbooks, stored
from tests.support.archives import rows
from tests.support.command import gongkai

CASES = [
    ("year=2022-2023", "year between 2022 and 2023"),
    ("years=2023-", "year >= 2023"),
    ("year=2020,2024", "year in (2020, 2024)"),
    ("region=22 year=-2023", "region_code like '22%' and year <= 2023"),
    ("form=2019", "form = '2019'"),
    ("status=unreadable,partial", "status in ('unreadable', 'partial')"),
    ("source=import", "source = 'import'"),
    ("problems=error", "errors > 0"),
    ("problems=none", "errors = 0 and warnings = 0"),
]


@pytest.mark.parametrize(("asked", "condition"), CASES)
def test_a_filter_takes_the_reports_that_sql_takes(layout: Layout, asked: str, condition: str) -> None:
    chosen = parse([tuple(part.split("=", 1)) for part in asked.split()])  # type: ignore[misc]
    where, params = chosen.sql()
    with closing(sqlite3.connect(layout.database)) as db:
        found = db.execute(f"select id from reports where {where} order by id", params).fetchall()
    expected = rows(layout, f"select id from reports where {condition} order by id")
    assert found == expected
    assert 0 < len(expected) < len(rows(layout, "select id from reports"))
    assert len(chosen.tokens()) == len(asked.split())


@pytest.mark.parametrize(("kind", "read"), [("csv", from_csv), ("parquet", from_parquet), ("xlsx", from_workbooks)])
def test_an_extract_holds_what_belongs_to_its_reports(layout: Layout, tmp_path: Path, kind: str, read: object) -> None:
    out = tmp_path / "out"
    done = gongkai(
        "export", "--archive", layout.root, "--out", out, "--format", kind, "--where", "year=2022,2023", "--where", "source=live"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    reports = {row[0] for row in rows(layout, "select id from reports where year in (2022, 2023) and source = 'live'")}
    for table in TABLES:
        every = stored(layout.database, table)
        found = read(out, table)  # type: ignore[operator]
        if "report_id" in table.column_names():
            at = table.column_names().index("report_id")
            assert found == [row for row in every if row[at] in reports], table.name
        elif table.name == "agency_names":
            agencies = {row[0] for row in read(out, load_schema().table("agencies"))}  # type: ignore[operator]
            assert found == [row for row in every if row[0] in agencies]
        elif table.name not in ("reports", "agencies", "captures"):
            assert found == every, table.name
    assert {row[0] for row in read(out, TABLES[0])} == reports  # type: ignore[operator]
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert package["filters"] == {"year": ["2022", "2023"], "source": ["live"]}
    assert "year=2022,2023 source=live" in package["citation"]


def test_an_extract_as_database_is_sound_and_can_be_searched(layout: Layout, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = gongkai("export", "--archive", layout.root, "--out", out, "--format", "sqlite", "--where", "year=2023")
    assert done.returncode == 0, done.stderr
    expected = rows(layout, "select id from reports where year = 2023 order by id")
    with closing(sqlite3.connect(out / "gongkai.db")) as db:
        assert db.execute("select id from reports order by id").fetchall() == expected
        assert db.execute("pragma foreign_key_check").fetchall() == []
        assert db.execute("select count(*) from reports_fts where reports_fts match '\"公\"'").fetchone()[0] > 0


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("colour=red", "there is no filter"),
        ("year=abc", "is no year"),
        ("year=2023-2020", "after the last"),
        ("year=", "has no value"),
        ("form=2099", "take one of 2021"),
        ("region=亚特兰蒂斯", "no region"),
        ("problems=many", "take one of error"),
        ("year", "NAME=VALUE"),
    ],
)
def test_a_wrong_filter_is_refused_in_clear_words(layout: Layout, tmp_path: Path, condition: str, said: str) -> None:
    done = gongkai("export", "--archive", layout.root, "--out", tmp_path / "x", "--where", condition)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_filter_is_named_once_and_an_extract_needs_a_folder(layout: Layout, tmp_path: Path) -> None:
    with pytest.raises(BadFilter, match="once"):
        parse([("year", "2023"), ("years", "2024")])
    done = gongkai("export", "--archive", layout.root, "--where", "year=2023")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--out" in done.stderr


def test_no_report_at_all_needs_eyes(layout: Layout, tmp_path: Path) -> None:
    done = gongkai("export", "--archive", layout.root, "--out", tmp_path / "x", "--where", "year=2009")
    assert done.returncode == 1
    assert "no report fulfils year=2009; no file was written" in done.stderr
    assert not list(tmp_path.iterdir())


def test_no_report_at_all_leaves_the_last_extract(layout: Layout, tmp_path: Path) -> None:
    out = tmp_path / "x"
    assert gongkai("export", "--archive", layout.root, "--out", out, "--where", "year=2023").returncode == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert gongkai("export", "--archive", layout.root, "--out", out, "--where", "year=2009").returncode == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_names_of_regions_are_understood() -> None:
    assert parse([("region", "浙江省")]).values["region"] == ("33",)
    assert parse([("region", "330000，3301 、330106")]).values["region"] == ("33", "3301", "330106")
    assert all(item.help_zh and item.help_en for item in load_filters().values())
