"""An office file as the markup that its reader makes of it, and where in that a cell stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from parsers.model import Refusal

if TYPE_CHECKING:
    from parsers.document import Document
    from parsers.model import Locator


def unfold(body: bytes, arguments: dict[str, Any]) -> bytes:
    """JSON: the markup, and `place`, the locator within it of the cell that `locator` names in the file; None if there is none.

    Raises `Refusal`, also ``no_markup`` for a file that is not read by way of markup.
    """
    from parsers.formats.reading import read_file

    document = read_file(body)
    if not document.plain_is_markup or document.plain is None:
        raise Refusal("no_markup", "这类文件不能在这里显示 a file of this kind is not shown here")
    html = document.plain()
    return json.dumps({"html": html, "place": _place(document, html, arguments["locator"])}).encode()


def _place(document: Document, html: str, locator: Locator | None) -> Locator | None:
    """The file's own count of tables, rows and cells, and that of the markup, run side by side."""
    from parsers.document import locator_of
    from parsers.readers.html import read_html

    if locator is None:
        return None
    for counted, written in zip(document.grids(), read_html(html).grids(), strict=True):
        for row, again in zip(counted.rows, written.rows, strict=True):
            for cell, same in zip(row, again, strict=True):
                if locator_of(cell) == locator:
                    return locator_of(same)
    return None
