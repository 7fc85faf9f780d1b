"""The declared formats and limits, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, NamedTuple


class Format(NamedTuple):
    """One format: its signatures, and the module that reads it (None: not read yet). See formats.toml."""

    name: str
    zh: str
    starts: tuple[bytes, ...] = ()
    within: int = 0
    then: bytes = b""
    then_at: int = 0
    reader: str | None = None
    picture: bool = False
    archive: bool = False
    entry: str = ""
    stream: str = ""
    root: str = ""
    inside: tuple[Format, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; see limits.toml for units."""

    seconds: float
    memory: int
    bytes: int
    pages: int
    characters: int
    pixels: int
    depth: int
    entries: int
    unpacked: int
    ratio: int
    recognition_seconds: float
    recognition_memory: int
    recognition_pages: int


@cache
def load_formats() -> tuple[Format, ...]:
    """All formats in the order in which they are tried."""
    return tuple(_format(item) for item in _data()["format"])


@cache
def load_limits() -> Limits:
    """The limits that hold unless a caller gives others."""
    return Limits(**tomllib.loads(files(__package__).joinpath("limits.toml").read_text(encoding="utf-8")))


def recognition_module() -> str:
    """The name of the module that reads page images."""
    name: str = _data()["recognition"]["reader"]
    return name


def can_recognise() -> bool:
    """Whether the optional extra that reads page images is installed."""
    return all(find_spec(name) for name in _data()["recognition"]["needs"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("formats.toml").read_text(encoding="utf-8"))


def _format(item: dict[str, Any]) -> Format:
    starts = [item[key].encode("ascii") for key in ("start",) if key in item]
    starts += [bytes.fromhex(text) for text in (*([item["hex"]] if "hex" in item else []), *item.get("also_hex", []))]
    starts += [text.encode("ascii") for text in item.get("also", [])]
    return Format(
        item["name"],
        item["zh"],
        tuple(starts),
        item.get("within", 0),
        bytes.fromhex(item.get("then", "")),
        item.get("then_at", 0),
        item.get("reader"),
        item.get("picture", False),
        item.get("archive", False),
        item.get("entry", ""),
        item.get("stream", ""),
        item.get("root", ""),
        tuple(_format(inner) for inner in item.get("inside", [])),
    )
