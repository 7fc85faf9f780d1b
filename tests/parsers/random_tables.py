"""Tables at random, honest and hostile, as the HTML standard's algorithm and our own reader both take them."""

from __future__ import annotations

import random
from html import escape

from tests.parsers.html_standard import Part, Td

SPANS = (
    None,
    "1",
    "2",
    "3",
    "4",
    "0",
    "",
    "x",
    "-1",
    "-0",
    "+2",
    " 3",
    "\t2px",
    "2.9",
    "007",
    "1e3",
    "0000000000003",
    "٣",
)
HOSTILE = ("1000", "1001", "65534", "65535", "99999999999999999999", "9" * 5000)
TAGS = ("tbody", "tbody", "thead", "tfoot", "tr", "tr", "tr")


def random_table(rng: random.Random) -> list[Part]:
    """Up to eight parts of up to five rows; one attribute in two thousand is hostile."""
    parts = []
    for _ in range(rng.randint(1, 8)):
        tag = rng.choice(TAGS)
        count = 1 if tag == "tr" else rng.randint(0, 5)
        parts.append(Part(tag, [[_cell(rng) for _ in range(rng.randint(0, 6))] for _ in range(count)]))
    return parts


def _cell(rng: random.Random) -> Td:
    return Td(_span(rng), _span(rng))


def _span(rng: random.Random) -> str | None:
    roll = rng.random()
    if roll < 0.45:
        return None
    return rng.choice(HOSTILE) if roll > 0.9995 else rng.choice(SPANS)


def to_html(parts: list[Part]) -> str:
    """The table as markup; each cell's text is its own name."""
    return f"<table>{''.join(_part(p, part) for p, part in enumerate(parts))}</table>"


def _part(p: int, part: Part) -> str:
    rows = "".join(
        f"<tr>{''.join(_td(f'c{p}-{r}-{c}', cell) for c, cell in enumerate(row))}</tr>"
        for r, row in enumerate(part.rows)
    )
    return rows if part.tag == "tr" else f"<{part.tag}>{rows}</{part.tag}>"


def _td(name: str, cell: Td) -> str:
    attributes = "".join(
        f' {key}="{escape(value)}"'
        for key, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if value is not None
    )
    return f"<td{attributes}>{name}</td>"
