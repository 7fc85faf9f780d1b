"""Tags taken in by a look are taken in as `html.parser` would: whatever they hold, whatever stands around them."""

from __future__ import annotations

import random

import pytest

from parsers.second.page import Row, _Reader, rows_of_page
from parsers.second.words import nearest

_WRITTEN = "table tr td th p div span br hr b o:p sup sub input script style del s title textarea svg option img st1:place h2 TD Tr P"
NAMES = _WRITTEN.split()
ATTRIBUTES = (
    'hidden', 'hidden=""', 'style="display:none"', "style='display: none'", 'style=display:none', 'class="a b"', "class=a",
    "id=x", "colspan=2", 'colspan="3"', "colspan='0'", "colspan=2/", "nowrap", 'style="text-decoration:line-through"',
    'value="5"', "type=hidden", 'data-x="a>b"', 'title="a<b"', 'title="&amp;"', "a=b=c", '"', "=", "/", "style",
    'STYLE="VISIBILITY:HIDDEN"', 'style="display:none" style="x"', 'colspan="1" colspan="4"', 'é="1"', "v=é", "width=100%",
)  # fmt: skip
TEXTS = (
    "1", "12 ", "\n", "&nbsp;", "&lt;td&gt;", "a<b", "5 < 6", "&#49;", "x&", ">", "-->", "<!-- c -->", "<!-- <td>9 -->",
    "<![if x]>", "<?php ?>", "</>", "< td>", "<td", "</td", "<1>", "中文", "</ td>", "</td x>", "</td/>", "字" * 1200,
)  # fmt: skip


class _OneByOne(_Reader):
    """Leaves every tag to `html.parser`."""

    def _plain_tags(self, at: int) -> int:
        return at


def soup(rng: random.Random) -> str:
    parts = ["<style>.a,#x{display:none}</style>"] if rng.random() < 0.3 else []
    parts += ["<table><tr><td>"] if rng.random() < 0.7 else []
    for _ in range(rng.randrange(3, 40)):
        kind = rng.random()
        if kind < 0.35:
            parts.append(rng.choice(("<td>", "</td>", "<tr>", "</tr>", "<td>5</td>", "<table>", "</table>")))
        elif kind < 0.65:
            parts.append(tag(rng))
        else:
            parts.append(rng.choice(TEXTS))
    return "".join(parts)


def tag(rng: random.Random) -> str:
    name = rng.choice(NAMES)
    if rng.random() < 0.4:
        return f"</{name}{rng.choice(('', '', '', ' ', '/'))}>"
    given = "".join(rng.choice((" ", " ", "\n", "")) + rng.choice(ATTRIBUTES) for _ in range(rng.randrange(3)))
    return f"<{name}{given}{rng.choice(('', '', '/', ' /', ' '))}>"


def one_by_one(page: str, monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    with monkeypatch.context() as patched:
        patched.setattr("parsers.second.page._Reader", _OneByOne)
        return rows_of_page(page)


def test_tags_at_a_look_are_tags_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    filled = 0
    for seed in range(3000):
        page = soup(random.Random(seed))
        rows = rows_of_page(page)
        assert rows == one_by_one(page, monkeypatch), page
        filled += bool(rows)
    assert filled > 1000


def test_leaving_out_names_with_too_few_characters_leaves_out_no_near_one() -> None:
    from difflib import get_close_matches

    rng = random.Random(1)
    near = 0
    for _ in range(4000):
        known = ["".join(rng.choices("甲乙丙丁戊己", k=rng.randrange(1, 9))) for _ in range(8)]
        plain = "".join(rng.choices("甲乙丙丁戊己庚", k=rng.randrange(1, 9)))
        alike = [name for name in known if abs(len(name) - len(plain)) <= 1]
        found = nearest(plain, known, most=3, cutoff=0.74)
        assert found == get_close_matches(plain, alike, n=3, cutoff=0.74)
        near += bool(found)
    assert near > 100
