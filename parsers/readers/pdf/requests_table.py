"""Table three without rulings, once its header is found: columns by where values stand, rows by the form's names.

What stands left of the values are lines of labels; which of them are one label is told by the names of the form. Values at
one height are a row, and belong to the label whose lines they stand beside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.document import GridCell
from parsers.readers.pdf.beside import is_alone, values_beside
from parsers.readers.pdf.blocks import Block
from parsers.readers.pdf.columns import Columns, cell_of
from parsers.readers.pdf.heading import leaves_of, repeated
from parsers.readers.pdf.label_lines import Token, labels_of, lines_of_tokens
from parsers.readers.pdf.row_values import is_unit, pieces, value_lines
from parsers.readers.pdf.ruled import address
from parsers.readers.pdf.runs import Run
from parsers.readers.pdf.stitch import Table
from parsers.tables.roles import roles
from parsers.text import read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.beside import Beside
    from parsers.readers.pdf.heading import Heading
    from parsers.readers.pdf.label_lines import Label
    from parsers.readers.pdf.model import Glyph

_FEWEST = 4
"""Labels of the form; fewer make no table three."""
_MOST = 4000
"""Runs; no table three has so many."""
_LEFT = 80.0
"""Points left of the header's first name within which the first column begins."""
_BELOW = 2.6
"""In sizes; a unit stands no farther below its figure."""
_ENDS = re.compile(r"[一二三四五六七]、.{0,14}(?:行政复议|行政诉讼|存在的|主要问题|其他需要)|。$")
_WORDS = re.compile("(?!\u65e0)[\u4e00-\u9fff]")
_FIGURES = re.compile(r"[\d,.\uff0c\uff0e/\u2014\u2013\-]")
_CROSSED = 2
"""Characters that may stand on the wrong side of where labels end."""
_CLOSING = frozenset("\u201d\u2019\uff09\u300b\u300d\u3001\uff0c\u3002")
_FIRST, _LAST = "new_requests", "carried_over_out"


class Found(NamedTuple):
    """The parts of the table by page, and the runs they are made of as (page, order)."""

    parts: list[Table]
    taken: set[tuple[int, int]]


def find_requests(pages: Sequence[tuple[int, list[Run], list[Heading]]]) -> list[Found]:
    """The tables three: each begins at a header and goes on over pages until another section begins."""
    found: list[Found] = []
    used: set[int] = set()
    for at, (page, _, headings) in enumerate(pages):
        heading = next((one for one in headings if one.row), None)
        if heading and page not in used:
            table = _read(pages[at:], heading)
            if table:
                found.append(table)
                used |= {part.page for part in table.parts}
    return found


def _read(pages: Sequence[tuple[int, list[Run], list[Heading]]], heading: Heading) -> Found | None:
    names = leaves_of(heading.row)
    runs, heads = _region(pages, heading)
    if not names or len(runs) > _MOST:
        return None
    edge = _edge(runs, names)
    labels, rest = _parted(runs, edge, names)
    rows = labels_of(labels)
    beside = values_beside(rows, value_lines(rest), names)
    end = _end(rows)
    rows, beside = rows[:end], beside[:end]
    if sum(row.is_known for row in rows) < _FEWEST:
        return None
    certain = [own.values for row, own in zip(rows, beside, strict=True) if own.is_one_row(row.height)]
    columns = Columns(names, names[0].box.x0 if edge is None else edge, certain)
    parts = _tables(heading, list(zip(rows, beside, strict=True)), columns)
    kept = {(block.page, run.order) for row in rows for block in row.pieces for run in block.runs}
    kept |= {(block.page, run.order) for own in beside for block in own.values for run in block.runs}
    return Found(parts, kept | heads)


def _end(rows: Sequence[Label]) -> int:
    """How many rows the table has: up to its last one, which some pages print at the foot of each, or to where another begins."""
    keys = [roles(row.text).get("request", "") for row in rows]
    first = keys.index(_FIRST) if _FIRST in keys else 0
    again = keys.index(_FIRST, first + 1) if keys.count(_FIRST) > 1 else len(keys)
    return max((i + 1 for i, key in enumerate(keys[:again]) if key == _LAST), default=len(rows))


def _region(
    pages: Sequence[tuple[int, list[Run], list[Heading]]], heading: Heading
) -> tuple[list[Token], set[tuple[int, int]]]:
    """The runs from the header on to where another section begins, and those of the header wherever it is repeated."""
    found: list[Token] = []
    heads: set[tuple[int, int]] = set()
    foot = max(run.y for block in heading.row for run in block.runs)
    for number, (page, runs, headings) in enumerate(pages):
        own = {order for one in headings for order in repeated(one, heading, runs)}
        heads |= {(page, order) for order in own}
        rest = [run for run in runs if run.order not in own and (number or run.y > foot)]
        end = min((line.runs[0].y for line in lines_of_tokens([(page, run) for run in rest]) if _ends(line)), default=0)
        found += [(page, run) for run in rest if not end or run.y < end - 0.4 * run.size]
        if end or (number and len(found) == 0):
            break
    return found, heads


def _ends(line: Block) -> bool:
    text = squeeze("".join(run.text for run in line.runs))
    return bool(_ENDS.search(text)) or not roles(text).keys().isdisjoint(("case", "challenge"))


