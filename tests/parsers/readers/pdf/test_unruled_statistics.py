"""Statistics tables without rulings: columns by their header, rows by the form's labels, what may be of two rows left open."""

from __future__ import annotations

from parsers.formats import load_limits
from parsers.readers.pdf import read
from tests.support.paper import Paper
from tests.support.statistics_paper import FIGURES, HEAD, KEYS, LABELS, TRUTH, found, row, rows


def test_the_years_figure_is_the_one_below_its_header() -> None:
    paper = Paper()
    row(paper, 100, *HEAD)
    rows(paper, 130, FIGURES)
    assert found(paper) == (TRUTH, set())


def test_a_unit_and_a_figure_that_the_file_writes_as_one_are_two_cells() -> None:
    paper = Paper()
    row(paper, 100, "统计指标", "单位", "本年", "历年累计", edges=(60, 325, 347, 460))
    for i, (key, figure) in enumerate(zip(KEYS, FIGURES, strict=True)):
        row(paper, 130 + 22 * i, LABELS[key], "件", figure, "900", edges=(60, 330, 347, 460))
    assert found(paper) == (TRUTH, set())


def test_a_blank_is_a_blank_and_a_table_of_blanks_is_a_table() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    for i, label in enumerate(LABELS.values()):
        row(paper, 130 + 22 * i, label, "件")
    assert found(paper) == (dict.fromkeys(KEYS, "blank"), set())


def test_a_label_of_two_lines_has_the_figure_between_them() -> None:
    paper = Paper()
    row(paper, 100, *HEAD)
    row(paper, 130, "（一）回应公众关注热点或重大舆情数（不同方")
    row(paper, 142, "式回应同一热点或舆情计1次）")
    row(paper, 136, "", "次", "4", "900")
    rows(paper, 160, FIGURES)
    values, doubted = found(paper)
    assert values == {"response.hot_issues": 4, **TRUTH}
    assert not doubted


def test_a_header_in_several_lines_over_narrow_columns() -> None:
    paper = Paper()
    edges = (60.0, 340.0, 355.0)
    paper.text(60, 106, "统计指标")
    for x, lines in ((340, "单位"), (355, ("统计", "数"))):
        for i, words in enumerate(lines):
            paper.text(x, 100 + 12 * i, words)
    for i, (key, figure) in enumerate(zip(KEYS, FIGURES, strict=True)):
        row(paper, 140 + 22 * i, LABELS[key], "件", figure, edges=edges)
    assert found(paper) == (TRUTH, set())


def test_values_at_the_left_of_columns_whose_names_stand_in_their_middle() -> None:
    paper = Paper()
    row(paper, 100, *HEAD, edges=(150, 320, 420, 510))
    for i, (key, figure) in enumerate(zip(KEYS, FIGURES, strict=True)):
        row(paper, 130 + 22 * i, LABELS[key], "件", figure, "900", edges=(60, 290, 370, 470))
    assert found(paper) == (TRUTH, set())


def test_blocks_side_by_side_are_read_each_with_its_own_labels() -> None:
    paper = Paper()
    edges = (60.0, 190.0, 230.0, 300.0, 430.0, 470.0)
    row(paper, 100, *HEAD[:2], "统计数", *HEAD[:2], "统计数", edges=edges)
    for i in range(4):
        row(
            paper,
            130 + 22 * i,
            *(LABELS[KEYS[i]], "件", FIGURES[i], LABELS[KEYS[i + 4]], "件", FIGURES[i + 4]),
            edges=edges,
        )
    assert found(paper) == (TRUTH, set())


def test_a_figure_that_a_narrow_column_breaks_is_whole_where_nothing_else_fits() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    rows(paper, 130, FIGURES[:3], older="")
    row(paper, 212, LABELS[KEYS[3]], "件")
    for y, part in ((206, "1,17"), (218, "5")):
        row(paper, y, "", "", part)
    rows(paper, 250, FIGURES[4:], 4, older="")
    values, doubted = found(paper)
    assert values == TRUTH | {"received_online": 1175}
    assert not doubted


