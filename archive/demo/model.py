"""What the miniature web consists of, and the truth about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["number", "blank", "slash", "dash"]
Counts = dict[str, dict[str, int]]
"""Row key to column key to count."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell as a page prints it, and what is meant: `value` is None unless `kind` is ``number``."""

    table: str
    row: str
    column: str
    raw: str
    kind: Kind
    value: int | float | None
    unit: str | None = None

    @property
    def path(self) -> str:
        """``table/row/column``."""
        return f"{self.table}/{self.row}/{self.column}"


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake that the agency printed: the cell, what it prints, what would add up, the rules it breaks."""

    path: str
    printed: int
    right: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a report: key, heading and paragraphs as printed, tables left out."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A year of one agency: tables three and four as counts, table two as row → column → number."""

    disclosure: dict[str, dict[str, int | float]]
    requests: Counts
    disputes: Counts


@dataclass(frozen=True, slots=True)
class TrueReport:
    """A report that a visitor can reach and may fetch. `cells` are those on its page, `file_cells` those in its file.

    `is_picture` where that file holds no text, only pictures of it.
    """

    site: str
    agency: str
    year: int
    form: str
    title: str
    published_on: str
    url: str
    cells: tuple[Printed, ...] = ()
    sections: tuple[Section, ...] = ()
    slips: tuple[Slip, ...] = ()
    files: tuple[str, ...] = ()
    file_cells: tuple[Printed, ...] = ()
    forms: dict[str, str] = field(default_factory=dict)
    is_picture: bool = False

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the report may be said to stand: its page, or the file that the page leads to."""
        return tuple(dict.fromkeys((self.url, *self.files)))

    @property
    def numbers(self) -> int:
        """Cells on its page and in its file that hold a number."""
        return sum(cell.kind == "number" for cell in (*self.cells, *self.file_cells))

    @property
    def is_file(self) -> bool:
        """Whether the report's numbers stand only in an attached file."""
        return bool(self.file_cells)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a site: `body` as sent, `content_type` with its charset when the site names one."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Site:
    """One host of the web: its pages by path with query, and what it answers for any other path."""

    name: str
    host: str
    origin: str
    home: str
    region_code: str
    state: str
    reason: str
    pages: dict[str, Page] = field(default_factory=dict)
    otherwise: Page = field(default_factory=lambda: Page(b"Not Found", "text/plain", 404))
    listens: bool = True

    @property
    def url(self) -> str:
        """The address that stands in the list of sites."""
        return self.origin + self.home

    def answer(self, target: str) -> Page:
        """The answer for a request target (path and query)."""
        return self.pages.get(target, self.otherwise)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a faultless visitor would find, and what nobody may take."""

    reports: tuple[TrueReport, ...]
    lookalikes: tuple[str, ...]
    forbidden: tuple[str, ...]

    @property
    def cells(self) -> int:
        """Numbers that can be read from pages and files: cells that hold one."""
        return sum(report.numbers for report in self.reports)


@dataclass(frozen=True, slots=True)
class Web:
    """The whole miniature web."""

    sites: tuple[Site, ...]
    truth: Truth

    @property
    def pages(self) -> dict[str, Page]:
        """Every page by its full address."""
        return {site.origin + target: page for site in self.sites for target, page in site.pages.items()}
