"""Golden pairs: one test for each field, table and section of each fixture."""

from __future__ import annotations

from typing import Any

import pytest

from tests.parsers.golden import FIELDS, TABLES, expected_of, input_of, meta_of, names, report_of, shape

NAMES = names()


def parts() -> list[Any]:
    """What there is to compare: fields, tables that stand on the page, sections, and what is left over."""
    found = []
    for name in NAMES:
        expected = expected_of(name)
        found += [(name, field) for field in FIELDS]
        found += [(name, f"cells/{table}") for table in TABLES if table in expected["cells"]]
        found += [(name, f"sections/{n}") for n in range(len(expected["sections"]))]
        found += [(name, "tables"), (name, "sections"), (name, "extra_rows"), (name, "problems")]
    return [pytest.param(name, part, id=f"{name}:{part}") for name, part in found]


@pytest.mark.parametrize(("name", "part"), parts())
def test_part(name: str, part: str) -> None:
    expected, got = expected_of(name), shape(report_of(name))
    kind, _, which = part.partition("/")
    if part == "tables":
        assert got["cells"].keys() == expected["cells"].keys()
    elif part == "sections":
        assert [s["key"] for s in got["sections"]] == [s["key"] for s in expected["sections"]]
    elif kind == "cells":
        assert got["cells"].get(which) == expected["cells"][which]
    elif kind == "sections":
        sections = dict(enumerate(got["sections"]))
        assert sections.get(int(which)) == expected["sections"][int(which)]
    else:
        assert got[part] == expected[part]


@pytest.mark.parametrize("name", NAMES)
def test_expectation_was_reviewed(name: str) -> None:
    assert expected_of(name)["reviewed"] is True, f"compare tests/fixtures/reports/{name} with its page, then say true"
    assert meta_of(name)["note"]
    assert input_of(name).stat().st_size < 200_000


def test_there_are_pairs_of_every_form() -> None:
    assert {expected_of(name)["form"] for name in NAMES} == {"2021", "2019", "2014", "local", "free"}
