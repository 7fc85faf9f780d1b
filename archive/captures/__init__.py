"""Captures: write-once WARC files and their index."""

from archive.captures.model import Capture, Exchange, Headers, Source
from archive.captures.reader import DamagedWarc
from archive.captures.store import CaptureStore, StoreError, rebuild_index

__all__ = ["Capture", "CaptureStore", "DamagedWarc", "Exchange", "Headers", "Source", "StoreError", "rebuild_index"]
