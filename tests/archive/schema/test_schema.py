import sqlite3
from pathlib import Path

import pytest

from archive.schema import as_markdown, codebook, create_indexes, create_tables, entries, load_schema, metadata

CONTRACT = {
    "reports": "id agency_id agency region_code year title form published_on first_seen_at url source capture_id status"
    " parser_version",
    "sections": "report_id number key heading text",
    "proactive_disclosure": "report_id row column value unit",
    "requests": "report_id row natural_person commercial_enterprise research_institution public_interest_org"
    " legal_service_org other total",
    "reconsideration_and_litigation": "report_id row upheld corrected other_outcome pending total",
    "statistics": "report_id key label unit value",
    "cells_not_plain": "report_id table row column raw kind unit derived",
    "problems": "report_id rule severity message cells",
    "agencies": "id name",
    "regions": "code name",
    "sites": "id name url state",
    "captures": "id url captured_at status content_type sha256 source",
}


@pytest.fixture
def db() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in (*create_tables(load_schema()), *create_indexes(load_schema())):
        connection.execute(statement)
    return connection


@pytest.mark.parametrize("table", CONTRACT)
def test_the_promised_columns_are_there(db: sqlite3.Connection, table: str) -> None:
    columns = {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}
    assert set(CONTRACT[table].split()) <= columns


def test_sqlite_has_exactly_what_is_declared(db: sqlite3.Connection) -> None:
    for table in load_schema().tables:
        info = db.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        assert tuple(row[1] for row in info) == table.column_names()
        assert {row[1] for row in info if row[5]} == set(table.key)


def test_every_table_and_column_speaks_both_languages() -> None:
    for table in load_schema().tables:
        words = [table.title, table.about, *(column.about for column in table.columns)]
        assert all(any("\u4e00" <= c <= "\u9fff" for c in said.zh) for said in words), table.name
        assert all(said.en.strip() for said in words), table.name
    described = metadata()["databases"]["gongkai"]["tables"]
    for entry in entries():
        said = described[entry.table]["columns"][entry.column]
        assert entry.description_zh in said
        assert entry.description_en in said
        assert entry.unit in said


def test_numbers_keep_what_was_printed_and_refuse_text(db: sqlite3.Connection) -> None:
    insert = "INSERT INTO requests (report_id, row, total) VALUES ('a', ?, ?)"
    db.execute(insert, ("new_requests", 4))
    db.execute(insert, ("carried_over_in", 4.5))
    db.execute(insert, ("carried_over_out", None))
    found = db.execute("SELECT total, typeof(total) FROM requests ORDER BY row").fetchall()
    assert found == [(4.5, "real"), (None, "null"), (4, "integer")]
    for wrong in (("results.total", "4"), ("no_such_row", 1)):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(insert, wrong)


def test_an_absent_text_is_null_and_never_empty(db: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO regions (code, name, level, name_en) VALUES ('1', 'x', 'province', '')")


def test_the_codebook_knows_every_statutory_key(db: sqlite3.Connection) -> None:
    marks = ", ".join("?" * 8)
    db.executemany(f"INSERT INTO codebook VALUES ({marks})", codebook())
    count = db.execute("SELECT count(DISTINCT key) FROM codebook WHERE [table] = 'requests' AND field = 'row'")
    assert count.fetchone() == (26,)


def test_the_committed_dictionary_is_current() -> None:
    page = Path(__file__).parents[3] / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == as_markdown(), "run: python -m archive.schema"
