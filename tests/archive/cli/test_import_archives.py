"""`gongkai import` of web archives that others made: labelled, checked against their own digests, bounded."""

import gzip
import struct
import zipfile
from pathlib import Path

import pytest

from archive.captures import Capture, CaptureStore
from archive.captures import incoming_warc as bounds
from archive.layout import Layout
from tests.support.archives import SITE, built, fill, page, rows
from tests.support.command import gongkai
from tests.support.exchanges import exchange
from tests.support.foreign import arc, record, write_wacz

URL = f"{SITE}/2023.html"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "data")


def captures(layout: Layout) -> list[Capture]:
    with CaptureStore(layout) as store:
        return list(store.captures())


def taken(layout: Layout, file: Path, code: int = 0) -> str:
    done = gongkai("import", "--archive", layout.root, file)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def flat(year: int = 2023) -> str:
    """A report as Common Crawl's text extraction gives it: lines, no markup."""
    from lxml import html

    return "\n".join(line.strip() for line in html.fromstring(page(year).decode()).itertext() if line.strip())


def test_an_arc_file_keeps_bytes_and_time(layout: Layout, tmp_path: Path) -> None:
    parts = arc(URL, page())
    for name, raw in (("old.arc", b"".join(parts)), ("old.arc.gz", b"".join(map(gzip.compress, parts)))):
        (tmp_path / name).write_bytes(raw)
        taken(layout, tmp_path / name)
    (capture,) = captures(layout)
    assert (capture.status, f"{capture.captured_at:%FT%T}", capture.origin) == (
        200,
        "2021-02-03T04:05:06",
        "file:old.arc",
    )
    with CaptureStore(layout) as store:
        assert store.body(capture) == page()


def test_a_second_import_adds_nothing(layout: Layout, tmp_path: Path) -> None:
    file = tmp_path / "a.wacz"
    write_wacz(file, record(URL, page()))
    taken(layout, file)
    before = sorted((path.name, path.read_bytes()) for path in layout.warcs.iterdir())
    assert "new: 0; 已有 already here: 1" in taken(layout, file)
    assert sorted((path.name, path.read_bytes()) for path in layout.warcs.iterdir()) == before


def test_a_text_of_others_is_read_and_labelled_and_gives_way_to_the_page(layout: Layout, tmp_path: Path) -> None:
    file = tmp_path / "CC.warc.wet.gz"
    file.write_bytes(record(URL, flat().encode(), "conversion", "text/plain"))
    taken(layout, file)
    built(layout)
    label = "SELECT reports.status, format, origin FROM reports JOIN captures ON captures.id = capture_id"
    ((status, format_, origin),) = rows(layout, label)
    assert (format_, origin) == ("text", "conversion:CC.warc.wet.gz")
    assert status in ("parsed", "partial")
    fill(layout.root, exchange(URL, page()))  # captured later
    older = record(URL, page(), WARC_Date="2019-01-01T00:00:00Z")
    (tmp_path / "page.warc.gz").write_bytes(older)
    taken(layout, tmp_path / "page.warc.gz")
    built(layout)
    assert rows(layout, label) == [("parsed", "html", None)]


