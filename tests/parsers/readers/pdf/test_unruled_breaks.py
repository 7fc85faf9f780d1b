"""Tables three and four without rulings, cut by lines, cells and pages in every way: labels and figures whole, or left open."""

from __future__ import annotations

from parsers.document import Grid
from parsers.formats import load_limits
from parsers.readers.pdf import read
from parsers.readers.pdf.model import Glyph
from parsers.readers.pdf.runs import runs_of
from tests.parsers.readers.pdf.test_unruled_forms import APPLICANTS, FULL, MIDDLES, form, headed, row, rows
from tests.support.paper import Paper

NOTHING = ["0"] * 7


def test_lines_of_a_group_between_the_lines_of_its_rows() -> None:
    paper = headed()
    form(paper)
    for y, words in ((294, "（三）"), (312, "不予公"), (330, "开")):
        paper.text(60, y, words, size=9)
    row(paper, 290, ["1.属于国家秘密"], FULL)
    row(paper, 318, ["2.其他法律行政法", "规禁止公开"], ["2", *["0"] * 5, "2"])
    row(paper, 350, ["3.危及“三安全一", "稳定”"], NOTHING)
    found = rows(paper)
    assert found["2.其他法律行政法规禁止公开"] == ["2", *["0"] * 5, "2"]
    assert found["3.危及“三安全一稳定”"] == NOTHING


def test_a_label_and_its_group_that_the_end_of_a_page_cuts() -> None:
    paper = headed()
    form(paper)
    paper.text(60, 790, "（四）无法", size=9)
    paper.text(110, 790, "1.本机关不掌握", size=9)
    paper.page()
    for x, words in zip(MIDDLES, APPLICANTS, strict=True):
        for i, part in enumerate(words.split("|")):
            paper.text(x, 87 + 13 * i, part, align="center")
    paper.text(345, 74, "法人或其他组织", align="center")
    paper.text(60, 140, "提供", size=9)
    paper.text(110, 140, "相关政府信息", size=9)
    for at, value in zip(MIDDLES, FULL, strict=True):
        paper.text(at, 140, value, align="center")
    row(paper, 170, ["2.没有现成信息需要另行制作"], NOTHING)
    found = rows(paper)
    assert found["1.本机关不掌握相关政府信息"] == FULL
    assert found["2.没有现成信息需要另行制作"] == NOTHING


def test_cells_of_labels_that_touch() -> None:
    paper = headed()
    form(paper)
    paper.text(70, 300, "（四）无法提供1.本机关不掌握", size=8)
    paper.text(126, 312, "相关政府信息", size=8)
    for at, value in zip(MIDDLES, FULL, strict=True):
        paper.text(at, 306, value, align="center")
    row(paper, 340, ["2.没有现成信息需要另行制作"], NOTHING)
    assert rows(paper)["1.本机关不掌握相关政府信息"] == FULL


def test_names_of_one_character_a_line_and_no_title_over_them() -> None:
    paper = Paper()
    for x, words in zip(MIDDLES, APPLICANTS, strict=True):
        for i, letter in enumerate(words.replace("|", "")):
            paper.text(x, 60 + 13 * i, letter, align="center")
    form(paper)
    row(paper, 290, ["1.属于国家秘密"], FULL)
    assert rows(paper)["1.属于国家秘密"] == FULL


def narrow(total: str) -> list[str]:
    """The row of a table whose narrow columns cut 149 and its total over three lines."""
    paper = headed()
    form(paper)
    row(paper, 300, ["（七）总计"], ["", "27", "4", "1", "7", "2", ""])
    for i, (a, b) in enumerate(zip("149", total, strict=True)):
        paper.text(MIDDLES[0], 288 + 12 * i, a, align="center")
        paper.text(MIDDLES[-1], 288 + 12 * i, b, align="center")
    return rows(paper)["（七）总计"]


def test_a_figure_cut_over_lines_is_whole_where_the_sum_says_so() -> None:
    assert narrow("190") == ["149", "27", "4", "1", "7", "2", "190"]


def test_a_figure_cut_over_lines_is_no_figure_where_the_sum_says_no() -> None:
    assert len(narrow("191")) != 7


