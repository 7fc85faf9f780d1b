"""Styles are looked at once each; what is found hidden is what a look at the whole page finds."""

from __future__ import annotations

import random

import pytest

from parsers.decoding import decode
from parsers.readers import html_hidden
from parsers.readers.html import read_html
from tests.parsers.mutate import mutate
from tests.wild import generate

CELLS = {
    "a plain style": "<td>1<span style='display: none'>2</span></td>",
    "no quotes": "<td>1<span style=display:none>2</span></td>",
    "blanks around the sign": "<td>1<span style = 'opacity : 0'>2</span></td>",
    "a style in the value of a style": """<td style='font-family:"style=' title='x'>1<b style='opacity:0;x:"'>2</b></td>""",
    "a style in another value": """<td title='style="x' class='"'>1<i style='a:"b"; opacity: 0'>2</i></td>""",
    "a quote in a style": """<td>1<i style="a:'b'; font-size: 0">2</i></td>""",
    "a value that never ends": "<td>1</td><td style='x>2<b style=display:none>3</b></td>",
    "white words": "<td>1<font color=#fff>2</font><i style='color: white'>3</i></td>",
    "a style sheet": "<style>.n { display : none }</style><td>1<i class=n>2</i></td>",
    "an attribute": "<td>1<i hidden>2</i></td>",
    "nothing": "<td style='width:1px'>1</td><td style='width:1px'>2</td>",
}


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = read_html(text).blocks
    with monkeypatch.context() as patch:
        patch.setattr(html_hidden, "_styles", lambda packed: packed)
        assert read_html(text).blocks == quick


@pytest.mark.parametrize("cells", CELLS.values(), ids=list(CELLS))
def test_odd_styles(cells: str, monkeypatch: pytest.MonkeyPatch) -> None:
    both(
        f"<html><body><table><tr><td>甲</td>{cells}</tr><tr><td>乙</td><td>3</td></tr></table></body></html>",
        monkeypatch,
    )


def test_wild_pages_whole_and_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(12)
    for seed in range(81_001, 81_041):
        page = generate(seed, medium="html")
        for body in (page.body, mutate(chance, page.body)[0]):
            text = decode(body, page.content_type).text
            if "<" in text:
                both(text, monkeypatch)
