"""A document's blocks cut into sections by their headings, wherever these stand: paragraphs or cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from parsers.closing import is_annex, is_dated, is_furniture, is_signature
from parsers.document import Grid, Paragraph, locator_of
from parsers.form import load_form
from parsers.heading import Heading, read_heading
from parsers.metadata.title import is_title
from parsers.model import Section
from parsers.remembered import remembered
from parsers.tables.shape import parts_of, shape_of, text_of, traits
from parsers.tables.statistics import is_statistics_header
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import Block, GridCell

Mark = tuple[int, Heading]
"""A heading and the number of the piece it is."""

_STATISTICS_WIDTH = 8


@dataclass(slots=True)
class Draft:
    """A section as it grows; `start` and `end` are block numbers, `grids` the tables in it."""

    heading: Heading
    start: int
    lines: list[Paragraph] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    end: int = 0


class Outline(NamedTuple):
    """The document by sections: what stands before the first heading, the sections, and the lines and grids (annexes) after the last."""

    preface: list[Block]
    drafts: list[Draft]
    tail: list[Paragraph]
    after: list[Grid]


def cut(blocks: Sequence[Block]) -> Outline:
    """Cut the blocks at headings and end the last section where the article's container or its text ends."""
    pieces: list[Block] = []
    for block in blocks:
        pieces += _pieces(block) if isinstance(block, Grid) else (block,)
    read = [
        (i, heading)
        for i, piece in enumerate(pieces)
        if isinstance(piece, Paragraph) and (heading := read_heading(piece.text))
    ]
    marks = _run(read)
    if not marks:
        return Outline(list(blocks), [], [], [])
    drafts: list[Draft] = []
    ends = [i for i, _ in marks[1:]] + [_end_of_article(pieces, marks)]
    for (start, heading), end in zip(marks, ends, strict=True):
        draft = Draft(heading, start, end=end)
        for i, piece in enumerate(pieces[start + 1 : end], start + 1):
            if isinstance(piece, Grid):
                draft.grids.append(piece)
                continue
            is_caption = not draft.lines or (i + 1 < end and isinstance(pieces[i + 1], Grid))
            if not (is_caption and _says_again(piece.text, heading)):
                draft.lines.append(piece)
        drafts.append(draft)
    tail = _split_tail(drafts[-1])
    rest = [p for p in pieces[ends[-1] :] if isinstance(p, Paragraph)]
    after = [p for p in pieces[ends[-1] :] if isinstance(p, Grid)]
    return Outline(pieces[: marks[0][0]], drafts, tail + rest, after)


def _says_again(text: str, heading: Heading) -> bool:
    """Whether a line right below a heading or right above a table only repeats the heading, as captions do."""
    again = read_heading(text)
    return text == heading.text or (again is not None and again.key is not None and again.key == heading.key)


def _pieces(block: Grid) -> list[Block]:
    """A grid whose rows or cells hold headings falls apart at them; any other stays whole."""
    if _is_statistics(block):
        return [block]
    if not block.rows_marked:
        return _pieces_of_cells(block)
    apart = {i: heading for i, row in enumerate(block.rows) if (heading := _only_words(row)) and _stands_apart(heading)}
    if not apart:
        return [block]
    found: list[Block] = []
    start = 0
    for i, heading in apart.items():
        if start < i:
            found.append(_rows_of(block, start, i))
        found.append(Paragraph(heading, {}, 0, block.low))
        start = i + 1
    if start < len(block.rows):
        found.append(_rows_of(block, start, len(block.rows)))
    return found


def _rows_of(block: Grid, start: int, end: int) -> Grid:
    rows = block.rows[start:end]
    return Grid(rows, block.positioned, table=block.table, low=block.low, keeps_blanks=block.keeps_blanks)


def _only_words(row: list[GridCell]) -> str:
    """The words of a row of which one cell alone has any."""
    if row and row[0].text and row[-1].text and len(row) > 1:
        return ""  # most rows
    words = list(filter(None, map(text_of, row)))
    return words[0] if len(words) == 1 else ""


@remembered(4096)
def _stands_apart(text: str) -> bool:
    """Whether the only words of a row are the heading of a section of the form, or a title."""
    heading = read_heading(text)
    return (heading is not None and heading.key is not None) or is_title(text)


