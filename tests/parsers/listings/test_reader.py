"""Lists as generated pages write them: titles, dates, pages, frames, options, odd addresses."""

from __future__ import annotations

import json

import pytest

from parsers.listings import Link, read_list, read_markup
from tests.support.web.pages import Item, column_head, page, rows

URL = "http://www.qs.gov.cn/xxgk/xxgknb/index.html"


def _pages(script: str, url: str = URL) -> list[str]:
    return [
        found.url.removeprefix("http://www.qs.gov.cn/xxgk/xxgknb/")
        for found in read_markup(page("年报", script), url).pages
    ]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('<script>createPageHTML(3, 0, "index", "html");</script>', ["index_1.html", "index_2.html"]),
        ("<script>createPage(2,0,'index','htm')</script>", ["index_1.htm"]),
        ('<script>createPageHTML(41, 3, 0, "index", "shtml");</script>', ["index_1.shtml", "index_2.shtml"]),
        ('<script>createPageHTML(1, 0, "index", "html");</script>', []),
        ("<script>var countPage = 2;document.write('<a href=\"index_'+i+'.shtml\">')</script>", ["index_1.shtml"]),
        ("<script>createPageHTML('page_div',3,1,'gknb','shtml',41);</script>", ["gknb_2.shtml", "gknb_3.shtml"]),
        ('<div class="pages"><a href="list_2.html">2</a><a href="list_3.html">3</a><a href="list_2.html">下一页</a></div>', ["list_2.html", "list_3.html"]),
        ('<div class="pager"><a href="index_2.html">下一页</a><a href="index_9.html">尾页</a></div>', [f"index_{k}.html" for k in range(2, 10)]),
        ("<div class=page><a href='#'>1</a></div>", []),
    ],
)  # fmt: skip
def test_further_pages(script: str, expected: list[str]) -> None:
    assert _pages(script) == expected


def test_a_missing_page_names_what_to_ask_instead() -> None:
    found = read_markup(page("", "<script>createPageHTML('page_div',3,1,'gknb','shtml',41);</script>"), URL).pages
    assert [page.otherwise and page.otherwise.rpartition("/")[2] for page in found] == [None, "gknb_1.shtml"]


def test_titles_come_from_the_title_attribute_and_dates_from_the_row() -> None:
    found = read_markup(
        page("", rows([Item("青山县2023年政府信息公开工作年度报告", "./202401/t1.html", "2024-01-25")], cut=6)), URL
    )
    link = next(link for link in found.links if "t1" in link.url)
    assert (link.title, link.date, link.url) == (
        "青山县2023年政府信息公开工作年度报告",
        "2024-01-25",
        "http://www.qs.gov.cn/xxgk/xxgknb/202401/t1.html",
    )


@pytest.mark.parametrize(
    ("anchor", "url"),
    [
        ('<a href="\n/csrc/a b.pdf\n">年报</a>', "http://www.qs.gov.cn/csrc/a%20b.pdf"),
        ('<a href="files\\《年报》.pdf">x</a>', "http://www.qs.gov.cn/xxgk/xxgknb/files/%E3%80%8A%E5%B9%B4%E6%8A%A5%E3%80%8B.pdf"),
        ("<a href=\"javascript:if(confirm('http://a.gov.cn/x?a=1&b=2'))window.location='http://a.gov.cn/x?a=1&b=2'\">年报</a>", "http://a.gov.cn/x?a=1&b=2"),
        ("<a href=\"javascript:void(0)\" onclick=\"window.open('/nb/1.html')\">年报</a>", "http://www.qs.gov.cn/nb/1.html"),
        ('<A style="x" \n   HREF=./202401/t2.html>年报</A>', "http://www.qs.gov.cn/xxgk/xxgknb/202401/t2.html"),
        ('<a href="/pdfjs/web/viewer.html?file=%2Fup%2Fx.pdf">年报</a>', "http://www.qs.gov.cn/up/x.pdf"),
    ],
)  # fmt: skip
def test_odd_addresses(anchor: str, url: str) -> None:
    assert url in [link.url for link in read_markup(page("", anchor), URL).links]


