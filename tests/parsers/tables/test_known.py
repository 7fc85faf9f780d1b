"""Tables of a known layout are read as if no other had been seen before, whatever numbers stand in them."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from parsers import Refusal, parse
from parsers.tables import known
from tests.parsers.mutate import mutate
from tests.wild import generate

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = re.compile(rb"(?<=>)\d{1,7}(?=<)")
"""A number that is all of a cell's text in the markup."""


def said(body: bytes, content_type: str | None) -> str:
    try:
        return repr(parse(body, content_type=content_type))
    except Refusal as refusal:
        return f"{refusal.code} {refusal}"


def with_numbers(body: bytes, chance: random.Random, number: Callable[[bytes], int]) -> bytes:
    """The page with other numbers in some of its cells: no sum holds any more, rows that were alike differ, nought is none."""
    return _NUMBER.sub(lambda match: b"%d" % number(match[0]) if chance.random() < 0.7 else match[0], body)


def variants(body: bytes, chance: random.Random) -> list[bytes]:
    drawn = [
        with_numbers(body, chance, lambda _: chance.choice((0, 1, 7, 12, 99, 2019, 2021, 12345, 987654))),
        with_numbers(body, chance, lambda old: int(old) + 1),
        with_numbers(body, chance, lambda _: 0),
    ]
    return [*drawn, with_numbers(mutate(chance, body)[0], chance, lambda _: chance.randrange(500))]


def test_other_numbers_in_known_tables_are_read_as_in_unknown_ones() -> None:
    chance = random.Random(13)
    recalled = 0
    for seed in range(82_001, 82_051):
        page = generate(seed, medium="html")
        pages = [page.body, *variants(page.body, chance), page.body]
        known.forget()
        for _ in range(2):  # the second time it is learnt
            said(page.body, page.content_type)
        layouts = len(known._known)
        found = [said(body, page.content_type) for body in pages]
        recalled += layouts > 0
        for body, text in zip(pages, found, strict=True):
            known.forget()
            assert said(body, page.content_type) == text
    assert recalled > 30
