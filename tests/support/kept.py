"""What an archive holds after a crawl, in the terms by which two archives are compared."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from archive.captures import CaptureStore
from archive.layout import Layout


def contents(archive: Path) -> set[tuple[str, str]]:
    """Address and digest of every captured answer; that something was unchanged is no content."""
    with CaptureStore(Layout(archive), writable=True) as store:
        return {(capture.url, capture.sha256) for capture in store.captures() if capture.status != 304}


def stored_twice(archive: Path) -> list[tuple[str, str]]:
    """Answers whose bytes stand in the WARC files more than once under one address."""
    seen: Counter[tuple[str, str]] = Counter()
    for path in sorted(Layout(archive).warcs.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response":
                    named = record.rec_headers
                    seen[named.get_header("WARC-Target-URI"), named.get_header("WARC-Payload-Digest")] += 1
    return [answer for answer, times in seen.items() if times > 1]


def complaints(archive: Path) -> str:
    """What ``warcio check`` says of the WARC files; nothing when they are sound."""
    files = [str(path) for path in sorted(Layout(archive).warcs.glob("*.warc.gz"))]
    call = [sys.executable, "-m", "warcio.cli", "check", *files]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr
