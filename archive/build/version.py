"""Which parser read a report: its declared version, and a digest of its sources and declarations.

The digest makes a changed parser read everything anew, also where nobody thought of raising the version.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import parsers


@cache
def parser_version() -> str:
    """The version as published, such as ``1-3f9a2c7d``."""
    root = Path(str(files("parsers")))
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".toml", ".csv", ".json")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{parsers.VERSION}-{digest.hexdigest()[:8]}"
