"""Marks of families and counts of pages are found whatever the case they are written in."""

import pytest

from parsers.listings.families import detect, families
from parsers.listings.generic import total_pages

URL = "http://www.linjiang.gov.cn/nb/"


@pytest.mark.parametrize(
    ("markup", "family"),
    [
        ('<SCRIPT>CREATEPAGEHTML(3, 0, "index", "html")</SCRIPT>', "trs"),
        ("<script>VAR\tMAXPAGENUM = 4;</script>", "sasac"),
        ('<META NAME="ChannelId" CONTENT="0123456789ABCDEF0123456789ABCDEF">', "ucap"),
    ],
)
def test_marks_in_any_case(markup: str, family: str) -> None:
    assert family in [found.name for found in detect(markup, URL)]


def test_a_page_without_marks_is_of_no_family() -> None:
    assert detect("<p>政府信息公开年报</p>", URL) == ()
    assert not any(family.marks("") for family in families())


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1/12页", 12),
        ("第 1 / 5 页", 5),
        ("21/12页", None),
        ("1/1/12页", None),
        ("TOTALPAGES = 7", 7),
        ("共 <b>3</b> 页", 3),
        ("<a onclick=GoToPage(4)>", 4),
        ("<a onclick='queryByPage(6)'>", 6),
        ("<a onclick='showPage()'>", None),
    ],
)
def test_pages_counted(text: str, pages: int | None) -> None:
    assert total_pages(text) == pages
