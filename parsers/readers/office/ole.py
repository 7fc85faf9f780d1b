"""OLE compound files: their streams, within bounds. Cyclic and torn chains end in a refusal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import olefile

from parsers.model import Refusal

if TYPE_CHECKING:
    from typing import Self

    from parsers.document import Document
    from parsers.formats import Limits

MAX_STREAMS = 2_000
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")


def read(body: bytes, _: Limits) -> Document:
    """A compound file that no other reader takes. Always raises `Refusal`: ``encrypted``, ``broken``, ``unsupported_format``."""
    with Ole(body) as ole:
        names = ", ".join(sorted(ole.names)[:5])
    raise Refusal("unsupported_format", f"不是 Word 或 Excel 文件 neither Word nor Excel: {names}")


class Ole:
    """The streams of one compound file, by name."""

    def __init__(self, body: bytes) -> None:
        self._size = len(body)
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(body), raise_defects=olefile.DEFECT_INCORRECT)
            names = self._ole.listdir(streams=True, storages=False)
        except (
            OSError,
            ValueError,
            IndexError,
            KeyError,
            TypeError,
            AttributeError,
            OverflowError,
            RecursionError,
        ) as error:
            raise Refusal("broken", f"OLE 文件损坏 damaged compound file: {error}") from error
        if len(names) > MAX_STREAMS:
            raise Refusal("too_large", f"OLE 文件内的流过多 more than {MAX_STREAMS} streams")
        self.names = {"/".join(parts) for parts in names}
        if self.names.intersection(_ENCRYPTED):
            raise Refusal("encrypted", "文件已加密 the file is encrypted")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ole.close()

    def read(self, name: str) -> bytes:
        """The bytes of a stream; never more than the file itself holds."""
        try:
            with self._ole.openstream(name) as stream:
                data: bytes = stream.read(self._size)
        except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise Refusal("broken", f"OLE 文件损坏 damaged stream {name}: {error}") from error
        return data
