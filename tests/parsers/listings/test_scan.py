"""A report's page that is read without a parser offers the same files, frames and text as one that is parsed."""

from __future__ import annotations

import pytest

from parsers.decoding import decode
from parsers.listings import is_file_link, read_list, read_report
from parsers.listings.scan import plain_report
from tests.support.web.pages import report
from tests.wild import generate

URL = "http://www.qhx.gov.cn/zfxxgk/202401/t20240120_1.html"
REPORT = report("青禾县2023年政府信息公开工作年度报告", "<p>各项工作平稳有序，群众办事更为便利。</p>" * 60)
OFFERS = (
    '<p><a href="P0202401.PDF">附件</a></p>',
    '<p><a href="/files/%E5%B9%B4%2Epdf">附件</a></p>',
    '<p><a href="/files/a&#46;pdf">附件</a></p>',
    '<p><a href="/down?id=7">年度报告.docx</a></p>',
    '<p><a href="/down?id=7" title="年度报告.xlsx">下载</a></p>',
    '<p><a href="/down.jsp?fileName=a.doc&amp;x=1">下载</a></p>',
    '<p><a href="/module/download/downfile.jsp?classid=0&filename=1f">下载</a></p>',
    '<p><a href="/group1/attach/12">下载</a></p>',
    "<p><span onclick=\"window.open('/a/b.zip')\">下载</span></p>",
    '<div data-href="/a/b.rar">下载</div>',
    '<iframe src="/pdfjs/web/viewer.html?file=/a/b.pdf"></iframe>',
    '<iframe src="/neirong.html"></iframe>',
    '<embed src="a.pdf">',
    '<object data="/a/b"></object>',
    "<script>var url = '/a/b.pdf';</script>",
    "<script>document.write('<a href=\"/download/12345678\">下载</a>');</script>",
    "<script>$('#zoom').load('/part.html');</script>",
    "<p>见 <A HREF='a.ofd'>此处</A>",
    "<!-- <p> --><a href='a.wps'>附件</a>",
)
PLAIN = (
    "",
    '<p><a href="/zfxxgk/">返回</a></p>',
    "<script>var a = document.body; if (a < 3) { a.etc(); }</script>",
    "<style>p > a { color: red }</style><noscript>请启用脚本</noscript>",
    "<!-- 一、总体情况 <p> -->",
    "<script>never closed",
    "<p>少于 <5 件</p>",
    '<img src="logo.png">',
)


def with_foot(snippet: str) -> bytes:
    return REPORT.replace("</body>", f"{snippet}</body>").encode()


def offered(body: bytes) -> tuple[list[str], list[str]]:
    """Files and frames that the whole reading of a list page finds."""
    page = read_list(body, URL, "text/html; charset=utf-8")
    return sorted(link.url for link in page.links if link.is_file), sorted(page.frames)


@pytest.mark.parametrize("snippet", [*OFFERS, *PLAIN])
def test_files_and_frames_are_those_of_a_parsed_page(snippet: str) -> None:
    body = with_foot(snippet)
    report = read_report(body, URL, "text/html; charset=utf-8")
    assert report is not None
    found = sorted(link.url for link in report.links if link.is_file or is_file_link(link.url))
    assert (found, sorted(report.frames)) == offered(body)
    if snippet in OFFERS:
        assert found or report.frames


@pytest.mark.parametrize("snippet", PLAIN)
def test_a_page_that_offers_nothing_is_read_without_a_parser(snippet: str) -> None:
    markup = with_foot(snippet).decode()
    text = plain_report(markup, URL)
    assert text is not None
    assert "never closed" in snippet or "var a" not in text
    assert "color: red" not in text


@pytest.mark.parametrize(
    "markup",
    [
        "<html><title>一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况</title><p>见附件。</p></html>",
        "<script>'一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况'</script><p>"
        + "新闻。" * 600
        + "</p>",
        "<!-- 一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 --><p>"
        + "新闻。" * 600
        + "</p>",
        "<p>" + "新闻。" * 600 + "</p>",
        "<p title='一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况'>"
        + "新闻。" * 600
        + "</p>",
    ],
)
def test_what_is_no_report_is_none_to_the_scan_either(markup: str) -> None:
    assert plain_report(markup, URL) is None


def test_wild_reports_read_alike() -> None:
    scanned = 0
    for seed in range(900, 960):
        wild = generate(seed)
        if not wild.file.endswith((".html", ".htm")):
            continue
        markup = decode(wild.body).text
        text, page = plain_report(markup, URL), read_list(wild.body, URL)
        if text is not None:
            scanned += 1
            assert page.has_headings
            assert not page.frames
            assert not page.pages
            assert not [link for link in page.links if link.is_file]
            ours, theirs = (len("".join(said.split())) for said in (text, page.text))
            assert abs(ours - theirs) < 0.05 * theirs
    assert scanned > 20
