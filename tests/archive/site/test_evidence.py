"""From every number to its very cell on the captured page, and nothing of that page can act."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from archive.captures import CaptureStore
from archive.layout import Layout
from archive.site.app import Site, open_site
from archive.site.evidence import harmless_html, harmless_text
from parsers import parse
from parsers.decoding import decode
from parsers.text import tidy
from tests.support.site_archive import (
    FILE_URL,
    HOSTILE_CELL,
    HOSTILE_URL,
    TEXT_URL,
    WRONG_URL,
    make_archive,
    pages,
    url_of,
)
from tests.wild import generate

At = Callable[[str], str]


def marked(page: str) -> list[str]:
    return [tidy(cell.text_content()) for cell in html.fromstring(page).xpath("//*[@id='cell']")]


async def captured(site: Site, report_id: str, cell: str = "") -> str:
    answer = await site.client.get(f"/report/{report_id}/capture?cell={cell}")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in policy
    return answer.text


@pytest.mark.parametrize("url", [WRONG_URL, url_of(0, 2020), HOSTILE_URL])
async def test_every_cell_of_a_report_is_marked_where_it_stands(site: Site, report_at: At, url: str) -> None:
    report = report_at(url)
    for cell in parse(pages()[url]).cells[::7]:
        assert marked(await captured(site, report, cell.path)) == [tidy(cell.raw)], cell.path


@pytest.mark.parametrize("seed", range(40))
def test_cells_of_wild_pages_are_marked_where_they_stand(seed: int) -> None:
    wild = generate(seed)
    text = decode(wild.body).text
    cells = [cell for cell in parse(wild.body).cells if "table" in cell.locator]
    for cell in cells[:: max(1, len(cells) // 6)]:
        page, found = harmless_html(text, cell.locator)
        assert found
        assert [text.replace(" ", "") for text in marked(page)] == [tidy(cell.raw).replace(" ", "")], cell.path


async def test_the_line_of_a_text_is_marked(site: Site, report_at: At) -> None:
    cell = "proactive_disclosure/government_rules/in_force"
    assert marked(await captured(site, report_at(TEXT_URL), cell)) == ["规章 | 3 | 1 | 25 |"]


async def test_a_hostile_page_is_shown_as_text(site: Site, report_at: At) -> None:
    page = await captured(site, report_at(HOSTILE_URL), "requests/new_requests/other")
    root = html.fromstring(page)
    assert marked(page) == [HOSTILE_CELL]
    for element in root.iter():
        assert element.tag not in {"script", "img", "iframe", "svg", "style", "form", "input", "base", "object"}
        allowed = {"colspan", "rowspan", "id", "class", "lang", "charset", "rel", "href"}
        assert set(element.attrib) <= (
            allowed if element.tag in {"html", "meta", "link"} else allowed - {"href", "rel"}
        )
    assert root.xpath("//@href") == [root.xpath("//link/@href")[0]]
    assert root.xpath("//link/@href")[0].startswith("/assets/capture.css")
    assert "evil.example" not in page.split("=HYPERLINK")[0]


@pytest.mark.parametrize(
    "hostile",
    [
        "<table><tr><td colspan='9999999999' onclick=x>1</td></tr></table>",
        "<table><tr><td colspan='2\" onclick=\"alert(1)'>1</td></tr></table>",
        "<b>" * 3000 + "deep",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><![CDATA[<script>]]><!-- <script> -->",
        "<plaintext><script>alert(1)</script>",
        "<title></title><math><mi xlink:href='javascript:alert(1)'>x</mi></math><p>y</p>",
        "",
        "\x00\x01<p>x</p>",
    ],
)
def test_odd_markup_gives_only_known_elements(hostile: str) -> None:
    page, found = harmless_html(hostile, {"table": 5, "row": 0, "cell": 0})
    assert not found
    root = html.fromstring(f"<div>{page}</div>")
    for element in root.iter():
        assert element.tag not in {"script", "math", "title", "svg"}
        assert set(element.attrib) <= {"colspan", "rowspan"}


def test_a_line_beyond_the_text_is_not_found() -> None:
    assert harmless_text("a<b>\nc", {"line": 9}) == ("<pre>a&lt;b&gt;\nc</pre>", False)


async def test_the_captured_bytes_can_be_saved(site: Site, report_at: At) -> None:
    answer = await site.client.get(f"/report/{report_at(HOSTILE_URL)}/capture/file")
    assert answer.content == pages()[HOSTILE_URL]
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_a_broken_file_says_so_and_can_be_saved(site: Site, report_at: At) -> None:
    assert "the PDF is broken" in await captured(site, report_at(FILE_URL))
    answer = await site.client.get(f"/report/{report_at(FILE_URL)}/capture/file")
    assert answer.content == b"%PDF-1.4 nothing"


async def test_a_cell_that_is_not_there_is_not_found(site: Site, report_at: At) -> None:
    for cell in ("requests/none/total", "x", "requests/new_requests/total/more"):
        answer = await site.client.get(f"/report/{report_at(WRONG_URL)}/evidence?cell={cell}")
        assert answer.status_code == 404


async def test_missing_captures_are_said_and_the_numbers_stay(tmp_path: Path) -> None:
    layout: Layout = make_archive(tmp_path / "data")
    with CaptureStore(layout) as store:
        assert store.count()
    for warc in layout.warcs.iterdir():
        warc.write_bytes(gzip.compress(b"cut"))
    site = open_site(layout)
    report = (await site.client.get("/gongkai/reports.json?_shape=array")).json()[0]["id"]
    evidence = await site.client.get(f"/report/{report}/evidence")
    assert evidence.status_code == 200
    assert "存档文件读不出" in evidence.text
    assert (await site.client.get(f"/report/{report}/capture")).status_code == 404
    assert (await site.client.get(f"/report/{report}")).status_code == 200
