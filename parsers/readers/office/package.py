"""A zip package read within bounds: entries, bytes, ratio. What lies beyond them is a refusal, never an exhausted machine."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from parsers.model import Refusal
from parsers.readers.office.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.formats import Limits

_SMALL = 1 << 20
"""Bytes that a part may unpack to whatever it was packed into; past them the ratio counts."""

_CHUNK = 1 << 18
_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    LookupError,
    OverflowError,
)


class Budget:
    """How many entries and unpacked bytes are left for one file, whatever archives stand inside it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._entries = 0
        self._bytes = 0

    def enter(self, count: int) -> None:
        """Count entries."""
        self._entries += count
        if self._entries > self._limits.entries:
            raise Refusal("too_large", f"压缩包条目过多 more than {self._limits.entries} entries")

    def spend(self, size: int, name: str) -> None:
        """Count unpacked bytes."""
        self._bytes += size
        if self._bytes > self._limits.unpacked:
            raise Refusal("too_large", f"解压后过大 the archive unpacks to more than is allowed: {name}")


class Package:
    """The members of one zip archive, by the names that they bear (see `names`)."""

    def __init__(self, body: bytes, limits: Limits, budget: Budget | None = None) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except _ERRORS as error:
            raise Refusal("broken", f"压缩包损坏 damaged zip archive: {error}") from error
        infos = self._zip.infolist()
        self._budget = budget or Budget(limits)
        self._budget.enter(len(infos))
        self._by_name = {_name(info): info for info in infos if not info.is_dir()}
        self._ratio = limits.ratio

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    @property
    def names(self) -> list[str]:
        """Names of the members, folders left out; names without the UTF-8 flag are read as UTF-8, else GB18030."""
        return list(self._by_name)

    def size(self, name: str) -> int:
        """The size that a member claims."""
        return self._by_name[name].file_size

    def read(self, name: str) -> bytes:
        """The bytes of a member."""
        info = self._by_name.get(name)
        if info is None:
            raise Refusal("broken", f"文件缺少部件 the file lacks a part: {name}")
        if info.flag_bits & 1:
            raise Refusal("encrypted", f"压缩包已加密 the archive is encrypted: {name}")
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._budget.spend(len(chunk), name)
                    if size > _SMALL and size > self._ratio * max(info.compress_size, 1):
                        raise Refusal("too_large", f"压缩比过高 a part unpacks to too much: {name}")
                    parts.append(chunk)
        except _ERRORS as error:
            raise Refusal("broken", f"压缩包损坏 damaged part {name}: {error}") from error
        return b"".join(parts)

    def xml(self, name: str) -> _Element:
        """The root element of a member that is XML."""
        return parse_xml(self.read(name), name)


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: Chinese packers write GBK, some write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = info.orig_filename.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for charset in ("utf-8", "gb18030"):
            try:
                name = raw.decode(charset)
            except UnicodeDecodeError:
                continue
            break
    return name.split("\0")[0].replace("\\", "/")
