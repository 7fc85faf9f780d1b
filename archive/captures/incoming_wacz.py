"""The WARC files inside a WACZ, each compared with the digest that the package's own ``datapackage.json`` gives for it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import TYPE_CHECKING, Any

from archive.captures.incoming_warc import may_unpack_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.captures.incoming_warc import Report

_PACKAGE, _SEAL = "datapackage.json", "datapackage-digest.json"
_MAX_PACKAGE = 64 * 1024 * 1024
_BLOCK = 1024 * 1024


def archives_in(path: Path) -> list[str]:
    """Names of the WARC files in a WACZ; none for any other file, other zip packages among them."""
    if not zipfile.is_zipfile(path):
        return []
    try:
        with zipfile.ZipFile(path) as pack:
            return [member.filename for member in _members(pack)]
    except (OSError, zipfile.BadZipFile):
        return []


def checked_archives(pack: zipfile.ZipFile, report: Report) -> Iterator[zipfile.ZipInfo]:
    """The WARC files of an open WACZ that are as its datapackage says. What is not, or cannot be checked, is told.

    Raises:
        ValueError: a member unpacks to far more than its size honestly holds, or there is no WARC file.
    """
    members = _members(pack)
    if not members:
        raise ValueError("there is no WARC file in it")
    digests = _digests(pack, report)
    for member in members:
        if member.file_size > may_unpack_to(member.compress_size):
            raise ValueError(f"{member.filename} unpacks to far more than a file of its size honestly holds")
        declared = digests.get(member.filename)
        if declared is None:
            report(f"{member.filename}: {_PACKAGE} gives no digest for it; taken, but nobody vouches for it")
        elif not _agrees(pack, member, declared):
            report(f"{member.filename}: not as {_PACKAGE} says ({declared}); not taken, get a good copy")
            continue
        yield member


def _members(pack: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    found = [info for info in pack.infolist() if info.filename.startswith("archive/")]
    return sorted((info for info in found if info.filename.endswith((".warc", ".warc.gz"))), key=lambda x: x.filename)


def _digests(pack: zipfile.ZipFile, report: Report) -> dict[str, str]:
    """Path to digest (``sha256:`` and hex) of every file that the datapackage lists; empty where it cannot be believed."""
    try:
        package = _small(pack, _PACKAGE)
        listed = json.loads(package)["resources"]
        found = {str(one["path"]): str(one["hash"]) for one in listed if "path" in one and "hash" in one}
        sealed = json.loads(_small(pack, _SEAL)).get("hash") if _SEAL in pack.namelist() else None
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        report(f"{_PACKAGE} is missing or not readable ({trouble})")
        return {}
    if sealed is not None and sealed != f"sha256:{hashlib.sha256(package).hexdigest()}":
        report(f"{_PACKAGE} is not as {_SEAL} says; its digests are not believed")
        return {}
    return found


def _small(pack: zipfile.ZipFile, name: str) -> bytes:
    if pack.getinfo(name).file_size > _MAX_PACKAGE:
        raise ValueError(f"{name} is too large")
    return pack.read(name)


def _agrees(pack: zipfile.ZipFile, member: zipfile.ZipInfo, declared: str) -> bool:
    algorithm, _, digest = declared.partition(":")
    if algorithm not in ("sha256", "sha512", "sha1", "md5"):
        return False
    reckoned: Any = hashlib.new(algorithm, usedforsecurity=False)
    with pack.open(member) as stream:
        while block := stream.read(_BLOCK):
            reckoned.update(block)
    return bool(reckoned.hexdigest() == digest.lower())
