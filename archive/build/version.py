"""Which parser read a report: its declared version, and a digest of its sources and declarations.

The digest makes a changed parser read everything anew, also where nobody thought of raising the version. That the optional
character recognition is there counts as a change: what waited for it is read.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import parsers
from parsers.formats import can_recognise

_NOT_WRITING = ("alerts", "cli", "demo", "expectations", "export", "health", "keeping", "scheduled", "site", "status")
"""Rooms of `archive` that have no part in what a build writes."""


@cache
def parser_version() -> str:
    """The version as published, such as ``1-3f9a2c7d``."""
    return f"{parsers.VERSION}-{_digest('parsers', (), b'recognition' if can_recognise() else b'')}"


@cache
def writer_version() -> str:
    """A digest of all that decides what is written for a parsed report: only what it wrote can be changed in place."""
    return _digest("archive", _NOT_WRITING)


def _digest(package: str, leave_out: tuple[str, ...], more: bytes = b"") -> str:
    root = Path(str(files(package)))
    digest = hashlib.sha256(more)
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".toml", ".csv", ".json")):
        name = path.relative_to(root)
        if name.parts[0] not in leave_out:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]
