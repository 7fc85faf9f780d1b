"""The same file gives the same bytes: in whatever order files come, however many processes share them, with caches cold or warm.

What a parse keeps for the next one (labels, rows, plans of rules) must never show in a report.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from typing import TYPE_CHECKING

import pytest

from parsers import parse
from parsers.to_json import report_to_json
from tests.parsers.golden import input_of, names
from tests.support.command import PROGRAM
from tests.wild import generate

if TYPE_CHECKING:
    from pathlib import Path

GENERATED = 24


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("reports")
    made = []
    for seed in range(90_001, 90_001 + GENERATED):
        wild = generate(seed)
        made.append(folder / wild.file)
        made[-1].write_bytes(wild.body)
    return [*(input_of(name) for name in names()), *made]


def start(files: list[Path], hash_seed: int) -> subprocess.Popen[bytes]:
    """One process that parses these files, with a hash seed of its own: the order of sets differs."""
    environment = os.environ | {"PYTHONHASHSEED": str(hash_seed)}
    return subprocess.Popen([*PROGRAM, "parse", *map(str, files)], stdout=subprocess.PIPE, env=environment)


def lines_of(processes: list[subprocess.Popen[bytes]]) -> dict[str, bytes]:
    """The line that each file gave, by file, from processes that run side by side."""
    found: dict[str, bytes] = {}
    for process in processes:
        output, _ = process.communicate(timeout=120)
        for line in output.splitlines(keepends=True):
            found[json.loads(line)["source"]] = line
    return found


def shuffled(files: list[Path], seed: int) -> list[Path]:
    return random.Random(seed).sample(files, len(files))


def test_any_order_and_any_number_of_processes_give_the_same_bytes(files: list[Path]) -> None:
    expected = lines_of([start(files, 0)])
    assert len(expected) == len(files)
    for workers in (2, 3):
        mixed = shuffled(files, workers)
        shared = lines_of([start(mixed[n::workers], 10 * workers + n) for n in range(workers)])
        assert shared == expected, f"{workers} processes"


def test_caches_cold_or_warm_give_the_same_bytes(files: list[Path]) -> None:
    cold = lines_of([start([file], n + 1) for n, file in enumerate(files[:: len(files) // 3])])
    for seed in range(3):
        for file in shuffled(files, seed):
            line = printed(file)
            assert cold.setdefault(str(file), line) == line, file.name


def printed(file: Path) -> bytes:
    """The line of a file, parsed in this process."""
    report = parse(file.read_bytes())
    return (json.dumps(report_to_json(report, str(file)), ensure_ascii=False) + "\n").encode()