def _edge(runs: Sequence[Token], names: Sequence[Block]) -> float | None:
    """Where labels end and values begin: the gap that is nearest to the header's first name, at it or left of it; None without."""
    right = names[0].box.x0
    glyphs = [glyph for _, run in runs for glyph in run.glyphs if right - _LEFT < glyph.x1 and glyph.x0 < right + 2]
    at = right
    for glyph in sorted(glyphs, key=lambda one: -_ink_end(one)):
        if _ink_end(glyph) < at - 1.0:
            return at - 0.5
        at = min(at, glyph.x0)
    return at - 0.5 if at > right - _LEFT else _edge_of_figures(runs, right)


def _edge_of_figures(runs: Sequence[Token], right: float) -> float | None:
    """The same where cells touch: what hardly any words reach over and hardly any figures behind them begin left of."""
    figures, words = [], []
    for _, run in runs:
        end = _label_end(run.glyphs)
        figures += [glyph.x0 for glyph in run.glyphs[end:] if right - _LEFT < glyph.x1]
        words += [_ink_end(glyph) for glyph in run.glyphs[:end]]
    able = [at for at in sorted(set(figures)) if at < right + 2]
    crossed = {at: sum(x > at + 1 for x in words) + sum(x < at - 1 for x in figures) for at in able}
    best = min(able, key=lambda at: (crossed[at], at), default=0.0)
    return best - 0.5 if able and crossed[best] <= _CROSSED else None


def _label_end(glyphs: Sequence[Glyph]) -> int:
    """How many characters of a line are no figures or signs behind its words."""
    return next((i for i in range(len(glyphs), 0, -1) if not _FIGURES.fullmatch(glyphs[i - 1].text)), 0)


def _ink_end(glyph: Glyph) -> float:
    """Its right edge; a closing sign, the right half of which is empty, ends in its middle."""
    return (glyph.x0 + glyph.x1) / 2 if glyph.text in _CLOSING else glyph.x1


def _parted(runs: Sequence[Token], edge: float | None, names: Sequence[Block]) -> tuple[list[Token], list[Token]]:
    """What stands left of the edge, and right of it cut at every gap.

    Values left of it, as in a row that a page shifts, are behind the words of their line. Without an edge, as where it shifts
    the labels too, words are labels.
    """
    labels: list[Token] = []
    values: list[Token] = []
    middles = [(name.box.x0 + name.box.x1) / 2 for name in names]
    for page, run in runs:
        own = _end_of_words(run, names[0].box.x0) if edge is None else edge
        left = [glyph for glyph in run.glyphs if (glyph.x0 + _ink_end(glyph)) / 2 < own]
        right = [glyph for glyph in run.glyphs if (glyph.x0 + _ink_end(glyph)) / 2 >= own]
        if left:
            labels.append((page, Run(left, run.order)))
        values += [(page, Run(piece, run.order)) for piece in pieces(right, middles)]
    shifted = [one for one in labels if read_value(one[1].text).kind != "text" and _is_apart(one, labels)]
    shifted += [one for one in labels if is_unit(one[1]) and any(_is_over(figure, one) for figure in shifted)]
    return [one for one in labels if one not in shifted], values + shifted


def _end_of_words(run: Run, right: float) -> float:
    """Where the words of a line end, figures behind them that stand in the columns left out."""
    if not _WORDS.search(run.text) or (is_unit(run) and run.x0 > right):
        return run.x0 - 1
    end = _label_end(run.glyphs)
    return run.glyphs[end].x0 if end < len(run.glyphs) and run.glyphs[end].x1 > right else run.x1 + 1


def _is_over(figure: Token, unit: Token) -> bool:
    """Whether a unit stands under a figure, or right behind it."""
    a, b = figure[1], unit[1]
    return figure[0] == unit[0] and -1 < b.y - a.y < _BELOW * a.size and a.x0 < b.x1 and b.x0 < a.x1 + a.size


def _is_apart(value: Token, labels: Sequence[Token]) -> bool:
    """Whether a value is no number before the words of its line: none stand right of it."""
    page, run = value
    return not any(
        at == page and one.x0 > run.x0 and abs(one.y - run.y) < 0.6 * run.size and read_value(one.text).kind == "text"
        for at, one in labels
    )


def _tables(heading: Heading, lines: Sequence[tuple[Label, Beside]], columns: Columns) -> list[Table]:
    head = [cell_of(block, 0, 1) for block in heading.row if block.box.x1 <= columns.names[0].box.x0][:1]
    head += [cell_of(name, 1 + i, 1) for i, name in enumerate(columns.names)]
    parts = [Table(heading.row[0].page, heading.row[0].box.y0, [head], ruled=False)]
    rows = [label for label, _ in lines]
    for label, own in lines:
        first = label.pieces[0]
        if first.page != parts[-1].page:
            parts.append(Table(first.page, first.box.y0, [], ruled=False))
        is_row = label.is_known and ("request" in roles(label.text) or (label.is_of_rows and is_alone(label, rows)))
        if own.values or is_row:
            parts[-1].rows.append(_row(label, own, columns))
        else:
            parts[-1].rows.append([_label_cell(label)])
    return parts


def _row(label: Label, own: Beside, columns: Columns) -> list[GridCell]:
    is_whole = label.is_known or (len(own.values) == len(columns.names) and not label.text[-1:].isdigit())
    is_certain = own.is_certain and is_whole and own.is_one_row(label.height)
    return [_label_cell(label), *columns.cells(own.values, label.pieces[0], 1, is_certain=is_certain)]


def _label_cell(label: Label) -> GridCell:
    first = label.pieces[0]
    box = Block(first.page, [run for block in label.pieces if block.page == first.page for run in block.runs]).box
    return GridCell(label.text, 0, 1, 1, address(first.page, box))
