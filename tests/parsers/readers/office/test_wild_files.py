"""Wild reports in the formats that the project writes itself: every cell right, whatever the container."""

from __future__ import annotations

import pytest

from parsers import parse
from tests.support.office.wild import WRITERS, wild_file
from tests.wild.compare import compare

SEEDS = range(2000, 2040)


@pytest.mark.parametrize("kind", WRITERS)
def test_wild_reports_keep_every_cell(kind: str) -> None:
    for seed in SEEDS:
        wild, body = wild_file(seed, kind)
        found = compare(wild, parse(body))
        assert found.wrong == [], (seed, wild.truth["knobs"])
        assert not found.slip_missed, seed
        assert found.false_alarms == [], seed
        assert found.fields == [], seed
