"""Web archives as others make them: WARC with responses and texts, ARC, WACZ."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from pathlib import Path

DATE = "2021-02-03T04:05:06Z"


def record(url: str, body: bytes, kind: str = "response", type_: str = "text/html", **fields: str) -> bytes:
    """One record as a gzip member of its own, with the digests that warcio gives it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    more: dict[str, Any] = {"warc_content_type": type_}
    if kind == "response":
        more = {"http_headers": StatusAndHeaders("200 OK", [("Content-Type", type_)], protocol="HTTP/1.1")}
    named = {"WARC-Date": DATE} | {name.replace("_", "-"): value for name, value in fields.items()}
    writer.write_record(
        writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), warc_headers_dict=named, **more
        )
    )
    return out.getvalue()


def arc(url: str, body: bytes) -> tuple[bytes, bytes]:
    """The two records of an ARC/1 file with one answer."""
    about = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    head = f"filedesc://x.arc 0.0.0.0 20210203040506 text/plain {len(about)}\n".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    line = f"{url} 10.0.0.1 20210203040506 text/html {len(http)}\n".encode()
    return head + about + b"\n", line + http + b"\n"


def write_wacz(path: Path, warc: bytes, **changes: Any) -> None:
    """A WACZ with one WARC file; `changes` replace keys of its entry in the datapackage, None leaves one out."""
    name = "archive/data.warc.gz"
    entry = {"name": "data.warc.gz", "path": name, "hash": f"sha256:{hashlib.sha256(warc).hexdigest()}"}
    entry = {key: value for key, value in (entry | {"bytes": len(warc)} | changes).items() if value is not None}
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": [entry]})
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(name, warc)
        out.writestr("datapackage.json", package)
