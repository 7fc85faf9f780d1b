"""The full text index inside the published database: a contentless FTS5 table over ready-made tokens.

One token is one pair of neighbouring characters, so that a word of two characters or more is a phrase of pairs and is
found exactly, at any length. Each distinct character stands once more by itself at the end of a column, so that
a word of one character is one look-up and not a scan of all pairs that begin with it. Tokens are divided by spaces
only: the `ascii` tokenizer leaves every character beyond ASCII alone, also those younger than SQLite's own tables.
"""

from __future__ import annotations

import json
from itertools import chain, groupby, islice
from operator import add, itemgetter
from typing import TYPE_CHECKING, Any

from archive.filters import index_columns, report_tokens
from archive.search.fold import fold, runs
from archive.search.query import FILTERS, marked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    InOrder = Callable[..., Iterator[list[tuple[int | str, ...]]]]

Texts = tuple[int, list[str], list[str]]
"""Row id of a report, its texts by column, and the tokens of its filters."""

INDEX = "reports_fts"
SECTIONS = (
    "overview",
    "proactive_disclosure",
    "requests",
    "reconsideration_and_litigation",
    "problems_and_improvements",
    "other_matters",
)
COLUMNS = ("title", "agency", *SECTIONS, "elsewhere", FILTERS)
"""One column a statutory section, so that a search can be kept to one; `elsewhere` takes sections with no key.

`filters` holds the year, region, level … of the report as tokens that no word can match, so that narrowing a search
down is done by the index itself, however many reports hold the words. It holds the tokens of title and agency once more, marked,
so that the reports whose name holds a word are found without looking at all whose text does.
"""
_NAMES = 2
"""Title and agency, the first columns."""
WEIGHTS = (8.0, 6.0, *(1.0 for _ in SECTIONS), 1.0, 0.0)
"""Weights of the columns for ``bm25``: a word in the title or the agency's name tells most."""
HASH_BYTES = 256 << 20
"""Memory in which new tokens gather; FTS5's own 1 MiB makes thousands of small segments that are merged again and again."""
_MOST_SEGMENTS = 1999
_BATCH = 32
_OWN_HASH_BYTES, _OWN_MERGE, _OWN_CRISIS = 1 << 20, 4, 16
"""FTS5's own settings, under which an index that is added to bit by bit stays small."""

_PUNCTUATION = "!#$%&()*+,-./:;<=>?@[\\]^_{|}~"
_TABLE = f"""create virtual table {INDEX} using fts5(
  {", ".join(COLUMNS)}, content='', tokenize="ascii tokenchars '{_PUNCTUATION}'" /* searches content="reports" */)"""
# The comment makes Datasette see which table is searched: it looks for these words, and contentless tables lack them.
_TEXTS = f"""select reports.rowid, reports.title, reports.agency, {", ".join(f"reports.{c}" for c in index_columns())},
  sections.key, sections.heading, sections.text
  from reports left join sections on sections.report_id = reports.id"""  # noqa: S608
_ONLY = "where reports.id in (select value from json_each(?))"
_ORDER = "order by reports.rowid, sections.rowid"


def index_reports(connection: sqlite3.Connection, in_order: InOrder | None = None) -> int:
    """Create and fill the index over title, agency and sections of every report; return how many were indexed.

    The same reports in the same order give the same bytes. The table must not be there yet. `in_order` hands batches to
    worker processes, as `archive.build.workers.Workers.in_order` does.
    """
    connection.execute(_TABLE)
    for setting, value in (("hashsize", HASH_BYTES), ("automerge", 0), ("crisismerge", _MOST_SEGMENTS)):
        connection.execute(f"insert into {INDEX}({INDEX}, rank) values (?, ?)", (setting, value))  # noqa: S608
    batches = _batches(_texts(connection))
    found = in_order(tokenised, tokenised, batches) if in_order else map(tokenised, batches)
    count = _insert(connection, chain.from_iterable(found))
    connection.execute(f"insert into {INDEX}({INDEX}) values ('optimize')")  # noqa: S608
    return count


def unindex(connection: sqlite3.Connection, reports: Sequence[str]) -> None:
    """Take reports out of the index. Their rows must still be as they were indexed: a contentless index keeps no text."""
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    delete = f"insert into {INDEX}({INDEX}, rowid, {', '.join(COLUMNS)}) values ('delete', {marks})"  # noqa: S608
    connection.executemany(delete, tokenised(_texts(connection, reports)))


def index_again(connection: sqlite3.Connection, reports: Sequence[str]) -> int:
    """Index reports that are not in the index (any more); return how many there are. Segments are merged as FTS5 does."""
    for setting, value in (("hashsize", _OWN_HASH_BYTES), ("automerge", _OWN_MERGE), ("crisismerge", _OWN_CRISIS)):
        connection.execute(f"insert into {INDEX}({INDEX}, rank) values (?, ?)", (setting, value))  # noqa: S608
    return _insert(connection, chain.from_iterable(map(tokenised, _batches(_texts(connection, reports)))))


def _insert(connection: sqlite3.Connection, rows: Iterable[tuple[int | str, ...]]) -> int:
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    insert = f"insert into {INDEX}(rowid, {', '.join(COLUMNS)}) values ({marks})"  # noqa: S608  our own names only
    count = 0
    for row in rows:
        connection.execute(insert, row)
        count += 1
    return count


def index_tokens(text: str) -> str:
    """All tokens of one column: the pairs of each run, the runs held apart, then each distinct character once."""
    folded = runs(fold(text))
    pairs = (f"{' '.join(map(add, run, run[1:]))} {run[-1]}" for run in folded)
    return " ".join((*pairs, *sorted(set("".join(folded)))))


def tokenised(reports: Iterable[Texts]) -> list[tuple[int | str, ...]]:
    """Reports as rows of the index."""
    found: list[tuple[int | str, ...]] = []
    for rowid, texts, filters in reports:
        columns = [*map(index_tokens, texts)]
        found.append((rowid, *columns, " ".join((*map(marked, columns[:_NAMES]), *filters))))
    return found


def _batches(found: Iterator[Texts]) -> Iterator[list[Texts]]:
    while batch := [*islice(found, _BATCH)]:
        yield batch


def _texts(connection: sqlite3.Connection, only: Sequence[str] | None = None) -> Iterator[Texts]:
    cursor = connection.cursor()
    cursor.row_factory = None
    found = cursor.execute(
        f"{_TEXTS} {_ORDER}" if only is None else f"{_TEXTS} {_ONLY} {_ORDER}",
        () if only is None else (json.dumps(only),),
    )
    for rowid, group in groupby(found, key=itemgetter(0)):
        texts: dict[str, list[str]] = {column: [] for column in COLUMNS}
        about: dict[str, Any] = {}
        for _, title, agency, *facts, key, heading, text in group:
            texts["title"] = [title or ""]
            texts["agency"] = [agency or ""]
            texts[key if key in SECTIONS else "elsewhere"] += [heading or "", text or ""]
            about = about or dict(zip(index_columns(), facts, strict=True))
        yield rowid, ["\n".join(texts[column]) for column in COLUMNS[:-1]], [*report_tokens(about)]