def part(paper: Paper, y: float, title: str, values: list[str]) -> None:
    """One group of table four by itself."""
    paper.text(260, y, title, align="center")
    for i, (name, value) in enumerate(
        zip(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"), values, strict=True)
    ):
        paper.text(80 + 90 * i, y + 18, name, align="center")
        paper.text(80 + 90 * i, y + 36, value, align="center")


def test_table_four_in_parts() -> None:
    paper = Paper()
    part(paper, 60, "行政复议", ["1", "2", "", "", "3"])
    part(paper, 120, "未经复议直接起诉", ["/", "/", "/", "/", "/"])
    part(paper, 180, "复议后起诉", ["", "", "", "4", "4"])
    paper.text(40, 250, "五、存在的主要问题及改进情况")
    grids = [block for block in read(paper.done(), load_limits()).blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in one] for grid in grids for one in grid.rows[::2]] == [
        ["行政复议"],
        ["1", "2", "", "", "3"],
        ["未经复议直接起诉"],
        ["/"] * 5,
        ["复议后起诉"],
        ["", "", "", "4", "4"],
    ]


def test_table_four_whose_header_the_end_of_a_page_cuts() -> None:
    paper = Paper((900, 400))
    paper.text(120, 320, "行政复议", align="center")
    paper.text(500, 320, "行政诉讼", align="center")
    paper.text(380, 335, "未经复议直接起诉", align="center")
    paper.text(640, 335, "复议后起诉", align="center")
    names = ["结果|维持", "结果|纠正", "其他|结果", "尚未|审结", "总|计"]
    for i, words in enumerate(names[:5]):
        for line, word in enumerate(words.split("|")):
            paper.text(40 + 52 * i, 335 + 12 * line, word, align="center", size=9)
    paper.page()
    for i, words in enumerate(names * 2):
        for line, word in enumerate(words.split("|")):
            paper.text(300 + 52 * i, 60 + 12 * line, word, align="center", size=9)
    for i in range(15):
        paper.text(40 + 52 * i, 95, str(i), align="center", size=9)
    paper.text(40, 140, "五、存在的主要问题及改进情况")
    grids = [block for block in read(paper.done(), load_limits()).blocks if isinstance(block, Grid)]
    assert [cell.text for cell in grids[-1].rows[-1]] == [str(i) for i in range(15)]
    assert [cell.text for cell in grids[-1].rows[-2]][:2] == ["结果维持", "结果纠正"]


def block(paper: Paper, y: float, names: list[str], values: dict[str, list[str]], *, top: float = 0.0) -> None:
    """A block of table two; the last name has two lines, the first of them `top` above the others."""
    paper.text(60, y, "信息内容")
    for i, name in enumerate(names):
        paper.text(220 + 110 * i, y - top * ("|" in name), name.split("|")[0])
        if "|" in name:
            paper.text(220 + 110 * i, y + top, name.split("|")[1])
    for line, (label, row_values) in enumerate(values.items(), 1):
        for part_of_label, words in enumerate(label.split("|")):
            paper.text(60, y + 30 * line + 12 * part_of_label, words)
        for i, value in enumerate(row_values):
            paper.text(220 + 110 * i, y + 30 * line + 6 * label.count("|"), value)


def test_blank_rows_and_broken_labels_of_table_two() -> None:
    paper = Paper()
    block(
        paper,
        100,
        ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
        {"规章": ["", "", ""], "规范性|文件": ["17", "3", "138"]},
    )
    found = rows(paper)
    assert found["规章"] == ["", "", ""]
    assert found["规范性文件"] == ["17", "3", "138"]


def test_a_header_of_table_two_is_read_whole_or_not_at_all() -> None:
    paper = Paper()
    block(
        paper,
        100,
        ["上一年项目数量", "本年增/减", "处理决定|数量"],
        {"行政处罚": ["998", "", "1"], "行政强制": ["1223", "-367", ""]},
        top=10,
    )
    found = rows(paper)
    assert found["行政处罚"] == ["998", "", "1"]
    assert found["行政强制"] == ["1223", "-367", ""]


def test_signs_set_with_their_empty_halves_upon_one_another_are_one_run() -> None:
    words = "数（计1条）（单位：条）"
    glyphs, x = [], 0.0
    for i, letter in enumerate(words):
        x -= 6.0 * (words[i - 1 : i + 1] == "）（")
        glyphs.append(Glyph(letter, x, x + 10, 50, 10))
        x += 10
    assert [run.text for run in runs_of(glyphs)] == [words]
