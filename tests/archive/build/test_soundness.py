"""The last look at a new database finds what is wrong with it, in one process and shared among several."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.build.soundness import look, looks
from archive.build.version import parser_version
from archive.build.workers import Workers
from tests.support.archives import built, fill, varied

Break = Callable[[Path], None]


def _change(sql: str) -> Break:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            assert connection.execute(sql).rowcount > 0

    return change


def _cut_index(path: Path) -> None:
    """Blank the root page of an index."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT min(rootpage) FROM sqlite_master WHERE type = 'index'").fetchone()
    with path.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


FAULTS: dict[str, Break] = {
    "values that report_captures may not hold": _change("UPDATE report_captures SET role = 'unheard of'"),
    "values that requests may not hold": _change("UPDATE requests SET total = x'31'"),
    "rows that point at what is not there": _change(
        "DELETE FROM captures WHERE id IN (SELECT capture_id FROM reports)"
    ),
    "the file": _cut_index,
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    layout = fill(tmp_path_factory.mktemp("sound"), *varied())
    built(layout)
    return layout.database


@pytest.fixture(scope="module", params=[1, 2])
def hands(database: Path, request: pytest.FixtureRequest) -> Iterator[Workers]:
    with Workers(database.parent, parser_version(), request.param) as workers:
        yield workers


def said(path: Path, hands: Workers) -> list[str]:
    return [words for words in hands.in_order(look, look, looks(path)) if words is not None]


def test_a_sound_database_gives_nothing_to_say(database: Path, hands: Workers) -> None:
    assert said(database, hands) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_named(database: Path, hands: Workers, tmp_path: Path, fault: str) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(database.read_bytes())
    FAULTS[fault](broken)
    assert any(words.startswith(fault) for words in said(broken, hands))