def test_a_figure_between_two_labels_is_neithers() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    rows(paper, 130, FIGURES[:2], older="")
    row(paper, 174, LABELS[KEYS[2]], "件")
    row(paper, 183, "", "", "4")
    row(paper, 192, LABELS[KEYS[3]], "件")
    rows(paper, 220, FIGURES[4:], 4, older="")
    values, doubted = found(paper)
    assert values == {key: value for key, value in TRUTH.items() if key not in KEYS[2:4]}
    assert doubted == set(KEYS[2:4])


def test_figures_below_no_name_leave_those_beside_them_open() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    rows(paper, 130, FIGURES)
    assert found(paper) == ({}, set(KEYS))


def test_figures_set_as_wide_as_the_words_are_whole() -> None:
    paper = Paper()
    wide = ("统 计 指 标", "单 位", "统 计 数")
    row(paper, 100, *wide)
    for i, (key, label) in enumerate(LABELS.items()):
        figure = "1234" if key == "received" else FIGURES[i]
        row(paper, 130 + 22 * i, *(" ".join(words) for words in (label, "件", figure)))
    assert found(paper) == (TRUTH | {"received": 1234}, set())


def test_the_only_column_of_figures_below_no_name_for_certain_is_left_open() -> None:
    paper = Paper()
    row(paper, 100, *HEAD)
    for i, label in enumerate(LABELS.values()):
        row(paper, 130 + 22 * i, label, "件", "900", edges=(60, 340, 432))  # between the year's name and the other one
    values, doubted = found(paper)
    assert not values
    assert doubted == set(KEYS)


def test_a_row_that_is_none_of_the_forms_takes_no_figure_from_a_blank_one() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    rows(paper, 130, FIGURES[:7], older="")
    row(paper, 284, LABELS[KEYS[7]], "件")
    row(paper, 306, "其中：涉及机构改革的信息数", "条", "3")
    row(paper, 328, "（三）申请答复数", "件", "1")
    values, doubted = found(paper)
    assert values == TRUTH | {"closed_extended": "blank", "replied": 1}
    assert not doubted


def test_a_signature_below_the_table_is_no_part_of_it() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    rows(paper, 130, FIGURES, older="")
    paper.text(330, 130 + 22 * 8, "某某县水利局")
    paper.text(340, 130 + 22 * 9, "2018年2月24日")
    document = read(paper.done(), load_limits())
    assert "".join(one.text for one in document.paragraphs()) == "某某县水利局2018年2月24日"


def test_rows_of_which_some_stand_in_ruled_cells_are_one_table() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    rows(paper, 130, FIGURES, older="")
    paper.grid([50, 330, 375, 450], [162, 184, 206, 228])  # around the third to the fifth
    assert found(paper) == (TRUTH, set())


def test_a_figure_within_the_longest_label_is_no_column() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    row(paper, 130, "（一）主动公开政府信息数（不同渠道计 1 条）", "条", "36")
    row(paper, 152, "制发规范性文件总数", "件", "4")
    values, doubted = found(paper)
    assert values == {"proactive.items": 36, "proactive.normative_documents_issued": 4}
    assert not doubted


def test_a_date_below_the_last_figure_is_none() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    rows(paper, 130, FIGURES, older="")
    paper.text(381, 130 + 22 * 7 + 17, "2018.2.24")
    assert found(paper) == (TRUTH, set())


def test_two_figures_at_nearly_one_height_are_not_one_that_is_broken() -> None:
    paper = Paper()
    row(paper, 100, *HEAD[:3])
    rows(paper, 130, FIGURES[:7], older="")
    row(paper, 284, LABELS[KEYS[7]], "件", "28")
    paper.text(420, 285.4, "33.043")
    values, doubted = found(paper)
    assert "closed_extended" not in values
    assert "closed_extended" in doubted
