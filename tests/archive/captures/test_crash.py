"""A crash at any byte, and between any two steps, loses no capture that was acknowledged and leaves no torn record."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from archive.captures import CaptureStore, DamagedWarc, Planned, pack
from archive.layout import Layout
from archive.lock import ArchiveLock, Locked
from tests.support.exchanges import exchange

PAGE = "http://www.example.gov.cn/xxgk/nb/"

KILLED = """
import os, signal, sys
from pathlib import Path
from archive.captures import CaptureStore, index
from archive.layout import Layout
from tests.support.exchanges import exchange

with CaptureStore(Layout(Path(sys.argv[1])), writable=True) as store:
    store.write(exchange("http://a/1", b"one"))
    index.CaptureIndex.add = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
    store.write(exchange("http://a/2", b"two", via="http://a/", link_text="二"))
"""

STAGE = """
import sys
from pathlib import Path
from archive.lock import ArchiveLock
with ArchiveLock(Path(sys.argv[1])):
    pass
"""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "data")


def _only_warc(layout: Layout) -> Path:
    (path,) = layout.warcs.glob("*.warc.gz")
    return path


def _whole(path: Path) -> bool:
    command = [sys.executable, "-m", "warcio.cli", "check", str(path)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_cut_at_every_byte_of_the_last_capture(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        first = store.write(exchange(PAGE + "1", b"one"))
    path = _only_warc(layout)
    whole = path.read_bytes()
    index = layout.capture_index.read_bytes()
    with CaptureStore(layout, writable=True) as store:
        second = store.write(exchange(PAGE + "2", b"two", via=PAGE, link_text="二"))
    longer = path.read_bytes()
    for length in range(len(whole), len(longer)):
        path.write_bytes(longer[:length])
        layout.capture_index.write_bytes(index)
        with CaptureStore(layout, writable=True) as store:
            assert list(store.captures()) == [first]
        assert path.read_bytes() == whole, length
    path.write_bytes(longer)
    layout.capture_index.write_bytes(index)
    with CaptureStore(layout, writable=True) as store:
        assert list(store.captures()) == [first, second]
    assert path.read_bytes() == longer


@pytest.mark.parametrize("rubbish", [b"\0" * 5000, b"\x1f\x8b\x08" * 100, b"x"])
def test_rubbish_after_the_end_is_cut(layout: Layout, rubbish: bytes) -> None:
    with CaptureStore(layout, writable=True) as store:
        store.write(exchange(PAGE, b"one"))
    path = _only_warc(layout)
    whole = path.read_bytes()
    path.write_bytes(whole + rubbish)
    with CaptureStore(layout, writable=True) as store:
        store.write(exchange(PAGE, b"two", 1))
        assert store.count() == 2
    assert path.read_bytes().startswith(whole)
    assert _whole(path)


def test_killed_between_the_bytes_and_the_index(layout: Layout) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(layout.root)], check=False, capture_output=True)
    assert ended.returncode == -9, ended.stderr
    with CaptureStore(layout) as store:
        assert [x.url for x in store.captures()] == ["http://a/1"]
    with CaptureStore(layout, writable=True) as store:
        two = store.latest("http://a/2")
        assert two is not None
        assert (store.body(two), two.via, two.link_text) == (b"two", "http://a/", "二")
        assert store.write(exchange("http://a/2", b"two")) == two
    assert _whole(_only_warc(layout))


def test_bytes_that_were_indexed_are_never_given_up_silently(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        store.write(exchange(PAGE, b"one"))
    path = _only_warc(layout)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedWarc, match="bring the whole file back"), CaptureStore(layout, writable=True):
        pass


def test_a_break_inside_a_file_is_not_taken_for_a_torn_tail(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        middle = store.write(exchange(PAGE + "1", b"one"))
        store.write(exchange(PAGE + "2", b"two"))
    path = _only_warc(layout)
    broken = bytearray(path.read_bytes())
    broken[middle.offset + 30] ^= 0xFF
    path.write_bytes(broken)
    layout.capture_index.unlink()
    with pytest.raises(DamagedWarc, match="broken at byte"), CaptureStore(layout, writable=True):
        pass
    assert path.read_bytes() == bytes(broken)


def test_bytes_that_changed_on_the_disk_are_never_handed_out(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        stored = store.write(exchange(PAGE, bytes(range(256)) * 20))
    path = _only_warc(layout)
    whole = path.read_bytes()
    refused = 0
    with CaptureStore(layout) as store:
        for place in range(stored.offset + 200, len(whole), 40):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
            try:
                assert store.body(stored) == bytes(range(256)) * 20  # a header or a checksum was hit
            except DamagedWarc:
                refused += 1
    assert refused


def test_a_second_writer_leaves_with_one_line(layout: Layout) -> None:
    with CaptureStore(layout, writable=True):
        with pytest.raises(Locked, match=r"pid \d+ since .*wait"), CaptureStore(layout, writable=True):
            pass
        with CaptureStore(layout) as reader:
            assert reader.count() == 0
    with CaptureStore(layout, writable=True):
        pass


def test_a_stage_works_under_the_lock_of_its_run(layout: Layout) -> None:
    command = [sys.executable, "-c", STAGE, str(layout.lock)]
    with ArchiveLock(layout.lock) as lock:
        assert subprocess.run(command, check=False, capture_output=True).returncode == 1
        assert subprocess.run(command, check=False, env=lock.hand_on()).returncode == 0
        with pytest.raises(Locked):
            ArchiveLock(layout.lock).acquire()


def test_a_full_disk_leaves_nothing_half_written(layout: Layout) -> None:
    """What cannot be written whole is taken back, so that later captures do not stand behind a torn record."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with CaptureStore(layout, writable=True) as store:
        first = store.write(exchange(PAGE + "1", b"one"))
        whole = _only_warc(layout).read_bytes()
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 100, hard))
        try:
            with pytest.raises(OSError, match="too large"):
                store.write(exchange(PAGE + "2", b"two"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert _only_warc(layout).read_bytes() == whole
        third = store.write(exchange(PAGE + "3", b"three"))
        assert list(store.captures()) == [first, third]
    assert _whole(_only_warc(layout))
    with CaptureStore(layout, writable=True) as store:
        assert store.body(third) == b"three"


def test_many_captures_wait_for_the_disk_once_and_roll_between_files(layout: Layout) -> None:
    with CaptureStore(layout, writable=True, roll_size=2000) as store:
        plans = [store.plan(exchange(f"{PAGE}{n}", bytes([n]) * 500, n)) for n in range(6)]
        packed = [pack(plan) for plan in plans if isinstance(plan, Planned)]
        stored = store.enter(packed, store.append(packed))
        assert [store.body(capture) for capture in stored] == [bytes([n]) * 500 for n in range(6)]
        assert len({capture.warc for capture in stored}) > 1
    layout.capture_index.unlink()
    with CaptureStore(layout, writable=True) as store:
        assert list(store.captures()) == stored
