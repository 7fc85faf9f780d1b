"""From what a reader types to an FTS5 expression over the index, exact for words of any length."""

from __future__ import annotations

from operator import add

from archive.search.fold import fold, runs


def terms(text: str) -> list[str]:
    """The words of a query, folded, each once, in order. White space divides words; all of them must be found."""
    words = (word for part in text.split() for word in runs(fold(part)))
    return list(dict.fromkeys(words))


def tokens(word: str) -> str:
    """The tokens under which the index holds `word`: itself if one character, else its overlapping pairs."""
    return word if len(word) == 1 else " ".join(map(add, word, word[1:]))


def match(text: str) -> str:
    """Return the FTS5 expression that finds every report holding all the words of `text`, and no other.

    An empty query gives an expression that finds nothing. Takes the place of Datasette's ``escape_fts``.
    """
    return " ".join(f'"{tokens(word)}"' for word in terms(text)) or '""'
