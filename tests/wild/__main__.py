"""Write wild reports and their truth into a folder: ``python -m tests.wild OUTDIR --count N --seed S``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from tests.wild import generate


def knob(text: str) -> tuple[str, Any]:
    """``NAME=VALUE`` of the command line."""
    name, _, value = text.partition("=")
    return name, {"True": True, "False": False, "None": None}.get(value, value)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.wild", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="seed of the first report; the others follow it")
    parser.add_argument("--knob", type=knob, action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "truth.jsonl").open("w", encoding="utf-8") as out:
        for seed in range(options.seed, options.seed + options.count):
            report = generate(seed, **dict(options.knob))
            (options.folder / report.file).write_bytes(report.body)
            out.write(json.dumps(report.truth, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
