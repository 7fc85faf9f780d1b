"""One rule set for addresses: what is the same page, and what is a trap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.listings import canonical, identity, is_file_link, is_trap


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/x/", "http://A.gov.cn:80/x/index.html"),
        ("http://a.gov.cn/x/", "https://a.gov.cn:443/x/"),
        ("http://a.gov.cn/x.html;jsessionid=1F2E", "http://a.gov.cn/x.html"),
        ("http://a.gov.cn/x?id=1&_t=1700000000000", "http://a.gov.cn/x?id=1"),
        ("http://a.gov.cn/a/../x.html#2", "http://a.gov.cn/x.html"),
        ("http://a.gov.cn//x.html", "http://a.gov.cn/x.html"),
        ("http://a.gov.cn/年报.html", "http://a.gov.cn/%E5%B9%B4%E6%8A%A5.html"),
    ],
)
def test_the_same_page(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/x?pageIndex=1", "http://a.gov.cn/x?pageIndex=2"),
        ("http://a.gov.cn/c?type=3&organId=7", "http://a.gov.cn/c?type=4&organId=7"),
        ("http://a.gov.cn:8080/x", "http://a.gov.cn/x"),
        ("http://a.gov.cn/List.html", "http://a.gov.cn/list.html"),
        ("http://a.gov.cn/x?v=2", "http://a.gov.cn/x?v=3"),
        ("http://a.gov.cn/list.shtml?2", "http://a.gov.cn/list.shtml?3"),
    ],
)
def test_different_pages(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@given(
    st.from_regex(
        r"http://[a-z]{1,5}\.gov\.cn(:\d{2,4})?/[a-z%0-9/._;=-]{0,30}(\?[a-z]=[a-z0-9]{0,9}(&[a-z]=\d{0,9})?)?",
        fullmatch=True,
    )
)
def test_canonical_addresses_stay_as_they_are(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.gov.cn/gate/big5/www.a.gov.cn/x.html", "http://a.gov.cn/wap/x.html", "http://a.gov.cn/c?year=2023&month=4&day=1",
        "http://a.gov.cn/print.jsp?id=1", "http://a.gov.cn/was5/web/search?q=1",
    ],
)  # fmt: skip
def test_traps(url: str) -> None:
    assert is_trap(url)


def test_ordinary_addresses_are_no_traps() -> None:
    assert not is_trap("http://a.gov.cn/public/column/12?type=3&year=2023")


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("http://a/x.PDF", ""), ("http://a/%E5%B9%B4.docx", ""), ("http://a/module/download/downfile.jsp?classid=0&filename=1.pdf", ""),
        ("http://a/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=1", "年报.doc"), ("http://a/d?fileName=%E5%B9%B4.zip", ""),
        ("http://a/download/5f9c1c1c1c1c1c1c1c1c1c1c", ""), ("http://a/get?id=4", "年度报告.ofd"),
    ],
)  # fmt: skip
def test_links_that_download(url: str, text: str) -> None:
    assert is_file_link(url, text)


def test_links_that_do_not() -> None:
    assert not is_file_link("http://a/x.html", "年报")
    assert not is_file_link("http://a/pdf/", "PDF")