def _is_statistics(block: Grid) -> bool:
    """The rows of a statistics table are numbered like sections, and are none."""
    return any(
        traits(shape_of(row)).is_statistics_header  # as the walk over the tables asks, too
        if len(row) <= _STATISTICS_WIDTH
        else is_statistics_header(parts_of(shape_of(row[:_STATISTICS_WIDTH])))
        for row in block.rows[:3]
    )


def _pieces_of_cells(block: Grid) -> list[Block]:
    found: list[Block] = []
    rows: list[list[GridCell]] = []
    for row in block.rows:
        cells: list[GridCell] = []
        for cell in row:
            heading = read_heading(cell.text)
            if heading is None or heading.key is None:
                cells.append(cell)
                continue
            found.extend(_loose([*rows, cells], block))
            found.append(Paragraph(cell.text, locator_of(cell)))
            rows, cells = [], []
        rows.append(cells)
    found.extend(_loose(rows, block))
    return found


def _loose(rows: list[list[GridCell]], block: Grid) -> list[Block]:
    """The rows of a block that hold cells, as a grid whose rows are not marked; nothing when there are none."""
    filled = [row for row in rows if row]
    return [Grid(filled, block.positioned, rows_marked=False, is_glued=block.is_glued)] if filled else []


def _run(marks: list[Mark]) -> list[Mark]:
    """Of several runs of headings (a table of contents, related reports) the one with most known sections."""
    styles = [{h.key for _, h in marks if h.key and h.number and h.arabic is arabic} for arabic in (False, True)]
    arabic = len(styles[1]) > len(styles[0])
    marks = [mark for mark in marks if mark[1].number is None or mark[1].arabic is arabic]
    runs: list[list[Mark]] = [[]]
    for mark in marks:
        if mark[1].key == "overview" and any(h.key for _, h in runs[-1]) and not _repeats(runs[-1], mark):
            runs.append([])
        if mark[1].key or runs[-1]:
            runs[-1].append(mark)
    return _one_each(max(runs, key=_weight))


def _repeats(run: list[Mark], mark: Mark) -> bool:
    return run[-1][1].key == mark[1].key and mark[0] - run[-1][0] <= 2


def _weight(run: list[Mark]) -> tuple[int, int]:
    spread = run[-1][0] - run[0][0] if run else 0
    return len({h.key for _, h in run if h.key}), spread


def _one_each(run: list[Mark]) -> list[Mark]:
    """Of headings that name the same section the one with the form's number, else the first; the others are text."""
    official = {s.key: s.number for s in load_form().sections}
    best: dict[str, Mark] = {}
    for mark in run:
        key = mark[1].key
        if key is None:
            continue
        held = best.get(key)
        if held is None or (held[1].number != official[key] and mark[1].number == official[key]):
            best[key] = mark
    kept: list[Mark] = []
    for mark in run:
        heading = mark[1]
        known = heading.key is not None and best[heading.key] is mark
        previous = next((h.number for _, h in reversed(kept) if h.number), 0)
        follows = heading.key is None and heading.number is not None and heading.number > previous
        if known or follows:
            kept.append(mark)
    return kept


def _end_of_article(pieces: list[Block], marks: list[Mark]) -> int:
    """The block where the walk leaves the smallest element that holds all headings, or where page furniture starts."""
    first, last = marks[0][0], marks[-1][0]
    depth = min((piece.low for piece in pieces[first + 1 : last + 1]), default=0)
    for i in range(last + 1, len(pieces)):
        piece = pieces[i]
        if piece.low < depth:
            return i
        if isinstance(piece, Paragraph) and is_furniture(piece.text):
            return i
    return len(pieces)


def _split_tail(draft: Draft) -> list[Paragraph]:
    """Take the annex and the signature (agency and date) off the end of the last section; returns them."""
    lines = draft.lines
    annex = next((i for i, line in enumerate(lines) if is_annex(line.text)), len(lines))
    behind = lines[annex:]
    del lines[annex:]
    at = len(lines)
    for i in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
        folded = squeeze(lines[i].text)
        if is_dated(folded):
            at = i
            if i and is_signature(squeeze(lines[i - 1].text)) and len(lines[i - 1].text) <= 40:
                at = i - 1
    tail = lines[at:]
    del lines[at:]
    return tail + behind


def to_sections(outline: Outline) -> tuple[Section, ...]:
    """The sections as the report gives them."""
    return tuple(
        Section(d.heading.number, d.heading.key, d.heading.text, "\n".join(p.text for p in d.lines))
        for d in outline.drafts
    )
