"""Articles that stand as a string in a page's script, in JSON or in a text area: read as if they stood in the page."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import Refusal, Report, parse
from parsers.laid_open import is_json, laid_open, unescaped
from tests.parsers.rules.page import page

PLAIN = page({}).decode()
ARTICLE = PLAIN.partition("<body>")[2].partition("</body>")[0]
TITLE = "云溪市青禾县水务局2023年政府信息公开工作年度报告"
SHELL = "<html><head><title>信息公开目录</title></head><body><ul><li>机构职能</li><li>年报</li></ul>{}<p>版权所有</p></body></html>"


def escapes(text: str) -> str:
    """A string literal as sites write it: brackets and quotes as numbers."""
    said = json.dumps(text, ensure_ascii=False).replace("<", "\\u003C").replace(">", "\\u003E").replace("/", "\\/")
    return said.replace('\\"', "\\u0022")


def single(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


HELD = {
    "directory platform": f"<script>window._CONFIG = {{ SID: '755041', DETAIL: {{'id':7,\"content\":{escapes(ARTICLE)}}}, N: 12 }};</script>",
    "document.write": f"<script type='text/javascript'>document.write({single(ARTICLE)});</script>",
    "template literal": f"<script>show(`{ARTICLE}`)</script>",
    "percent-encoded": f"<script>show(decodeURIComponent('{quote(ARTICLE)}'))</script>",
    "text area": f'<textarea style="display:none">{escape(ARTICLE)}</textarea>',
    "template": f'<script type="text/html" id="t">{ARTICLE}</script>',
}


def numbers(report: Report) -> list[tuple[str, object, str]]:
    return sorted((cell.path, cell.value, cell.raw) for cell in report.cells)


@pytest.mark.parametrize("name", HELD)
def test_the_article_in_a_string_gives_the_numbers_of_the_page(name: str) -> None:
    report = parse(SHELL.format(HELD[name]).encode())
    plain = parse(PLAIN.encode())
    assert numbers(report) == numbers(plain)
    assert (report.title, report.agency, report.year) == (TITLE, plain.agency, 2023)
    assert [problem.severity for problem in report.problems if problem.rule == "S-SCRIPT"] == ["info"]
    assert report.metadata["held"].value == "script"


@pytest.mark.parametrize("wrap", ["{}", "callback({});", "\ufeff  cb( {} )"])
def test_json_is_opened_with_what_stands_beside_the_article(wrap: str) -> None:
    said = {
        "code": 200,
        "data": {"docTitle": TITLE, "publishDate": "2024-01-25 17:32:00", "docClob": ARTICLE.replace(TITLE, "")},
    }
    report = parse(wrap.format(json.dumps(said, ensure_ascii=False)).encode())
    assert numbers(report) == numbers(parse(PLAIN.encode()))
    assert (report.title, report.year, report.metadata["held"].value) == (TITLE, 2023, "json")
    assert "2024-01-2" in str(report.published_on)


def test_places_count_in_the_page_laid_open() -> None:
    body = SHELL.format(HELD["directory platform"])
    shown = laid_open(body)
    assert shown is not None
    again = parse(shown.encode())
    assert [(c.path, c.locator) for c in parse(body.encode()).cells] == [(c.path, c.locator) for c in again.cells]


def test_a_page_that_shows_its_report_is_read_as_it_shows_it() -> None:
    other = ARTICLE.replace(">12<", ">99<")
    report = parse(PLAIN.replace("</body>", f"<script>var was = {escapes(other)};</script></body>").encode())
    assert numbers(report) == numbers(parse(PLAIN.encode()))
    assert "held" not in report.metadata


def test_a_string_that_is_no_report_leaves_the_refusal_as_it_was() -> None:
    words = "<p>" + "关于做好政府信息公开工作年度报告编制工作的通知，请各单位按时报送。" * 20 + "</p>"
    for body in (
        SHELL.format(f"<script>x = {escapes(words)}</script>"),
        json.dumps({"content": words}),
        SHELL.format(""),
    ):
        with pytest.raises(Refusal) as told:
            parse(body.encode())
        assert told.value.code == "not_a_report"


@given(st.text())
def test_a_string_literal_says_what_was_put_into_it(text: str) -> None:
    if text[:3].lower() != "%3c":
        assert unescaped(json.dumps(text)[1:-1]) == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(st.text(alphabet="<>/script\"'`\\{}[](),:;信息公开a \n", max_size=300))
def test_nothing_breaks_it(text: str) -> None:
    is_json(text)
    laid_open(text)
    laid_open("<script>" + text)
    laid_open('{"a": ' + text)
