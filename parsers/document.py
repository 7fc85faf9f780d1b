"""The one form between bytes and report: a stream of paragraphs and grids, each with its locator.

Readers (HTML, flattened text, later PDF, Word, images) yield it; the form matcher, the rules and all after see only this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from parsers.model import Locator


class Doubt(NamedTuple):
    """How a cell was recognised: how sure its least sure sign is (0 to 1), and other readings with their probability.

    The probability of another reading is that of the signs in which it differs.
    """

    sure: float
    others: tuple[tuple[str, float], ...] = ()


class GridCell(NamedTuple):
    """One cell of a grid where it is anchored: text as printed (tidied), first column, spans, and its address.

    `address` is ``(table, row, cell)`` for markup and Word, with the number of the page before it on further pages of an
    article, ``(line,)`` for text, ``(block, 0)`` for a
    cell that is a paragraph of a page and ``(page, x0, y0, x1, y1)``, page from
    1 and points from the top left, for PDF and images, with the number of the file before it where the pages are files; see `locator_of`.
    """

    text: str
    x: int
    colspan: int
    rowspan: int
    address: tuple[float, ...]


@dataclass(slots=True)
class Grid:
    """A table: for each printed row, the cells that cover it from left to right, those spanning from above included.

    `positioned` is false when the columns of cells are not known (flattened text): then only their order counts.
    `rows_marked` is false when even the ends of rows are not known: then each of `rows` may hold several printed ones.
    `keeps_blanks` is false where a blank cell may be one whose mark or nought was lost.
    `is_glued` tells of text in which the figures of a row may stand together as one.
    """

    rows: list[list[GridCell]]
    positioned: bool = True
    rows_marked: bool = True
    low: int = 0
    table: int | None = None
    is_glued: bool = False
    keeps_blanks: bool = True

    def cells(self) -> Iterator[GridCell]:
        """All cells, row by row; a cell that spans rows comes once for each."""
        for row in self.rows:
            yield from row


@dataclass(slots=True)
class Paragraph:
    """A run of text. `level` is 1-6 for a marked heading, else 0.

    `low` is the depth that the tree walk came back to since the block before: it tells where the container of the
    article ends.
    """

    text: str
    locator: Locator
    level: int = 0
    low: int = 0


Block = Paragraph | Grid
FILE_TITLE = "file title"
"""The name in a document's head of the title among a file's properties. It may be that of the file it was made from."""


class Pictures(NamedTuple):
    """Of a document whose pages are picture files their names or addresses: those that are pages of it, pages that could not be read, others."""

    read: tuple[str, ...]
    missing: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


@dataclass(slots=True)
class Document:
    """A document as read: its blocks in order and what its head declares (lower-case names: title, pubdate, …).

    `kind` is ``html``, ``text`` or the name of a format. `plain` gives the text once more by a way that shares no code with
    the blocks, a line of the page a line or as markup, for the second reading; None where there is no such way. `member` is the file's
    path in the archive that it was taken from. `doubts` tells of cells that were recognised in an image, by address; None for
    any other document. `unread` are the pages, from 1, that are pictures and were not read; `layer` tells what was read of
    pictures with a hidden text over them: that text, or the pictures. `held` tells in what the article stood as a string.
    `pictures` tells of the files where pages are picture files; None for any other document.
    """

    blocks: list[Block]
    head: dict[str, str] = field(default_factory=dict)
    kind: str = "html"
    damaged: int = 0
    plain: Callable[[], str] | None = None
    plain_is_markup: bool = False
    member: str = ""
    doubts: dict[tuple[float, ...], Doubt] | None = None
    unread: tuple[int, ...] = ()
    layer: Literal["", "text", "picture"] = ""
    held: Literal["", "json", "script"] = ""
    pictures: Pictures | None = None

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def grids(self) -> Iterator[Grid]:
        """The grids in order."""
        return (block for block in self.blocks if isinstance(block, Grid))


def locator_of(cell: GridCell) -> Locator:
    """The public locator of a cell, by the length of its address."""
    return locator_at(cell.address)


def locator_at(address: tuple[float, ...]) -> Locator:
    """The public locator of an address: line; block; table, row and cell; or page and box, both also of a part."""
    if len(address) == 3:
        table, row, column = address
        return {"table": table, "row": row, "cell": column}
    if len(address) == 4:
        part, table, row, column = address
        return {"part": part, "table": table, "row": row, "cell": column}
    if len(address) == 1:
        return {"line": address[0]}
    if len(address) == 2:
        return {"block": address[0]}
    if len(address) == 6:
        part, page, *box = address
        return {"part": part, "page": page, "box": box}
    page, *box = address
    return {"page": page, "box": box}


def locators_at(addresses: Sequence[tuple[float, ...]]) -> list[Locator]:
    """The public locators of many addresses; those of markup, of which a page has hundreds, without a call for each."""
    if set(map(len, addresses)) == {3}:
        return [{"table": table, "row": row, "cell": column} for table, row, column in addresses]
    return [locator_at(address) for address in addresses]