def test_a_text_that_is_newer_than_the_page_does_not_replace_it(layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(
        record(URL, page(), WARC_Date="2019-01-01T00:00:00Z") + record(URL, flat().encode(), "conversion", "text/plain")
    )
    taken(layout, tmp_path / "a.warc.gz")
    built(layout)
    assert rows(layout, "SELECT format FROM reports") == [("html",)]


def test_a_record_whose_digest_is_wrong_is_named_and_left_out(layout: Layout, tmp_path: Path) -> None:
    bent = gzip.compress(gzip.decompress(record(URL, page())).replace(b"</html>", b"</hTml>"))
    (tmp_path / "a.warc.gz").write_bytes(bent + record(f"{SITE}/other.html", page(2022)))
    said = taken(layout, tmp_path / "a.warc.gz", code=1)
    assert f"{URL}: the bytes are not those of its digest" in said
    assert [capture.url for capture in captures(layout)] == [f"{SITE}/other.html"]


def test_a_page_that_its_maker_cut_is_named_and_left_out(layout: Layout, tmp_path: Path) -> None:
    cut = record(URL, page()[:9000], WARC_Truncated="length")
    (tmp_path / "a.warc.gz").write_bytes(cut + record(f"{SITE}/other.html", page(2022)))
    assert f"{URL}: its maker kept only the beginning (length)" in taken(layout, tmp_path / "a.warc.gz", code=1)
    assert [capture.url for capture in captures(layout)] == [f"{SITE}/other.html"]


def test_a_payload_digest_over_the_unchunked_body_is_right_too(layout: Layout, tmp_path: Path) -> None:
    import io

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    from archive.captures.identity import payload_digest

    chunked = f"{len(page()):x}\r\n".encode() + page() + b"\r\n0\r\n\r\n"
    with (tmp_path / "a.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        http = StatusAndHeaders("200 OK", [("Transfer-Encoding", "chunked")], protocol="HTTP/1.1")
        named = {"WARC-Date": "2021-02-03T04:05:06Z", "WARC-Payload-Digest": payload_digest(page())}
        stream = io.BytesIO(chunked)
        writer.write_record(
            writer.create_warc_record(URL, "response", stream, len(chunked), http_headers=http, warc_headers_dict=named)
        )
    taken(layout, tmp_path / "a.warc.gz")
    with CaptureStore(layout) as store:
        assert store.body(captures(layout)[0]) == page()


@pytest.mark.parametrize(
    ("changes", "said", "kept"),
    [
        ({"hash": "sha256:" + "0" * 64}, "not as datapackage.json says", 0),
        ({"hash": None}, "gives no digest", 1),
        ({}, "", 1),
    ],
)
def test_the_digests_of_a_wacz_are_compared(
    layout: Layout, tmp_path: Path, changes: dict[str, str], said: str, kept: int
) -> None:
    fill(layout.root, exchange(f"{SITE}/here.html", page(2020)))
    write_wacz(tmp_path / "a.wacz", record(URL, page()), **changes)
    assert said in taken(layout, tmp_path / "a.wacz", code=1 if said else 0)
    assert len(captures(layout)) == 1 + kept


def _cut(path: Path) -> None:
    write_wacz(path, record(URL, page()))
    path.write_bytes(path.read_bytes()[:-40])


def _encrypted(path: Path) -> None:
    write_wacz(path, record(URL, page()))
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = raw.find(mark)
        raw[found + at : found + at + 2] = struct.pack("<H", 1)
    path.write_bytes(raw)


def _no_warc(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("datapackage.json", "{}")


@pytest.mark.parametrize("spoil", [_cut, _encrypted, _no_warc])
def test_a_broken_wacz_is_one_line_with_its_mend(layout: Layout, tmp_path: Path, spoil: object) -> None:
    fill(layout.root, exchange(f"{SITE}/here.html", page(2020)))
    spoil(tmp_path / "a.wacz")  # type: ignore[operator]
    complaints = [line for line in taken(layout, tmp_path / "a.wacz", 1).splitlines() if line.startswith("gongkai: ")]
    assert len(complaints) == 1
    assert "a.wacz: broken web archive" in complaints[0]
    assert "get a whole copy and import it" in complaints[0]
    assert [capture.url for capture in captures(layout)] == [f"{SITE}/here.html"]


def test_gzip_that_is_none_is_one_line(layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"\x1f\x8b\x08\x00" + b"\xff" * 200)
    assert "a.warc.gz: broken web archive" in taken(layout, tmp_path / "a.warc.gz", code=1)


def test_records_packed_as_one_are_named_with_the_tool_that_mends_them(layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "a.arc.gz").write_bytes(gzip.compress(b"".join(arc(URL, page()))))
    assert "warcio recompress" in taken(layout, tmp_path / "a.arc.gz", code=1)


def test_what_unpacks_to_too_much_ends_the_reading(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive.captures.incoming import Unreadable, container_exchanges

    monkeypatch.setattr(bounds, "ALWAYS_ALLOWED", 1_000_000)
    bomb = record(URL, page()) + record(f"{SITE}/b.html", b"\0" * 40_000_000)
    (tmp_path / "a.warc.gz").write_bytes(bomb)
    write_wacz(tmp_path / "b.wacz", bomb)
    for name in ("a.warc.gz", "b.wacz"):
        got = []
        with CaptureStore(layout, writable=True) as store, pytest.raises(Unreadable, match="far more"):  # noqa: PT012
            for exchange_ in container_exchanges(tmp_path / name, store, pytest.fail):
                got.append(exchange_.url)  # noqa: PERF401
        assert got == [URL]


def test_a_record_of_endless_size_is_left_out(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.captures.incoming import container_exchanges

    monkeypatch.setattr(bounds, "MAX_DECODED", 100_000)
    (tmp_path / "a.warc.gz").write_bytes(record(URL, b"x" * 100_001) + record(f"{SITE}/b.html", page()))
    said: list[str] = []
    with CaptureStore(layout, writable=True) as store:
        got = [found.url for found in container_exchanges(tmp_path / "a.warc.gz", store, said.append)]
    assert got == [f"{SITE}/b.html"]
    assert len(said) == 1
    assert "too many" in said[0]


def test_an_index_from_before_origins_is_read_and_mended(layout: Layout) -> None:
    import sqlite3

    fill(layout.root, exchange(URL, page()))
    with sqlite3.connect(layout.capture_index) as db:
        db.execute("ALTER TABLE captures DROP COLUMN origin")
    assert captures(layout)[0].origin is None
    fill(layout.root, exchange(f"{SITE}/b.html", page(2022), source="import", origin="file:a.warc"))
    assert {capture.origin for capture in captures(layout)} == {None, "file:a.warc"}
    layout.capture_index.unlink()
    fill(layout.root)
    assert {capture.origin for capture in captures(layout)} == {None, "file:a.warc"}


def test_pictures_that_a_report_s_page_shows_are_told_to_be_its(layout: Layout, tmp_path: Path) -> None:
    title = "青石县水务局2023年政府信息公开工作年度报告"
    shown, other = f"{SITE}/a/1.html", f"{SITE}/a/2.html"
    article = f"<title>{title}</title><h1>{title}</h1><img src='p1.jpg'><img src='/b/p2.png'>"
    pages = [(shown, article), (other, "<title>2023年工作总结</title><img src='p3.jpg'>")]
    file = tmp_path / "a.warc.gz"
    pictures = [f"{SITE}{path}" for path in ("/a/p1.jpg", "/b/p2.png", "/a/p3.jpg")]
    file.write_bytes(
        b"".join(record(url, body.encode()) for url, body in pages)
        + b"".join(record(url, url.encode(), type_="image/jpeg") for url in pictures)
    )
    taken(layout, file)
    led = {one.url: (one.via, one.link_text) for one in captures(layout)}
    assert [led[url] for url in pictures] == [(shown, title), (shown, title), (None, None)]
