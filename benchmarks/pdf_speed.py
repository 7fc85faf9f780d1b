"""How fast PDF files are read beside bare PDFium: ``python benchmarks/pdf_speed.py FILE.pdf ... [--rounds 5]``.

Both open the file and go through all its pages: one takes PDFium's own text of each, the other reads characters, rulings
and tables into a document; a third makes the whole report of it. Processor time on one core, the best of some rounds in turn.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pypdfium2 as pdfium

from parsers import Refusal, parse
from parsers.formats import load_limits
from parsers.readers.pdf import read


def bare(body: bytes) -> int:
    document = pdfium.PdfDocument(body)
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


def whole(body: bytes) -> None:
    try:
        parse(body)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)


def spent(task: Callable[[bytes], object], bodies: list[bytes]) -> float:
    start = time.process_time()
    for body in bodies:
        task(body)
    return time.process_time() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    bodies = [file.read_bytes() for file in chosen.files]
    pages = sum(bare(body) for body in bodies)
    tasks = {"bare text": bare, "document": lambda body: read(body, load_limits()), "whole report": whole}
    rounds = [{name: spent(task, bodies) for name, task in tasks.items()} for _ in range(chosen.rounds)]
    text = min(one["bare text"] for one in rounds)
    print(f"{len(bodies)} files, {pages} pages")
    for name in tasks:
        seconds = min(one[name] for one in rounds)
        print(f"{name}: {pages / seconds:.0f} pages/s, {seconds / text:.2f} times the time of bare text")


if __name__ == "__main__":
    main()
