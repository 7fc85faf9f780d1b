"""The files in an archive and in archives inside it, as long as depth, number and size stay within bounds."""

from __future__ import annotations

import io
import tarfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from parsers.formats.sniff import look_inside, sniff
from parsers.model import Refusal
from parsers.readers.office.package import Budget, Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.formats import Limits

_FURNITURE = ("__MACOSX/", ".")
_FURNITURE_FILES = ("thumbs.db", "desktop.ini")
_CHUNK = 1 << 18
_SMALL = 1 << 20


class Member(NamedTuple):
    """A file of an archive: its path there, after those of the archives around it, and its bytes."""

    name: str
    body: bytes


def members(body: bytes, limits: Limits) -> Iterator[Member]:
    """Every file, those of inner archives in their place. Raises `Refusal` when a bound is passed."""
    yield from _members(body, limits, Budget(limits), 1, "")


def is_archive(body: bytes) -> bool:
    """Whether the bytes are an archive of files, and no document that only is packed like one."""
    outer = sniff(body)
    if outer is None or not outer.archive:
        return False
    return not outer.inside or look_inside(body, outer).archive


def _members(body: bytes, limits: Limits, budget: Budget, depth: int, path: str) -> Iterator[Member]:
    if depth > limits.depth:
        raise Refusal("too_large", f"压缩包层数过多 archives nested deeper than {limits.depth}: {path}")
    found = _zipped(body, limits, budget) if body.startswith(b"PK") else _gzipped(body, limits, budget)
    for name, content in found:
        where = f"{path}{name}"
        if _is_nested(content):
            yield from _members(content, limits, budget, depth + 1, f"{where}/")
        else:
            yield Member(where, content)


def _is_nested(body: bytes) -> bool:
    try:
        return is_archive(body)
    except Refusal:
        return False  # torn: told when it is read


def _zipped(body: bytes, limits: Limits, budget: Budget) -> Iterator[tuple[str, bytes]]:
    package = Package(body, limits, budget)
    for name in package.names:
        if not _is_furniture(name):
            yield name, package.read(name)


def _is_furniture(name: str) -> bool:
    file = name.rsplit("/", 1)[-1]
    return name.startswith(_FURNITURE[0]) or file.startswith((".", "~$")) or file.lower() in _FURNITURE_FILES


def _gzipped(body: bytes, limits: Limits, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """The file that gzip packs, or those of a tar archive in it."""
    unpacked = _inflate(body, limits, budget)
    try:
        with tarfile.open(fileobj=io.BytesIO(unpacked), mode="r:") as archive:
            for entry in archive:
                budget.enter(1)
                stream = archive.extractfile(entry) if entry.isfile() else None
                if stream is not None and not _is_furniture(entry.name):
                    content = stream.read()
                    budget.spend(len(content), entry.name)
                    yield entry.name, content
    except tarfile.ReadError:
        yield "gzip", unpacked
    except (tarfile.TarError, OSError, ValueError, EOFError) as error:
        raise Refusal("broken", f"压缩包损坏 damaged tar archive: {error}") from error


def _inflate(body: bytes, limits: Limits, budget: Budget) -> bytes:
    stream = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    size = 0
    rest = body
    try:
        while rest and not stream.eof:
            parts.append(stream.decompress(rest, _CHUNK))
            rest = stream.unconsumed_tail
            size += len(parts[-1])
            budget.spend(len(parts[-1]), "gzip")
            if size > _SMALL and size > limits.ratio * len(body):
                raise Refusal("too_large", "解压后过大 the archive unpacks to more than is allowed: gzip")
    except zlib.error as error:
        raise Refusal("broken", f"压缩文件损坏 damaged gzip file: {error}") from error
    if not stream.eof:
        raise Refusal("broken", "压缩文件被截断 the gzip file is cut off")
    return b"".join(parts)
