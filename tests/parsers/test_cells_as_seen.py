"""One value cell in odd markup: the number that a reader sees, or none at all; never digits that do not belong together."""

from __future__ import annotations

import pytest

from tests.parsers.adversary import judge
from tests.support.own_report import T2, page, report

PATH = f"{T2}/administrative_licensing/decisions_this_year"
"""A cell that no identity guards: what is misread here, nobody notices."""

SEEN = {
    "1,234": 1234,
    "１２": 12,
    "12件": 12,
    "+3": 3,
    "1\u200b2": 12,
    "1&#8203;2": 12,
    "1&shy;2": 12,
    "1<wbr>2": 12,
    "<span>1</span><span>2</span>": 12,
    "&#49;&#x32;": 12,
    "&amp;nbsp;12": 12,
    "<del>12</del>15": 15,
    "<s>12</s> <ins>15</ins>": 15,
    '<span style="text-decoration: line-through">12</span>15': 15,
    '<input type="text" value="3">': 3,
    '<input type="hidden" value="3">12': 12,
    "<select><option>7</option><option selected>8</option></select>": 8,
    '<font color="white">9</font>12': 12,
    "<font color = 'White'>9</font>12": 12,
    '<span style="color:#FFF">9</span>12': 12,
    '<span style="color:\t#FFF">9</span>12': 12,
    '<span style="opacity:\n0">9</span>12': 12,
    '<span style="text-indent:\r\n-9999px">9</span>12': 12,
    '<span style="font-size:0px">9</span>12': 12,
    '<span style="opacity:0">9</span>12': 12,
    '<span style="display:none">9</span>12': 12,
    "<noscript>9</noscript>12": 12,
    "<template>9</template>12": 12,
    "<button>9</button>12": 12,
    "<ruby>12<rt>9</rt></ruby>": 12,
    '<span style="font-size:0.5em">1</span>2': 12,
    '<p style="background:#036"><span style="color:#fff">1</span>2</p>': 12,
    "<sup>12</sup>": 12,
}
NO_NUMBER = {
    "1<br>2": "text",
    "12<sup>1</sup>": "text",
    "12<sup>[1]</sup>": "text",
    "12<sub>1</sub>": "text",
    "12①": "text",
    "约12": "text",
    "十二件": "text",
    "(3)": "text",
    "3*": "text",
    "--": "dash",
    '<img src="n3.png" alt="3">': "text",
    '<img src="n3.png">': "text",
    '<img src="spacer.gif">': "blank",
    '<img src="a.gif" width="1" height="1">': "blank",
    "<del>12</del>": "blank",
}


@pytest.mark.parametrize("markup", SEEN)
def test_the_number_that_is_seen(markup: str) -> None:
    found, kind, value = _read(markup)
    assert (kind, value) == ("number", SEEN[markup])
    assert found == []


@pytest.mark.parametrize("markup", NO_NUMBER)
def test_no_number_is_made_up(markup: str) -> None:
    found, kind, value = _read(markup)
    assert (kind, value) == (NO_NUMBER[markup], None)
    assert found == []


def _read(markup: str) -> tuple[list[str], str, float | None]:
    own = report(5)
    (cell,) = (cell for row in own.tables[T2] for cell in row if cell.path == PATH)
    cell.raw = markup
    truth = own.truth()
    del truth[PATH]
    found = judge(page(own), truth)
    read = next(cell for cell in found.report.cells if cell.path == PATH)
    return [path for path in found.wrong + found.lost if path != PATH], read.kind, read.value


def test_a_raised_mark_in_a_sentence_is_no_digit_of_the_number() -> None:
    own = report(5)
    own.texts[0] = "全年主动公开政府信息12<sup>1</sup>条，修改<del>9</del>1条。"
    text = judge(page(own), own.truth()).report.sections[0].text
    assert text == "全年主动公开政府信息12[1]条，修改1条。"
