"""The second reading against the truth: it may leave a cell unread, it must not read a wrong number."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from parsers.decoding import decode
from parsers.second import read_again
from parsers.second.figures import figure
from tests.wild import WildReport, generate

SHARED = Path(__file__).parents[4] / "shared" / "reports"


def compare(wild: WildReport, *, statistics: bool = False) -> Counter[str]:
    text = decode(wild.body, wild.content_type).text
    again = read_again(text, markup=wild.file.endswith("html"), statistics=statistics)
    found: Counter[str] = Counter()
    for one in wild.truth["cells"]:
        path = f"{one['table']}/{one['row']}/{one['column']}"
        value = one.get("value") if one["kind"] == "number" else None
        found["unread" if path not in again else "right" if again[path] == value else f"wrong {path}"] += 1
    return found


@pytest.mark.parametrize("era", ["2021", "2019", "2021+2019"])
@pytest.mark.parametrize("medium", ["html", "text"])
def test_wild_tables(era: str, medium: str) -> None:
    tally: Counter[str] = Counter()
    for seed in range(500, 560):
        tally += compare(generate(seed, era=era, medium=medium))
    assert not [name for name in tally if name.startswith("wrong")]
    assert tally["right"] > (0.97 if medium == "html" else 0.75) * tally.total()


@pytest.mark.parametrize("era", ["2014", "shanghai", "putian"])
def test_wild_statistics(era: str) -> None:
    tally: Counter[str] = Counter()
    for seed in range(500, 540):
        tally += compare(generate(seed, era=era), statistics=True)
    assert not [name for name in tally if name.startswith("wrong")]
    assert tally["right"] > 0.7 * tally.total()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("１２", 12), ("1,234", 1234), ("1，234", 1234), ("1 234 567", 1234567), ("-8", -8), ("＋3", 3),
        ("0.092", 0.092), ("251000元", 251000), ("3 件", 3), ("/", None), ("—", None), ("无", None), ("", None),
    ],
)  # fmt: skip
def test_figures(text: str, number: float | None) -> None:
    assert figure(text).number == number
    assert not figure(text).is_word


@pytest.mark.parametrize("text", ["1 2", "12a", "1,23", "三", "见附件", "1.2.3", "2021年"])
def test_words_are_no_figures(text: str) -> None:
    assert figure(text).is_word


def rows(html: str) -> dict[str, int | float | None]:
    head = "<tr><td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计</tr>"
    return read_again(f"<table>{head}{html}</table>", markup=True)


def test_hidden_rows_and_cells_are_not_read() -> None:
    shown = "<tr><td>（一）予以公开" + "<td>{}" * 7
    one = shown.format(1, 0, 0, 0, 0, 0, 1)
    hidden = '<tr style="display:none"><td>（一）予以公开<td>7<td>7<td>7<td>7<td>7<td>7<td>7</tr>'
    extra = one.replace("<td>1", '<td style="display: none">9</td><td>1', 1)
    again = {f"requests/results.disclosed/{c}": n for c, n in (("natural_person", 1), ("other", 0), ("total", 1))}
    for html in (one, hidden + one, one + hidden, extra):
        found = rows(html)
        assert {path: found[path] for path in again} == again


def test_two_printings_that_differ_are_left_unread() -> None:
    again = rows("<tr><td>（一）予以公开" + "<td>1" * 7 + "<tr><td>（一）予以公开" + "<td>1" * 6 + "<td>2")
    assert again["requests/results.disclosed/other"] == 1
    assert "requests/results.disclosed/total" not in again


@pytest.mark.parametrize("end", ["", ">", "-->"])
@pytest.mark.parametrize(
    "piece", ["<!--", "<style>", '<td a="', "<td x=", "<a b=' ", "<style>a{", "- ", "-", "|", "| 1 "]
)
def test_hostile_repetition_ends_soon(piece: str, end: str) -> None:
    """Each of these would take time in the square of its length."""
    for markup in (True, False):
        assert not read_again(piece * (100_000 // len(piece)) + end, markup=markup)


@pytest.mark.parametrize(
    "page", ["<![if !vml]><table><tr><td>1", "<![foo[ x", "<!--", "<" * 5000, "<table>" * 300, "</td></tr></table>"]
)
def test_broken_markup_does_no_harm(page: str) -> None:
    assert read_again(page, markup=True) == {}


@pytest.mark.parametrize("path", sorted(SHARED.glob("*.html")) + sorted(SHARED.glob("*.txt")), ids=lambda p: p.name)
def test_real_reports_agree_with_their_truth(path: Path) -> None:
    import json

    truth = json.loads(path.with_name(path.stem + ".truth.json").read_text(encoding="utf-8"))
    again = read_again(decode(path.read_bytes()).text, markup=path.suffix == ".html")
    read = 0
    for one in truth["cells"]:
        where = f"{one['table']}/{one['row']}/{one['column']}"
        if where in again:
            read += 1
            assert again[where] == (one.get("value") if one["kind"] == "number" else None), where
    assert read > 0.9 * len(truth["cells"])
