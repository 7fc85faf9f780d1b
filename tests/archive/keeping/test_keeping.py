"""Keeping for years: damage is found where it is, the WARC files alone give everything back, other versions are told apart."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from archive.keeping import keep_records, kept_records
from archive.layout import Layout
from tests.support.archives import SITE, built, fill, page, record_run, rows, varied
from tests.support.command import gongkai
from tests.support.dumps import sorted_dump
from tests.support.exchanges import START, exchange


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = fill(tmp_path / "data", *varied())
    record_run(layout)
    layout.holds.write_text(json.dumps({"linjiang.gov.cn": f"{START:%Y-%m-%dT%H}:02:30Z"}))
    built(layout)
    assert gongkai("export", "--archive", layout.root, "--format", "csv").returncode == 0
    return layout


def _verify(layout: Layout) -> tuple[int, list[str]]:
    done = gongkai("verify", "--archive", layout.root)
    return done.returncode, done.stdout.splitlines()


def test_the_warc_files_alone_give_back_the_same_database(layout: Layout, tmp_path: Path) -> None:
    drill = Layout(tmp_path / "drill")
    shutil.copytree(layout.warcs, drill.warcs)
    assert gongkai("restore", "--archive", drill.root).returncode == 0
    assert gongkai("build", "--archive", drill.root).returncode == 0
    assert sorted_dump(drill.database) == sorted_dump(layout.database)
    built(layout, full=True)
    assert drill.database.read_bytes() == layout.database.read_bytes()
    assert _verify(drill) == (0, [])


def test_records_are_kept_once_and_again_when_they_change_whatever_a_crash_left(layout: Layout) -> None:
    (path,) = layout.warcs.glob("records-*")
    whole = path.read_bytes()
    assert keep_records(layout) == 0
    path.write_bytes(whole + whole[:40])
    layout.holds.write_text("{}")
    assert keep_records(layout) == 1
    assert path.read_bytes().startswith(whole)
    assert dict(kept_records(layout.warcs))["holds.json"] == b"{}"


def test_what_is_sound_is_said_to_be(layout: Layout) -> None:
    assert _verify(layout) == (0, [])


def test_a_flipped_bit_anywhere_in_a_warc_file_is_found(layout: Layout) -> None:
    for path in sorted(layout.warcs.iterdir()):
        whole = path.read_bytes()
        for place in range(60, len(whole), len(whole) // 2):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
            code, said = _verify(layout)
            assert code == 1, place
            assert said[0].startswith(path.name)
            assert "bring an unbroken copy" in said[0]
        path.write_bytes(whole)


def test_damage_in_the_middle_of_a_warc_file_is_laid_upon_nothing_behind_it(layout: Layout) -> None:
    with closing(sqlite3.connect(layout.capture_index)) as db:
        places = db.execute("SELECT offset, url FROM captures WHERE payload_of IS NULL ORDER BY offset").fetchall()
    (first, url), (second, _) = places[2:4]
    (path,) = layout.warcs.glob("gongkai-*")
    whole = path.read_bytes()
    path.write_bytes(whole[: first + 20] + bytes(40) + whole[first + 60 :])
    assert first + 60 < second
    code, said = _verify(layout)
    lost = [line for line in said if "no record of" in line]
    assert code == 1
    assert len(lost) == 1
    assert url in lost[0]


def test_an_archive_that_nobody_can_write_to_is_read(layout: Layout) -> None:
    root = str(layout.root)
    if subprocess.run(["mount", "--bind", root, root], capture_output=True, check=False).returncode:
        pytest.skip("only root can mount")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", root], check=True)
        assert _verify(layout) == (0, [])
        assert gongkai("status", "--archive", root).returncode == 0
        refused = gongkai("build", "--archive", root)
        assert (refused.returncode, refused.stderr.count("\n")) == (3, 1)
    finally:
        subprocess.run(["umount", root], check=True)


def test_index_database_and_exports_are_held_against_each_other(layout: Layout) -> None:
    with closing(sqlite3.connect(layout.capture_index)) as db, db:
        db.execute("DELETE FROM captures WHERE url = ?", (f"{SITE}/list.html",))
    with (layout.exports / "csv" / "reports.csv").open("a") as out:
        out.write("x\n")
    code, said = _verify(layout)
    assert code == 1
    assert any("list.html is not in the index" in line for line in said)
    assert any("gongkai.db: capture" in line for line in said)
    assert any("exports/csv/reports.csv" in line for line in said)


def test_a_lost_warc_file_is_named(layout: Layout) -> None:
    (path,) = layout.warcs.glob("gongkai-*")
    path.unlink()
    code, said = _verify(layout)
    assert (code, len([line for line in said if path.name in line])) == (1, 8)


def test_a_folder_of_a_newer_program_is_refused_with_the_way_out(tmp_path: Path) -> None:
    layout = fill(tmp_path, exchange(f"{SITE}/1", page()))
    (tmp_path / "archive.json").write_text('{"version": 99}')
    for command in ("build", "status", "verify", "check"):
        done = gongkai(command, "--archive", tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), command
        assert "newer gongkai" in done.stderr
    assert not layout.database.exists()


def test_a_folder_of_an_older_program_is_brought_up_as_it_is_used(tmp_path: Path) -> None:
    layout = fill(tmp_path, exchange(f"{SITE}/1", page()))
    with closing(sqlite3.connect(layout.capture_index)) as db, db:
        db.execute("DROP TABLE origin")
    layout.published.write_bytes(b"made by an older program")
    assert gongkai("build", "--archive", tmp_path).returncode == 0
    assert rows(layout, "SELECT count(*) FROM reports") == [(1,)]
    assert json.loads((tmp_path / "archive.json").read_text()) == {"version": 2}
