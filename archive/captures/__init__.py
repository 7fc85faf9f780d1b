"""Captures: write-once WARC files and their index."""

from archive.captures.model import Capture, Exchange, Headers, Source
from archive.captures.packed import Packed, Planned, pack
from archive.captures.reader import DamagedWarc
from archive.captures.store import CaptureStore, StoreError, rebuild_index

__all__ = [
    "Capture",
    "CaptureStore",
    "DamagedWarc",
    "Exchange",
    "Headers",
    "Packed",
    "Planned",
    "Source",
    "StoreError",
    "pack",
    "rebuild_index",
]
