import gzip
import io
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.captures import CaptureStore, StoreError, rebuild_index
from archive.layout import Layout
from tests.support.exchanges import exchange

PAGE = "http://www.example.gov.cn/xxgk/nb/1.html"


def _warcs(layout: Layout) -> list[Path]:
    return sorted(layout.warcs.glob("*.warc.gz"))


def _checked(layout: Layout) -> bool:
    command = [sys.executable, "-m", "warcio.cli", "check", *map(str, _warcs(layout))]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _rows(layout: Layout) -> list[object]:
    with CaptureStore(layout) as store:
        return list(store.captures())


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "data")


def test_bytes_come_back_and_others_can_read_them(layout: Layout) -> None:
    headers = (
        ("Content-Type", "text/html"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("X-Name", "公开".encode().decode("latin-1")),
    )
    with CaptureStore(layout, writable=True) as store:
        stored = store.write(
            exchange(
                PAGE, b"<p>\xb9\xab\xbf\xaa</p>", response_headers=headers, via="http://a/", link_text=" 年报\n2021 "
            )
        )
    with CaptureStore(layout) as store:
        assert store.get(stored.id) == stored == store.latest(PAGE)
        assert store.body(stored) == b"<p>\xb9\xab\xbf\xaa</p>"
        assert [value for name, value in store.response_headers(stored) if name == "Set-Cookie"] == ["a=1", "b=2"]
        assert (stored.via, stored.link_text) == ("http://a/", "年报 2021")
    raw = b"".join(gzip.decompress(path.read_bytes()) for path in _warcs(layout))
    assert "X-Name: 公开\r\n".encode() in raw
    assert "linkText: 年报 2021\r\n".encode() in raw
    assert raw.count(b"WARC/1.1\r\n") == 4  # warcinfo, request, metadata, response
    assert _checked(layout)


CODED = {
    "gzip": gzip.compress(b"text" * 99, mtime=0),
    "deflate": zlib.compress(b"text" * 99),
    "br": brotli.compress(b"text" * 99),
    "identity": b"text" * 99,
}


@pytest.mark.parametrize("coding", CODED)
def test_content_codings_are_undone_and_wire_bytes_kept(layout: Layout, coding: str) -> None:
    headers = (("Content-Type", "text/plain"), ("Content-Encoding", coding))
    with CaptureStore(layout, writable=True) as store:
        stored = store.write(exchange(PAGE, CODED[coding], response_headers=headers))
        assert store.body(stored) == b"text" * 99
        assert stored.length == 396
    assert CODED[coding] in gzip.decompress(_warcs(layout)[0].read_bytes())
    if coding != "br":  # warcio's own checker stumbles over brotli 1.2 before it looks at the digest
        assert _checked(layout)


def test_a_body_that_is_not_coded_as_declared_is_kept_as_it_came(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        stored = store.write(exchange(PAGE, b"plain", response_headers=(("Content-Encoding", "gzip"),)))
        assert store.body(stored) == b"plain"


def test_unchanged_content_becomes_a_revisit(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        first = store.write(exchange(PAGE, b"same"))
        again = store.write(exchange(PAGE, b"same", 1))
        asked = store.write(exchange(PAGE, b"", 2, status=304))
        other = store.write(exchange(PAGE, b"new", 3))
        elsewhere = store.write(exchange(PAGE + "?b", b"same", 4))
        assert [x.payload_of for x in (first, again, asked, other, elsewhere)] == [None, first.id, first.id, None, None]
        assert [store.body(x) for x in (first, again, asked, other)] == [b"same", b"same", b"same", b"new"]
        assert store.latest(PAGE) == other
        assert len({first.id, again.id, asked.id, other.id, elsewhere.id}) == 5
    raw = gzip.decompress(_warcs(layout)[0].read_bytes())
    assert raw.count(b"WARC-Type: revisit") == 2
    assert raw.count(b"server-not-modified") == 1
    assert _checked(layout)


def test_a_refusal_is_kept_and_never_the_latest(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        good = store.write(exchange(PAGE, b"report"))
        store.write(exchange(PAGE, b"no", 1, status=403))
        assert store.latest(PAGE) == good
        assert store.known(PAGE)
        assert not store.known(PAGE + "x")
        assert store.count() == 2


def test_the_same_exchange_is_stored_once(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        assert store.write(exchange(PAGE, b"a")) == store.write(exchange(PAGE, b"a"))
        assert store.count() == 1


def test_an_import_is_a_resource_without_status(layout: Layout) -> None:
    with CaptureStore(layout, writable=True) as store:
        stored = store.write(exchange("import:ab/a b.html", b"x", status=None, source="import"))
        assert (stored.status, stored.source, stored.url) == (None, "import", "import:ab/a%20b.html")
        assert store.body(stored) == b"x"
        assert stored.holds_content
    assert b"WARC-Type: resource" in gzip.decompress(_warcs(layout)[0].read_bytes())
    assert _checked(layout)


def test_the_index_is_rebuilt_from_the_warcs_alone(layout: Layout) -> None:
    with CaptureStore(layout, writable=True, roll_size=900) as store:
        for n in range(6):
            store.write(exchange(f"{PAGE}?{n % 4}", b"x" * (n % 3), n, via=PAGE, link_text=f"{n}年"))
        store.write(exchange(PAGE, b"", 7, status=304))
        store.write(exchange("import:1/a.txt", b"t", 8, status=None, source="import"))
        store.write(exchange(PAGE, b"w", 9, source="import"))
    before = _rows(layout)
    assert len(_warcs(layout)) > 1
    layout.capture_index.unlink()
    assert rebuild_index(layout) == 9
    assert _rows(layout) == before


def test_reading_needs_captures(layout: Layout) -> None:
    with pytest.raises(StoreError, match="gongkai crawl"), CaptureStore(layout):
        pass


def test_a_corrupt_index_says_the_mend(layout: Layout) -> None:
    layout.root.mkdir()
    layout.capture_index.write_bytes(b"not a database" * 99)
    with pytest.raises(StoreError, match="delete it"), CaptureStore(layout, writable=True):
        pass


def test_the_request_is_kept_with_its_method_and_what_was_sent(layout: Layout) -> None:
    sent = "pageNo=2&cid=年报".encode()
    asked = exchange("http://a.gov.cn/list.do?x=1", b"<html>2</html>", method="POST", sent=sent)
    with CaptureStore(layout, writable=True) as store:
        store.write(asked)
    raw = b"".join(gzip.decompress(path.read_bytes()) for path in _warcs(layout))
    assert b"\r\n\r\nPOST /list.do?x=1 HTTP/1.1\r\n" in raw
    (request,) = [
        record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO(raw), check_digests="raise")
        if record.rec_type == "request"
    ]
    assert request == sent
