from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.site.app import Site
from archive.site.messages import finding_text

PATHS = ("/", "/search?q=公开", "/sites", "/problems", "/data", "/gongkai", "/gongkai/reports", "/no-such-page")


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_stands_in_both_languages_and_leads_to_the_other(site: Site, path: str) -> None:
    chinese = await site.client.get(path)
    english = await site.client.get("/en" + path)
    assert chinese.status_code == english.status_code
    assert '<html lang="zh-CN">' in chinese.text
    assert '<html lang="en">' in english.text
    switch = re.compile(r'<a class="switch" href="([^"]+)"')
    there = switch.findall(chinese.text)[0].replace("&amp;", "&")
    back = switch.findall(english.text)[0].replace("&amp;", "&")
    assert '<html lang="en">' in (await site.client.get(there)).text
    assert '<html lang="zh-CN">' in (await site.client.get(back)).text
    assert (await site.client.get(there)).url.query == chinese.url.query


async def test_links_of_an_english_page_stay_english(site: Site) -> None:
    text = (await site.client.get("/en/search?q=公开")).text
    links = re.findall(r'(?:href|action)="(/[^"]*)"', text)
    strays = [link for link in links if not link.startswith(("/en", "/assets/"))]
    assert strays == re.findall(r'(?:class="switch"|hreflang="zh-CN") href="(/[^"]*)"', text)


async def test_a_redirect_keeps_the_language(site: Site) -> None:
    answer = await site.client.get("/en/gongkai/reports/?_size=1")
    assert answer.status_code in (301, 302)
    assert answer.headers["location"].startswith("/en/")


async def test_a_chinese_page_after_an_english_one_is_chinese(site: Site) -> None:
    assert '<html lang="en">' in (await site.client.get("/en/")).text
    assert '<html lang="zh-CN">' in (await site.client.get("/")).text
    assert (await site.client.get("/england")).status_code == 404


TEMPLATES = sorted((Path(__file__).parents[3] / "archive" / "site" / "templates").glob("*.html"))
SAID = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
CHINESE_HALF = re.compile(r"\{% else %\}.*?\{% endif %\}", re.DOTALL)
NAMES = {"公开", "中文"}
"""The seal, and the name of the language in the glossary."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_anything_in_chinese_alone(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    for piece in re.findall(r"\{% if is_english\(\) %\}.*?\{% endif %\}", text, re.DOTALL):
        text = text.replace(piece, CHINESE_HALF.sub("", piece))
    assert set(re.findall(r"[\u4e00-\u9fff]+", SAID.sub("", text))) <= NAMES


async def test_findings_are_said_in_the_language_of_the_page(site: Site) -> None:
    for path in ("/problems?rule=T3-FLOW", "/report/{}"):
        chosen = (await site.client.get("/problems.json?rule=T3-FLOW")).json()["problems"][0]
        zh = (await site.client.get(path.format(chosen["report_id"]))).text
        en = (await site.client.get("/en" + path.format(chosen["report_id"]))).text
        assert "总计：10 ≠ 11。新收加结转，等于办理总计加结转下年。" in zh
        assert "New requests and those carried in" not in zh
        assert "total: 10 ≠ 11. New requests and those carried in equal" in en
        assert "新收加结转" not in en
        assert "新收加结转" in chosen["message"]
        assert "New requests" in chosen["message"]


def test_a_message_of_other_words_is_shown_as_it_is_stored() -> None:
    for message, rule in (("没有表二 table two is missing", "S-T2"), ("总计：60 ≠ 59。", "T3-FLOW"), ("<b>", "none")):
        assert finding_text(message, rule) == message
