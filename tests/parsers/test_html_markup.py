"""A table read out of its markup is the table read element by element, whatever stands in it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from parsers.decoding import decode
from parsers.readers import html_table, html_tree
from parsers.readers.html import read_html
from parsers.readers.html_markup import cells_of_markup
from tests.parsers.mutate import mutate
from tests.wild import generate

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.document import Block
    from parsers.readers.html_pieces import MarkedCells

ROW = "<tr><td>一</td><td>2</td></tr>"
ODD = {
    "attributes that look like tags": "<tr><td <td a='1'>1</td><td title='a colspan=\"3'>2</td></tr>",
    "attributes that look like spans": "<tr><td data-colspan=3>1</td><td title=' rowspan=2'>2</td></tr>" + ROW,
    "spans written oddly": "<tr><td colspan=' +2x'>1</td><td rowspan='&#50;'>2</td></tr>" + ROW,
    "characters that are escaped": "<tr><td>1 &lt; 2 &amp;amp; 3&#13;4</td><td>&amp;lt;td&amp;gt;</td></tr>" + ROW,
    "a sign in a value": "<tr><td alt='/>' abbr='</td>'>1</td><td>2</td></tr>" + ROW,
    "elements named like cells": "<tr><td>1</td><tdx>3</tdx><td><track>2</td></tr>" + ROW,
    "words between cells": "<tr><td>1</td>字<td>2</td>字</tr>字" + ROW,
    "cells in cells": "<tr><td>1<div><td>2</td></div></td></tr>" + ROW,
    "rows in a form": f"<tr><td>1</td><td>2</td></tr><form>{ROW}</form>{ROW}",
    "row groups and loose rows": (
        f"<thead><tr><td rowspan=9>1</td><td>2</td></tr></thead><tbody>{ROW}</tbody>{ROW}<tbody>{ROW}</tbody><tfoot>{ROW}</tfoot>"
    ),
    "a group in a group": f"<tbody><tr><td rowspan=5>1</td><td>2</td></tr><tbody>{ROW}</tbody>{ROW}</tbody>{ROW}",
    "columns and a caption": f"<caption>题</caption><colgroup><col width=1><col></colgroup><col>{ROW}{ROW}",
    "rows and groups without cells": f"<tbody></tbody><tr></tr>{ROW}<tr class=a></tr><tbody/>{ROW}",
    "header cells": f"<tr><th>甲<th colspan=2>乙</tr><tr><th/><td></td></tr>{ROW}",
    "fields, pictures and raised marks": "<tr><td><input value=3></td><td>12<sup>1</sup></td><td><img src=a></td></tr>" + ROW,
    "hidden cells and rows": f"<tr><td hidden>1</td><td>2</td><td>3</td></tr><tr hidden><td>4</td><td>5</td></tr>{ROW}",
    "prose": f"<tr><td>{'长' * 400}</td><td>2</td></tr>{ROW}",
}  # fmt: skip


def blocks(text: str) -> list[Block] | None:
    try:
        return read_html(text).blocks
    except ValueError:
        return None


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Assert that both ways give the same blocks; how many tables were read out of their markup."""
    read = []

    def watched(table: _Element) -> MarkedCells | None:
        found = cells_of_markup(table)
        read.append(found is not None)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(html_tree, "cut_tables", lambda *_: None)
        patch.setattr(html_table, "cells_of_markup", watched)
        quick = blocks(text)
        patch.setattr(html_table, "cells_of_markup", lambda _: None)
        assert blocks(text) == quick
    return sum(read)


@pytest.mark.parametrize("rows", ODD.values(), ids=list(ODD))
def test_odd_tables(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    both(f"<html><body><p>前</p><table border=1>{rows}</table><p>后</p></body></html>", monkeypatch)


def test_wild_pages_whole_and_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(11)
    read = 0
    for seed in range(80_001, 80_081):
        page = generate(seed, medium="html")
        read += both(decode(page.body, page.content_type).text, monkeypatch)
        for _ in range(3):
            broken, _ = mutate(chance, page.body)
            both(decode(broken, page.content_type).text, monkeypatch)
    assert read > 100
