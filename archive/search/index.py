"""The full text index inside the published database: a contentless FTS5 table over ready-made tokens.

One token is one pair of neighbouring characters, so that a word of two characters or more is a phrase of pairs and is
found exactly, at any length. Each distinct character stands once more by itself at the end of a column, so that
a word of one character is one look-up and not a scan of all pairs that begin with it. Tokens are divided by spaces
only: the `ascii` tokenizer leaves every character beyond ASCII alone, also those younger than SQLite's own tables.
"""

from __future__ import annotations

from itertools import groupby
from operator import add, itemgetter
from typing import TYPE_CHECKING

from archive.search.fold import fold, runs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

INDEX = "reports_fts"
SECTIONS = (
    "overview",
    "proactive_disclosure",
    "requests",
    "reconsideration_and_litigation",
    "problems_and_improvements",
    "other_matters",
)
COLUMNS = ("title", "agency", *SECTIONS, "elsewhere")
"""One column a statutory section, so that a search can be kept to one; `elsewhere` takes sections with no key."""
WEIGHTS = (8.0, 6.0, *(1.0 for _ in SECTIONS), 1.0)
"""Weights of the columns for ``bm25``: a word in the title or the agency's name tells most."""

_PUNCTUATION = "!#$%&()*+,-./:;<=>?@[\\]^_{|}~"
_TABLE = f"""create virtual table {INDEX} using fts5(
  {", ".join(COLUMNS)}, content='', tokenize="ascii tokenchars '{_PUNCTUATION}'" /* searches content="reports" */)"""
# The comment makes Datasette see which table is searched: it looks for these words, and contentless tables lack them.
_TEXTS = """select reports.rowid, reports.title, reports.agency, sections.key, sections.heading, sections.text
  from reports left join sections on sections.report_id = reports.id order by reports.rowid, sections.rowid"""


def index_reports(connection: sqlite3.Connection) -> int:
    """Create and fill the index over title, agency and sections of every report; return how many were indexed.

    The same reports in the same order give the same bytes. The table must not be there yet: a contentless index
    is built anew with its database, never mended.
    """
    connection.execute(_TABLE)
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    insert = f"insert into {INDEX}(rowid, {', '.join(COLUMNS)}) values ({marks})"  # noqa: S608  our own names only
    count = 0
    for row in _rows(connection):
        connection.execute(insert, row)
        count += 1
    connection.execute(f"insert into {INDEX}({INDEX}) values ('optimize')")  # noqa: S608
    return count


def index_tokens(text: str) -> str:
    """All tokens of one column: the pairs of each run, the runs held apart, then each distinct character once."""
    folded = runs(fold(text))
    pairs = (f"{' '.join(map(add, run, run[1:]))} {run[-1]}" for run in folded)
    return " ".join((*pairs, *sorted(set("".join(folded)))))


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[int | str, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    for rowid, group in groupby(cursor.execute(_TEXTS), key=itemgetter(0)):
        texts: dict[str, list[str]] = {column: [] for column in COLUMNS}
        for _, title, agency, key, heading, text in group:
            texts["title"] = [title or ""]
            texts["agency"] = [agency or ""]
            texts[key if key in SECTIONS else "elsewhere"] += [heading or "", text or ""]
        yield rowid, *(index_tokens("\n".join(texts[column])) for column in COLUMNS)
