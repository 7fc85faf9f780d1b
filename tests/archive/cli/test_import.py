"""`gongkai import`: the same door for files, folders and web archives."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.captures import Capture, CaptureStore
from archive.layout import Layout
from tests.support.archives import SITE, fill, page, titled, varied
from tests.support.command import gongkai
from tests.support.exchanges import exchange
from tests.support.foreign import write_wacz


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "data")


def _captures(layout: Layout) -> list[Capture]:
    with CaptureStore(layout) as store:
        return list(store.captures())


def _import(layout: Layout, *arguments: str | Path, code: int = 0) -> str:
    done = gongkai("import", "--archive", layout.root, *arguments)
    assert done.returncode == code, done.stderr
    return done.stderr


def test_a_file_gets_a_name_that_tells_nothing_of_the_machine(layout: Layout, tmp_path: Path) -> None:
    names = set()
    for folder in ("one", "two"):
        file = tmp_path / folder / "临江 2023.html"
        file.parent.mkdir()
        file.write_bytes(page())
        _import(layout, file)
        names |= {capture.url for capture in _captures(layout)}
    (name,) = names
    assert name.startswith("import:")
    assert name.endswith("/%E4%B8%B4%E6%B1%9F%202023.html")
    assert str(tmp_path) not in json.dumps([str(capture) for capture in _captures(layout)])
    (capture,) = _captures(layout)
    assert (capture.status, capture.source, capture.content_type) == (None, "import", "text/html")
    assert capture.link_text == "临江 2023"


def test_address_and_time_are_taken_as_given(layout: Layout, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(page())
    given = ("--url", f"{SITE}/a.html", "--captured-at", "2022-03-01T08:00:00+08:00")
    _import(layout, file, *given)
    _import(layout, file, *given)
    (capture,) = _captures(layout)
    assert (capture.url, f"{capture.captured_at:%Y-%m-%dT%H:%M:%S%z}") == (f"{SITE}/a.html", "2022-03-01T00:00:00+0000")


def test_a_folder_is_walked_and_bad_files_do_not_stop_it(layout: Layout, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "2.html").write_bytes(page(2022))
    (folder / "1.html").write_bytes(page(2021))
    (folder / "empty.html").write_bytes(b"")
    (folder / ".hidden").write_bytes(b"x")
    (folder / "broken.warc.gz").write_bytes(gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n")[:-9])
    said = _import(layout, folder, tmp_path / "missing", code=1)
    assert len(_captures(layout)) == 2
    complaints = [line for line in said.splitlines() if line.startswith("gongkai: ")]
    assert [any(name in line for line in complaints) for name in ("empty.html", "missing", "broken.warc")] == [True] * 3
    assert len(complaints) == 3
    assert "Traceback" not in said


def test_our_own_warcs_come_back_as_they_were(layout: Layout, tmp_path: Path) -> None:
    source = fill(tmp_path / "source", *varied(), exchange(f"{SITE}/2022.html", b"", 30, status=304))
    _import(layout, source.warcs)
    bare = {"warc", "offset", "source", "content_type", "origin"}

    def told(one: Layout) -> list[dict[str, object]]:
        return [
            {name: getattr(x, name) for name in Capture.__dataclass_fields__ if name not in bare}
            for x in _captures(one)
        ]

    assert told(layout) == told(source)
    with CaptureStore(source) as first, CaptureStore(layout) as second:
        for ours, theirs in zip(first.captures(), second.captures(), strict=True):
            assert first.body(ours) == second.body(theirs)


def _foreign_warc() -> bytes:
    """As another crawler writes it: response first, chunked and gzipped, then a WET text."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    body = gzip.compress(page())
    chunked = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    date = {"WARC-Date": "2021-02-03T04:05:06Z"}
    for kind, payload, more in (("response", chunked, {"http_headers": http}), ("dns", b"x", {})):
        url = f"{SITE}/1" if kind == "response" else "dns:example"
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(payload), length=len(payload), warc_headers_dict=dict(date), **more
            )
        )
    text = "一、总体情况\n本机关…".encode()
    writer.write_record(
        writer.create_warc_record(
            f"{SITE}/2", "conversion", payload=io.BytesIO(text), length=len(text), warc_content_type="text/plain",
            warc_headers_dict=dict(date),
        )
    )  # fmt: skip
    return out.getvalue()


@pytest.mark.parametrize("pack", ["warc.gz", "warc", "wacz"])
def test_web_archives_of_others_are_read(layout: Layout, tmp_path: Path, pack: str) -> None:
    file = tmp_path / f"crawl.{pack}"
    raw = _foreign_warc()
    if pack == "wacz":
        write_wacz(file, raw)
    else:
        file.write_bytes(raw if pack == "warc.gz" else gzip.decompress(raw))
    _import(layout, file)
    response, text = _captures(layout)
    assert (response.status, response.source, f"{response.captured_at:%FT%T}") == (200, "import", "2021-02-03T04:05:06")
    assert (text.status, text.content_type) == (None, "text/plain")
    inside = f"crawl.{pack}" + "!archive/data.warc.gz" * (pack == "wacz")
    assert (response.origin, text.origin) == (f"file:{inside}", f"conversion:{inside}")
    with CaptureStore(layout) as store:
        assert store.body(response) == page()
        assert store.body(text).decode().startswith("一、总体情况")


def test_a_docx_is_a_file_and_no_web_archive(layout: Layout, tmp_path: Path) -> None:
    file = tmp_path / f"{titled()}.docx"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("word/document.xml", "<w/>")
    _import(layout, file)
    assert len(_captures(layout)) == 1


def test_bad_use(layout: Layout, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"x")
    assert "--url names one file" in _import(layout, tmp_path / "a", tmp_path / "b", "--url", SITE, code=2)
    assert "ISO 8601" in _import(layout, tmp_path / "a", "--captured-at", "yesterday", code=2)
    assert not layout.root.exists()


def test_a_web_archive_that_is_cut_short_is_named_and_its_whole_records_taken(layout: Layout, tmp_path: Path) -> None:
    plain = gzip.decompress(_foreign_warc())
    file = tmp_path / "short.warc"
    file.write_bytes(plain[:-12])
    assert "cut short" in _import(layout, file, code=1)
    assert [capture.url for capture in _captures(layout)] == [f"{SITE}/1"]
