"""How right and how fast office files are read: ``python benchmarks/attachments.py [--count 300] [--formats docx,doc,…]``.

Wild reports are converted by LibreOffice (``soffice``, Debian packages libreoffice-writer-nogui and libreoffice-calc-nogui),
many in one call; OFD by the demo's own writer. Each is parsed and compared with the generator's truth cell by cell. For DOCX,
reading is timed beside unzipping the same files and parsing their XML. Exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lxml import etree

from parsers import Refusal, Report, parse
from parsers.formats.reading import read_file
from tests.support.office.wild import PAGE_ONLY, REDRAWN, SHEET, wild_file
from tests.wild import WildReport, generate
from tests.wild.compare import compare


class Kind(NamedTuple):
    """How a format is made and what share of cells must be right; no filters: by the demo's own writer."""

    goal: float
    into: str = ""
    out: str = ""
    sheet: bool = False


WRITER, CALC = "HTML (StarWriter)", "HTML (StarCalc)"
KINDS = {
    "docx": Kind(0.9995, WRITER, "docx:MS Word 2007 XML"),
    "doc": Kind(0.999, WRITER, "doc:MS Word 97"),
    "rtf": Kind(0.999, WRITER, "rtf:Rich Text Format"),
    "xlsx": Kind(0.9995, CALC, "xlsx:Calc MS Excel 2007 XML", sheet=True),
    "xls": Kind(0.9995, CALC, "xls:MS Excel 97", sheet=True),
    "ofd": Kind(0.999),
}
SILENT = 1e-4


def wild(seed: int, kind: Kind) -> WildReport:
    """A report that survives conversion: what only a page can be is held plain."""
    return generate(seed, **PAGE_ONLY, **REDRAWN, **(SHEET if kind.sheet else {}))


def make(name: str, seeds: range, folder: Path) -> list[tuple[WildReport, bytes]]:
    """The reports as files of a format."""
    kind = KINDS[name]
    if not kind.out:
        return [wild_file(seed, name) for seed in seeds]
    reports = {seed: wild(seed, kind) for seed in seeds}
    pages = {folder / f"{seed}.html": report for seed, report in reports.items()}
    for page, report in pages.items():
        page.write_bytes(report.body)
    for _ in range(3):  # the program skips a file now and then
        left = [page for page in pages if not page.with_suffix(f".{name}").exists()]
        if left:
            convert(kind, left, folder)
    made = [(report, page.with_suffix(f".{name}")) for page, report in pages.items()]
    found = [(report, path.read_bytes()) for report, path in made if path.exists()]
    if len(found) < len(made):
        print(f"  {len(made) - len(found)} pages were not converted")
    return found


def convert(kind: Kind, pages: list[Path], folder: Path) -> None:
    """Many pages in one call."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        f"--infilter={kind.into}",
        "--convert-to",
        kind.out,
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, *map(str, pages)], check=False, capture_output=True)


def judge(name: str, files: list[tuple[WildReport, bytes]]) -> bool:
    """Parse and compare; prints a line and the reports that are not right."""
    count: Counter[str] = Counter()
    spent = 0.0
    for report, body in files:
        start = time.perf_counter()
        parsed = _parsed(body)
        spent += time.perf_counter() - start
        verdict = compare(report, parsed)
        count += Counter(
            cells=verdict.cells, wrong=len(verdict.wrong), silent=len(verdict.silent), alarms=bool(verdict.false_alarms),
            sections=len(report.truth["sections"]), unread=len(verdict.sections), fields=len(verdict.fields),
            missed=bool(verdict.slip_missed), refused=parsed is None,
        )  # fmt: skip
        if verdict.wrong:
            print(f"  {report.file}: {len(verdict.wrong)} wrong, {len(verdict.silent)} silent, {verdict.wrong[:2]}")
    cells = max(count["cells"], 1)
    print(
        f"{name}: {len(files)} reports, {count['cells']} cells, right {1 - count['wrong'] / cells:.6f}, silent wrong "
        f"{1e4 * count['silent'] / cells:.2f} in 10,000, slips missed {count['missed']}, false alarms {count['alarms']}, "
        f"fields wrong {count['fields']}, sections wrong {count['unread']} of {count['sections']}, refused "
        f"{count['refused']}, {1000 * spent / max(len(files), 1):.1f} ms a file",
        flush=True,
    )
    return 1 - count["wrong"] / cells >= KINDS[name].goal and count["silent"] / cells < SILENT


def _parsed(body: bytes) -> Report | None:
    try:
        return parse(body)
    except Refusal as refusal:
        print(f"  {refusal.code}: {refusal}")
        return None


def bare(body: bytes) -> None:
    """Unzip a DOCX and parse its XML, and nothing else."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for part in archive.namelist():
            if part.endswith(".xml"):
                etree.fromstring(archive.read(part))


def speed(bodies: list[bytes]) -> bool:
    """Reading DOCX beside unzipping it and parsing its XML: best of three passes over all files."""
    times = {}
    for name, work in (("unzip and parse XML", bare), ("read to a document", read_file), ("parse to a report", parse)):
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            for body in bodies:
                work(body)
            best = min(best, time.process_time() - start)
        times[name] = best / len(bodies)
        print(f"docx {name}: {1000 * times[name]:.2f} ms a file")
    ratio = times["read to a document"] / times["unzip and parse XML"]
    whole = times["parse to a report"] / times["unzip and parse XML"]
    print(
        f"docx: reading takes {ratio:.1f} times, the whole report {whole:.1f} times as long as unzipping and parsing XML"
    )
    return ratio <= 4


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default=",".join(KINDS))
    options = parser.parse_args()
    good = True
    for name in options.formats.split(","):
        with tempfile.TemporaryDirectory() as folder:
            files = make(name, range(options.seed, options.seed + options.count), Path(folder))
        good = judge(name, files) and good
        if name == "docx":
            good = speed([body for _, body in files[:100]]) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
