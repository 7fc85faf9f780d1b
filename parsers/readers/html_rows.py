"""How rows and cells are marked in markup that is simply nested: what begins and ends between two cells, and the spans of a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.grid import MAX_COLSPAN, MAX_ROWSPAN, read_span

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.grid import Spans

Steps = tuple[int, ...]
"""A number for each row that begins: 1 where it is of another row group than the row before, else 0."""


class Behind(NamedTuple):
    """What stands behind a cell: the rows that begin there; None where the cell's own row goes on."""

    begun: Steps | None


_ROW_CLOSED = "</tr>"
_ON = Behind(None)
_ONE: Spans = (1, 1)
_SPAN = re.compile(r"""\s([^\s="<>/]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
WRITTEN = r"""(?:[ \t\r\n]+[a-zA-Z_][a-zA-Z0-9_:.-]*=(?:"[^"<>]*"|'[^'<>]*'|[0-9A-Za-z%#.-]+))*[ \t\r\n]*"""
"""Attributes as pages write them, plainly enough for all readers to read them alike."""


class Grammar:
    """Tables in which nothing but a caption, columns, groups, rows and cells stands; `attributes` is the pattern of the attributes of a tag.

    `empty` tells whether ``<td/>`` is a whole cell; markup for which `is_odd` is true is none of the grammar.
    """

    def __init__(self, attributes: str, *, empty: bool, is_odd: Callable[[str], bool] = lambda _: False) -> None:
        self.empty = empty
        self._is_odd = is_odd
        tag = rf"{attributes}>\s*"
        group = rf"<t(?:body|head|foot){tag}"
        columns = rf"<colgroup{tag}(?:<col{attributes}/?>\s*)*</colgroup>\s*|<col(?:group)?{attributes}/>\s*"
        closed = r"\s*(?:</t(?:body|head|foot)>\s*)?"
        self._attributes = re.compile(rf"{attributes}{'/?' if empty else ''}")
        caption = rf"<caption{tag}[^<]*</caption>\s*"
        self._table = re.compile(rf"<table{tag}(?:{caption})?(?:{columns})*(?:{group})?")
        self._row = re.compile(tag)
        self._between = re.compile(rf"{closed}(?:{group})?")
        self._end = re.compile(rf"{closed}</table>")

    def first(self, written: bytes) -> Steps | None:
        """The rows that begin before the first cell, by all that stands there; None where that is not plain."""
        before = written.decode()
        if self._is_odd(before):
            return None
        start, *openings = before.split("<tr")
        return self._begun(0, openings) if openings and self._table.fullmatch(start) else None

    def behind(self, written: bytes) -> Behind | None:
        """What stands behind a cell, no rows at the end of the table; None where that is not plain."""
        markup = written.decode()
        if not markup or markup.isspace():
            return _ON
        if self._is_odd(markup):
            return None
        closing, *openings = markup.split("<tr")
        before, closed, after = closing.partition(_ROW_CLOSED)
        if not closed or (before and not before.isspace()):
            return None
        if not openings:
            return Behind(()) if self._end.fullmatch(after) else None
        step = self._step(after)
        steps = None if step is None else self._begun(step, openings)
        return None if steps is None else Behind(steps)

    def _begun(self, step: int, openings: list[str]) -> Steps | None:
        """The rows that begin with `step`, by what stands behind each ``<tr``: all but the last one are without cells."""
        *empty, last = openings
        steps = [step]
        for opening in empty:
            attributes, closed, after = opening.partition(_ROW_CLOSED)
            following = self._step(after) if closed and self._row.fullmatch(attributes) else None
            if following is None:
                return None
            steps.append(following)
        attributes, closed, after = last.partition(_ROW_CLOSED)
        if not self._row.fullmatch(attributes) or (closed and not self._end.fullmatch(after)):
            return None
        return tuple(steps)

    def _step(self, between: str) -> int | None:
        """Whether a row begins in another group, by what stands between it and the row before; None where that is not plain."""
        if not between or between.isspace():
            return 0
        return 1 if self._between.fullmatch(between) else None

    def spans(self, written: bytes) -> Spans | None:
        """The spans among the attributes of a cell; None where they are not simply written."""
        attributes = written.decode()
        if not self._attributes.fullmatch(attributes) or self._is_odd(attributes):
            return None
        if "span=" not in attributes.lower():
            return _ONE
        if "&" in attributes:
            return None
        found: dict[str, str] = {}
        for name, *values in _SPAN.findall(attributes):
            found.setdefault(name.lower(), "".join(values))
        return (
            read_span(found.get("colspan"), limit=MAX_COLSPAN),
            read_span(found.get("rowspan"), limit=MAX_ROWSPAN, zero=True),
        )