def test_what_is_no_address_is_left() -> None:
    odd = "".join(
        f'<a href="{href}">x</a>'
        for href in ("mailto:a@b", "javascript:history.go(-1)", "#", "tel:1", "http://[bad", "data:x")
    )
    assert read_markup(f"<body>{odd}</body>", URL).links == ()


def test_meta_tags_without_blanks_between_attributes() -> None:
    head = '<meta name="ColumnName"content="信息公开年报"><meta content="信息公开年报" name=ColumnType><meta name="SiteIDCode" content="">'
    meta = read_markup(page("年报", "", head), URL).meta
    assert (meta.column_name, meta.column_type, meta.site_id_code) == ("信息公开年报", "信息公开年报", "9900000001")


def test_frames_and_options() -> None:
    found = read_markup(
        page(
            "",
            '<iframe src="/f.html"></iframe><select><option value="">选</option><option value="http://a.gov.cn/">教育局</option></select>',
        ),
        URL,
    )
    assert found.frames == ("http://www.qs.gov.cn/f.html",)
    assert [(option.url, option.text) for option in found.options] == [("http://a.gov.cn/", "教育局")]


def test_embedded_records_are_read_and_the_groups_follow() -> None:
    record = "".join(
        f'<record><![CDATA[<li><a href="/art/2024/1/25/art_1_{n}.html" title="报告{n}">x</a></li>]]></record>'
        for n in range(4)
    )
    proxy = "/module/web/jpage/dataproxy.jsp?page=1&amp;webid=2&amp;columnid=3"
    store = f'<datastore><totalrecord>9</totalrecord><totalpage>3</totalpage><nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup>{record}</datastore>'
    found = read_markup(
        page("", f'<script type="text/xml">{store}</script>'), "http://www.qs.gov.cn/col/col3/index.html"
    )
    assert sum("/art/" in link.url for link in found.links) == 4
    assert ["startrecord=5" in found.pages[0].url, "startrecord=9" in found.pages[1].url, len(found.pages)] == [
        True,
        True,
        2,
    ]


def test_interfaces_in_json() -> None:
    body = {
        "classify": {"post_count": 230},
        "articles": [{"title": "<em>报告</em>", "url": "/gkmlpt/content/1/1/post_1.html", "date": 1706140800}],
    }
    url = "http://www.qs.gov.cn/gkmlpt/api/all/7?page=1&sid=2"
    found = read_list(json.dumps(body).encode(), url)
    assert [(link.title, link.date) for link in found.links] == [("报告", "2024-01-25")]
    assert [page.url for page in found.pages] == [url.replace("page=1&sid=2", f"sid=2&page={k}") for k in (2, 3)]


def test_a_directory_tree_leads_to_its_report_node() -> None:
    tree = [
        {
            "id": 1,
            "name": "法定主动公开内容",
            "children": [{"id": 7, "name": "政府信息公开年报", "jump_url": "", "children": []}],
        }
    ]
    markup = f"<script>window._CONFIG = {{ SID: '9', TREE: {json.dumps(tree)}, SERVICE_AREA_ID: 1 }};</script>"
    found = read_markup(markup, "http://www.qs.gov.cn/jyj/gkmlpt/index")
    assert [lead.url for lead in found.leads] == ["http://www.qs.gov.cn/jyj/gkmlpt/api/all/7?page=1&sid=9"]


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff" * 50, b"<", b"{", b"[]", b"<html>", "年报".encode("utf-16"), b"<a href='x'" * 500]
)
def test_any_bytes_are_read(body: bytes) -> None:
    found = read_list(body, URL)
    assert all(isinstance(link, Link) for link in found.links)


def test_column_tags_of_a_generated_column() -> None:
    assert read_markup(page("年报", "", column_head()), URL).meta.column_type == "信息公开年报"


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "&#1;", "&#xFFFE;", "\ufffe"])
def test_a_sign_that_no_markup_may_hold_is_no_reason_to_lose_the_page(sign: str) -> None:
    links = rows([Item("青石县2023年政府信息公开工作年度报告", "1.html")])
    found = read_markup(f"<html><body><p>甲</p>{sign}乙{links}</body></html>", URL)
    assert [link.title for link in found.links] == ["青石县2023年政府信息公开工作年度报告"]
    assert "甲\n乙" in found.text
