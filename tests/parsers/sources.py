"""Documents to start from: the golden inputs, generated reports, and the real reports where they are at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.parsers.golden import input_of, names
from tests.wild import generate

SHARED = Path(__file__).parents[3] / "shared" / "reports"
SUFFIXES = {".html", ".txt"}


@cache
def sources(wild: int = 40) -> tuple[bytes, ...]:
    """The bytes of every golden input, of `wild` generated reports, and of the real ones."""
    real = sorted(path for path in SHARED.glob("*") if path.suffix in SUFFIXES) if SHARED.exists() else []
    own = [input_of(name).read_bytes() for name in names()]
    return (*own, *(generate(seed).body for seed in range(wild)), *(path.read_bytes() for path in real))
