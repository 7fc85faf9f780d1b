"""What a link to a page is shown with elsewhere: title, description, address and picture, in the language of the page."""

from __future__ import annotations

import struct
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from lxml import html

from archive.site.app import Site
from tests.support.site_archive import HOSTILE_TITLE, HOSTILE_URL

PAGES = ("/", "/regions", "/region/{region}", "/agencies", "/agency/{agency}", "/report/{report}", "/search?q=公开", "/problems",
         "/sites", "/data", "/about", "/glossary", "/api")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_every_front_page_says_how_a_link_to_it_is_shown(site: Site, path: str, prefix: str) -> None:
    from archive.site.pages.api import examples

    asked = prefix + path.format_map(await examples(site))
    root = html.fromstring((await site.client.get(asked)).text)
    said = {meta.get("property"): meta.get("content") for meta in root.xpath("//meta[@property]")}
    assert root.findtext(".//title").startswith(said["og:title"])
    assert said["og:description"] == root.xpath("string(//meta[@name='description']/@content)")
    assert said["og:type"] == ("article" if path.startswith("/report/") else "website")
    assert said["og:locale"] == ("en_GB" if prefix else "zh_CN")
    assert unquote(said["og:url"]) == f"http://localhost{asked}"
    assert all(said.values())


async def test_the_picture_is_there_in_the_usual_size(site: Site) -> None:
    root = html.fromstring((await site.client.get("/")).text)
    address = root.xpath("string(//meta[@property='og:image']/@content)")
    answer = await site.client.get(address.removeprefix("http://localhost"))
    assert answer.headers["content-type"] == "image/png"
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)


async def test_a_hostile_title_is_text_there_too(site: Site, report_at: Callable[[str], str]) -> None:
    root = html.fromstring((await site.client.get(f"/report/{report_at(HOSTILE_URL)}")).text)
    assert root.xpath("string(//meta[@property='og:title']/@content)") == HOSTILE_TITLE
