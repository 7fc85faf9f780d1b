"""Pages to PDF by LibreOffice Writer."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.papers.looks import Look

BATCH = 40
_WIDTH = re.compile(
    rb"""\s(?:width|cellpadding)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)|\snowrap(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?|\b(?:width|white-space|padding)\s*:[^;"'>]*;?""",
    re.IGNORECASE,
)


def print_pages(pages: Iterable[tuple[bytes, Look]]) -> Iterator[bytes]:
    """One PDF for every page; an empty one where the program gave none."""
    rest = iter(pages)
    with tempfile.TemporaryDirectory() as folder:
        while batch := list(islice(rest, BATCH)):
            yield from _convert(Path(folder), batch)


def _convert(folder: Path, batch: list[tuple[bytes, Look]]) -> Iterator[bytes]:
    files = []
    for number, (body, look) in enumerate(batch):
        width, height = look.size
        margin = min(look.margin, 18)
        ruled = _as_writer_heeds(body, look)
        style = f"<style>@page{{size:{width}mm {height}mm;margin:{margin}mm}}{look.style}</style>"
        file = folder / f"{number}.html"
        file.write_bytes(ruled + style.encode())
        files.append(file)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--infilter=HTML (StarWriter)",
    ]
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    for file in files:
        printed = file.with_suffix(".pdf")
        yield printed.read_bytes() if printed.exists() else b""
        printed.unlink(missing_ok=True)


def _as_writer_heeds(body: bytes, look: Look) -> bytes:
    """Writer takes rulings from the attribute and from no style sheet, and widths that pass the page at their word."""
    body = _WIDTH.sub(b"", body)
    border = b"1" if look.ruled else b"0"
    return re.sub(rb"<(table|TABLE)\b", rb'<\1 width="100%" cellpadding="1" border="' + border + b'"', body)
