"""Scrapy's headers as pairs of text, in the order in which Scrapy keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.http import Headers

    from archive.captures import Headers as Pairs


def pairs_of(headers: Headers) -> Pairs:
    """Names and values, repeats kept. Read as the plain dictionary that they are: Scrapy's own ways tidy each name anew."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in dict.items(headers) for value in values
    )
