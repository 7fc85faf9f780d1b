"""From what a reader types to an FTS5 expression over the index, exact for words of any length."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING

from archive.search.fold import fold, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FILTERS = "filters"
"""The column of the index that holds the tokens of filters and of names."""
NAMED = "\u2064"
"""Begins every token of title and agency that stands in that column; like the marks of filters, text and queries lose it."""


def terms(text: str) -> list[str]:
    """The words of a query, folded, each once, in order. White space divides words; all of them must be found."""
    words = (word for part in text.split() for word in runs(fold(part)))
    return list(dict.fromkeys(words))


def tokens(word: str) -> str:
    """The tokens under which the index holds `word`: itself if one character, else its overlapping pairs."""
    return word if len(word) == 1 else " ".join(map(add, word, word[1:]))


def marked(held: str) -> str:
    """Tokens as those of title and agency."""
    return " ".join(f"{NAMED}{token}" for token in held.split())


def match(text: str) -> str:
    """Return the FTS5 expression that finds every report holding all the words of `text`, and no other.

    An empty query gives an expression that finds nothing. Takes the place of Datasette's ``escape_fts``.
    """
    return expression(terms(text))


def in_names(words: Sequence[str], filters: Iterable[Sequence[str]] = ()) -> str:
    """The FTS5 expression for reports whose title or agency holds all `words`, by tokens that only those have.

    The plain tokens would do, kept to two columns; but then a phrase that stands in every text and no title is looked for
    in every report.
    """
    held = " ".join(f'"{marked(tokens(word))}"' for word in words)
    return " AND ".join([f"{FILTERS} : ({held})", *_fulfilled(filters)])


def expression(words: Sequence[str], *, section: str | None = None, filters: Iterable[Sequence[str]] = ()) -> str:
    """The FTS5 expression for reports with all `words`, in one column where `section` names it.

    Of each list in `filters`, tokens of `archive.filters`, a report must have one; without words they alone decide.
    """
    held = " ".join(f'"{tokens(word)}"' for word in words)
    parts = [f"{section} : ({held})" if section else f"({held})"] if held else []
    return " AND ".join([*parts, *_fulfilled(filters)]) or '""'


def _fulfilled(filters: Iterable[Sequence[str]]) -> Iterator[str]:
    for one_of in filters:
        either = " OR ".join(f'"{token}"' for token in one_of)
        yield f"{FILTERS} : ({either})"
