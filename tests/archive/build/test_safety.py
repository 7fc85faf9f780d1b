"""A build is repeatable, resumable, and replaces nothing until it is good."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.build import BuildError, database, work
from archive.build.changed_database import ChangedDatabase
from archive.captures import DamagedWarc
from archive.lock import ArchiveLock
from archive.search import index
from tests.support.archives import SITE, built, fill, page, record_run, rows, varied
from tests.support.command import gongkai
from tests.support.dumps import sorted_dump
from tests.support.exchanges import exchange


def test_the_same_captures_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = fill(tmp_path / "1", *varied()), fill(tmp_path / "2", *varied())
    for layout in (one, two):
        record_run(layout)
    built(one)
    built(two, full=True)
    assert one.database.read_bytes() == two.database.read_bytes()
    built(two, full=True)
    assert one.database.read_bytes() == two.database.read_bytes()


def test_several_workers_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    many = [exchange(f"{SITE}/{year}-{n}", page(year, f"第{n}局")) for year in (2021, 2022) for n in range(20)]
    one = fill(tmp_path / "1", *many)
    assert built(one).reports == 40
    for workers in (2, 3):
        other = fill(tmp_path / str(workers), *many)
        assert built(other, workers=workers).reports == 40
        assert one.database.read_bytes() == other.database.read_bytes()


def test_step_by_step_gives_the_rows_of_a_full_build_and_parses_only_what_is_new(tmp_path: Path) -> None:
    steps, whole = tmp_path / "1", fill(tmp_path / "2", *varied())
    parsed = 0
    for item in varied():
        summary = built(fill(steps, item))
        parsed += summary.parsed
        assert summary.parsed <= 1
    full = built(whole, full=True)
    assert parsed == full.parsed == 6  # a refusal and a revisit bring no payload
    assert built(whole).parsed == 0
    assert sorted_dump(fill(steps).database) == sorted_dump(whole.database)


def test_another_parser_reads_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = fill(tmp_path, exchange(SITE, page()))
    assert built(layout).parsed == 1
    monkeypatch.setattr("archive.build.run.parser_version", lambda: "2-new")
    assert built(layout).parsed == 1


@pytest.mark.parametrize("anew", [True, False])
@pytest.mark.parametrize("broken_step", ["index", "check", "links", "values"])
def test_a_failed_build_leaves_the_old_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_step: str, anew: bool
) -> None:
    layout = fill(tmp_path, exchange(f"{SITE}/1", page()))
    built(layout)
    before = layout.database.read_bytes()
    fill(tmp_path, exchange(f"{SITE}/2", page(2022)))

    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    if broken_step == "index":
        monkeypatch.setattr("archive.search.index_reports", fails)
        monkeypatch.setattr("archive.search.index_again", fails)
    elif broken_step == "check":
        monkeypatch.setattr(database.NewDatabase, "_check", fails)
        monkeypatch.setattr(ChangedDatabase, "_check_links", fails)
    else:
        lost = "archive.build.writing._links"
        capture = "nothing" if broken_step == "links" else None
        kind = "unheard of" if broken_step == "values" else "same"
        monkeypatch.setattr(lost, lambda order: [(order.row.report_id, capture or order.row.capture_id, kind, None)])
    with pytest.raises((sqlite3.DatabaseError, BuildError)):
        built(layout, full=anew)
    assert layout.database.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))
    monkeypatch.undo()
    assert built(layout).reports == 2


def test_a_reader_keeps_its_database_while_a_new_one_is_swapped_in(tmp_path: Path) -> None:
    layout = fill(tmp_path, exchange(f"{SITE}/1", page()))
    built(layout)
    reader = sqlite3.connect(layout.database)
    assert reader.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    built(fill(tmp_path, exchange(f"{SITE}/2", page(2022))))
    assert reader.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    reader.close()
    assert rows(layout, "SELECT count(*) FROM reports") == [(2,)]


def test_a_document_that_kills_its_process_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [
        exchange(f"{SITE}/{n}", page(2022, f"第{n}局"), link_text=f"第{n}局2022年政府信息公开工作年度报告")
        for n in range(34)
    ]
    layout = fill(tmp_path, *many)
    monkeypatch.setattr("archive.build.workers.start", _start_deadly)
    summary = built(layout, workers=2)
    assert summary.by_status == {"parsed": 33, "unreadable": 1}
    assert [url for url, _, _ in summary.unread] == [f"{SITE}/7"]


def test_workers_that_do_not_start_are_no_fault_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = fill(tmp_path, *(exchange(f"{SITE}/{n}", page(2022, f"第{n}局")) for n in range(34)))
    monkeypatch.setattr("archive.build.workers.start", _start_dead)
    with pytest.raises(BuildError, match="do not start"):
        built(layout, workers=2)
    monkeypatch.undo()
    assert built(layout).by_status == {"parsed": 34}


@pytest.mark.parametrize("task", ["write_batch", "tokenised"])
def test_a_worker_that_dies_while_rows_are_made_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    many = [exchange(f"{SITE}/{n}", page(2022, f"第{n}局")) for n in range(70)]
    one, two = fill(tmp_path / "1", *many), fill(tmp_path / "2", *many)
    built(one)
    monkeypatch.setattr("archive.build.workers.start", {"write_batch": _start_poor, "tokenised": _start_mute}[task])
    built(two, workers=2)
    assert one.database.read_bytes() == two.database.read_bytes()


def _start_dead(_root: Path, _version: str) -> None:
    os._exit(1)


def _start_poor(root: Path, version: str) -> None:
    work.start(root, version)
    work.rows_of = lambda *_: os._exit(1)  # type: ignore[assignment]


def _start_mute(root: Path, version: str) -> None:
    work.start(root, version)
    index.index_tokens = lambda _: os._exit(1)  # type: ignore[assignment]


def _start_deadly(root: Path, version: str) -> None:
    work.start(root, version)
    import parsers

    honest = parsers.parse

    def deadly(body: bytes, *, url: str | None = None, **more: Any) -> parsers.Report:
        if url == f"{SITE}/7":
            os._exit(1)
        return honest(body, url=url, **more)

    parsers.parse = deadly  # type: ignore[assignment]


def test_missing_bytes_stop_the_build_and_name_the_file(tmp_path: Path) -> None:
    layout = fill(tmp_path, exchange(f"{SITE}/1", page()))
    (warc,) = layout.warcs.iterdir()
    warc.unlink()
    with pytest.raises(DamagedWarc, match="missing: bring the file back"):
        built(layout)


def test_bad_use_is_one_line_and_the_right_code(tmp_path: Path) -> None:
    none = gongkai("build", "--archive", tmp_path / "none")
    assert (none.returncode, none.stderr.count("\n")) == (2, 1)
    assert "gongkai import" in none.stderr
    assert not (tmp_path / "none").exists()
    layout = fill(tmp_path / "data", exchange(f"{SITE}/1", page()))
    with ArchiveLock(layout.lock):
        locked = gongkai("build", "--archive", layout.root)
    assert (locked.returncode, locked.stderr.count("\n")) == (3, 1)
    assert "pid" in locked.stderr
    done = gongkai("build", "--archive", layout.root)
    assert (done.returncode, done.stdout) == (0, "")
    assert "parsed 1" in done.stderr
    layout.capture_index.write_bytes(b"rubbish" * 999)
    broken = gongkai("build", "--archive", layout.root)
    assert (broken.returncode, broken.stderr.count("\n")) == (2, 1)
    assert rows(layout, "SELECT count(*) FROM reports") == [(1,)]
