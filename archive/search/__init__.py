"""Full text search that finds exactly what stands in the text, for Chinese words of any length."""

from archive.search.finder import COUNT_TO, RANK_TO, Finder
from archive.search.index import INDEX, index_again, index_reports, unindex
from archive.search.passages import Passage, passages
from archive.search.query import match, terms

__all__ = [
    "COUNT_TO",
    "INDEX",
    "RANK_TO",
    "Finder",
    "Passage",
    "index_again",
    "index_reports",
    "match",
    "passages",
    "terms",
    "unindex",
]
