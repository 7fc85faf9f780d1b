"""The report as the parser of record gives it: frozen values, no behaviour beyond reading.

Kinds, keys and the JSON shape are those of the public interface; see docs/parse.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Kind = Literal["number", "blank", "slash", "dash", "none_word", "text"]
Severity = Literal["error", "warning", "info"]
Form = Literal["2021", "2019", "2014", "local", "free"]
Status = Literal["parsed", "partial", "unreadable", "needs_ocr"]
Table = Literal["proactive_disclosure", "requests", "reconsideration_and_litigation", "statistics"]

Locator = dict[str, Any]
"""Where in the captured bytes a thing stands.

``{"table": i, "row": r, "cell": c}`` counted from 0 in document order (HTML, Word), as in the DOM:
``document.querySelectorAll("table")[i].rows[r].cells[c]``, with ``"part": k`` from 2 on the further pages of an article; ``{"line": n}`` counted from 1 (text);
``{"page": p, "box": [x0, y0, x1, y1]}`` page from 1, points from the top left (PDF, images), with ``"part": k`` where the pages are
pictures of their own: from 2 those of an article, from 1 those in an archive.
"""


class Refusal(Exception):
    """The bytes give no report. Raised by `parsers.parse`; `code` is stable, the message is for people.

    `title` is that of the report of which there is too little to read, where one is printed; `kind` is the format of
    what was refused, where the bytes alone do not tell it.
    """

    def __init__(self, code: str, message: str, title: str | None = None, kind: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.title = title
        self.kind = kind


class Section(NamedTuple):
    """One numbered section: its key of the statutory form (or ``None``), heading as printed, text without tables."""

    number: int | None
    key: str | None
    heading: str
    text: str


class Cell(NamedTuple):
    """One cell of a statutory table: what stands on the page, and its value when that is a plain number.

    A report has hundreds: a named tuple is made in a fraction of the time that a frozen dataclass takes.
    """

    table: Table
    row: str
    column: str
    raw: str
    kind: Kind
    value: int | float | None
    locator: Locator
    unit: str | None = None
    merged: bool = False
    derived: int | float | None = None

    @property
    def path(self) -> str:
        """``table/row/column``, the name by which problems point at the cell."""
        return f"{self.table}/{self.row}/{self.column}"


class ExtraRow(NamedTuple):
    """A row that the statutory form has no key for, kept as printed."""

    table: Table
    label: str
    raw: tuple[str, ...]
    locator: Locator


class Problem(NamedTuple):
    """A finding: the rule that speaks, how grave it is, and every cell it concerns and no other."""

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    cause: dict[str, Any] | None = None


class Fact(NamedTuple):
    """Something read about the report, on what basis, whether it is inferred rather than printed, and where it was read.

    `where` has ``text`` (the line), ``locator`` and mostly ``offset`` (in the text, characters); or ``meta`` (the name of a
    declaration in the page's head); or ``url``.
    """

    value: Any
    basis: str
    inferred: bool = False
    where: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report as read from one document."""

    title: str | None
    agency: str | None
    year: int | None
    published_on: str | None
    form: Form
    forms: dict[str, str]
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...]
    extra_rows: tuple[ExtraRow, ...]
    problems: tuple[Problem, ...]
    status: Status = "parsed"
    metadata: dict[str, Fact] = field(default_factory=dict)
    facts: tuple[dict[str, Any], ...] = ()
