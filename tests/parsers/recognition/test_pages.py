"""Pages that are not content, by their bytes and whatever the status says; and stubs that only send on."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.decoding import decode
from parsers.recognition import count_headings, has_report_headings, judge_page, stub_target
from tests.support.web.fault import BLOCKS
from tests.support.web.pages import page, report

HOME_PAGES = Path(__file__).parents[4] / "shared" / "pages" / "home"


@pytest.mark.parametrize("status", [200, 403, 405, 412, 521])
@pytest.mark.parametrize("product", BLOCKS)
def test_block_pages_whatever_the_status(product: str, status: int) -> None:
    assert judge_page(BLOCKS[product].encode(), status).kind == "blocked"


def test_a_report_is_content_even_if_it_speaks_of_blocks() -> None:
    body = report("青山县2023年政府信息公开工作年度报告").replace(
        "</h1>", "</h1><p>网站安全防护系统拦截攻击9次，页面不存在的问题已整改。</p>"
    )
    assert judge_page(body.encode(), 200).kind == "content"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<html><title>404 Not Found</title></html>", "soft_404"),
        ("<p>您访问的页面不存在或已删除！</p>", "soft_404"),
        ("<html><body>网站正在维护，请稍后访问。</body></html>", "maintenance"),
        ("<title>HTTP Status 500</title>", "error"),
        ("<form>请登录<input type=password></form>", "login"),
        ("您无权访问此页面", "login"),
        ("", "empty"),
        ("<html><body><div id='app'></div><script src='/a.js'></script></body></html>", "needs_script"),
        ("%PDF-1.4 …", "file"),
    ],
)
def test_the_same_bytes_with_status_200(body: str, kind: str) -> None:
    assert judge_page(body.encode(), 200).kind == kind


@pytest.mark.parametrize(
    ("status", "kind"), [(403, "refused"), (404, "not_found"), (500, "error"), (429, "refused"), (502, "error")]
)
def test_status_alone(status: int, kind: str) -> None:
    assert judge_page(b"<html><body>x</body></html>", status).kind == kind


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ('<meta http-equiv="refresh" content="0;url=/web/index.htm">', "http://a.gov.cn/web/index.htm"),
        ('<META CONTENT="0; URL=main.html" HTTP-EQUIV="Refresh">', "http://a.gov.cn/main.html"),
        ("<script>window.location.href='/web/'</script>", "http://a.gov.cn/web/"),
        ("<script>location.replace(\"http://www.a.gov.cn/\")</script>", "http://www.a.gov.cn/"),
        ("<script>if(m){location.href='http://m.a.gov.cn/'}else{location.href='http://www.a.gov.cn/'}</script>", "http://www.a.gov.cn/"),
        ("<script>document.cookie='a=1';location.href='/'</script>", None),
        ("<script>location.href='/x?' + id</script>", None),
        ("<noscript><meta http-equiv='refresh' content='0;url=/noscript'></noscript><p>" + "字" * 300 + "</p>", None),
        ("<a href=\"javascript:if(confirm('/x'))window.location='/x'\">年报</a>", None),
    ],
)  # fmt: skip
def test_stubs(body: str, target: str | None) -> None:
    assert stub_target(body.encode(), "http://a.gov.cn/") == target


def test_real_home_pages_are_told_apart_where_they_are_at_hand() -> None:
    expected = {"pbc.gov.cn": "blocked", "gd.gov.cn": "login"}
    for path in HOME_PAGES.glob("*.html"):
        verdict = judge_page(path.read_bytes(), 200)
        assert verdict.kind == expected.get(path.stem, "content"), path.stem
    assert judge_page(page("青山县人民政府", "<p>欢迎</p>").encode(), 200).is_content


def test_headings_of_a_report() -> None:
    body = report("青山县2023年政府信息公开工作年度报告")
    assert count_headings(body.replace("<", "\n<").replace(">", ">\n"))[0] == 6
    assert not has_report_headings("一、总体情况\n二、工作重点\n三、下一步打算")


@pytest.mark.parametrize("declared", ["", "text/html; charset=gb2312", "text/html; charset=utf-8"])
def test_mislabelled_text_is_read_right(declared: str) -> None:
    text = "<meta charset='gb2312'>政府信息公开年报 镕喆"
    assert decode(text.encode("gb18030"), declared).text == text
    assert decode(text.encode("utf-8"), declared).text == text
