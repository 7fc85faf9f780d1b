"""Labels in flattened text whose unit or number stands apart from them: each value stays with its own label."""

from __future__ import annotations

import pytest

from parsers import parse
from tests.wild import generate
from tests.wild.compare import compare

PAGES = {
    "a unit wrapped behind its label, before a label whose unit is wrapped too": 4500038,
    "a number in a circle behind a row of words for nought": 4501390,
}


@pytest.mark.parametrize("seed", PAGES.values(), ids=PAGES.keys())
def test_values_stay_with_their_labels(seed: int) -> None:
    wild = generate(seed)
    assert compare(wild, parse(wild.body)).wrong == []
