"""Archives: which member is the report, names in GBK or UTF-8, archives in archives, and bombs."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from dataclasses import replace

import pytest

from parsers import Refusal, parse
from parsers.archives.members import members
from parsers.formats import load_limits
from tests.support.files.packing import pack
from tests.support.office.wild import wild_file
from tests.wild.compare import compare

WILD, DOCX = wild_file(2001, "docx")
_, SHEET = wild_file(2003, "xlsx")
NOTICE = "关于做好2023年政府信息公开工作年度报告编制工作的通知\n各单位：请于1月底前报送。".encode("gb18030")
LIMITS = load_limits()


class _Gbk(zipfile.ZipInfo):
    """An entry whose name is stored in GBK without saying so, as Chinese packers do."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def gbk_zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(_Gbk(name, (2024, 1, 2, 3, 4, 6)), content)
    return out.getvalue()


def member_of(body: bytes) -> str:
    report = parse(body)
    assert compare(WILD, report).wrong == []
    return str(report.metadata["member"].value)


def test_the_report_is_found_among_other_files() -> None:
    body = pack(
        {
            "填报说明.txt": NOTICE,
            "附件/某局2023年度报告.docx": DOCX,
            "__MACOSX/._x": b"x",
            "图.png": b"\x89PNG\r\n\x1a\n",
        }
    )
    assert member_of(body) == "附件/某局2023年度报告.docx"


def test_names_in_gbk() -> None:
    assert (
        member_of(gbk_zip(**{"某局2023年政府信息公开工作年度报告.docx": DOCX}))
        == "某局2023年政府信息公开工作年度报告.docx"
    )


def test_an_archive_in_an_archive() -> None:
    assert member_of(pack({"一.zip": gbk_zip(**{"年报.docx": DOCX})})) == "一.zip/年报.docx"


def test_tar_and_gzip() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        entry = tarfile.TarInfo("年报.docx")
        entry.size = len(DOCX)
        archive.addfile(entry, io.BytesIO(DOCX))
    assert member_of(out.getvalue()) == "年报.docx"
    assert member_of(gzip.compress(DOCX)) == "gzip"


def test_the_fuller_of_two_reports_is_taken_and_a_title_decides_between_equals() -> None:
    stub = "某局2023年政府信息公开工作年度报告\n一、总体情况\n好。\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。"
    body = pack({"某局2023年政府信息公开工作年度报告.txt": stub, "表格.docx": DOCX})
    assert member_of(body) == "表格.docx"
    twice = pack({"甲.docx": DOCX, "某局2023年政府信息公开工作年度报告.docx": DOCX})
    assert member_of(twice) == "某局2023年政府信息公开工作年度报告.docx"


def refusal(body: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        parse(body)
    return caught.value.code


def test_an_archive_without_a_report_gives_the_gravest_reason() -> None:
    assert refusal(pack({"通知.txt": NOTICE})) == "not_a_report"
    assert refusal(pack({"通知.txt": NOTICE, "第1页.png": b"\x89PNG\r\n\x1a\n" + bytes(64)})) == "broken"
    assert refusal(pack({"坏.docx": DOCX[:200]})) == "broken"
    assert refusal(pack({"内.rar": b"Rar!\x1a\x07\x00"})) == "unsupported_format"
    assert refusal(pack({})) == "empty"
    assert refusal(gzip.compress(DOCX)[:-40]) == "broken"


def test_an_encrypted_member_is_named_so() -> None:
    body = bytearray(pack({"年报.docx": DOCX}))
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(body)) == "encrypted"


def test_bounds_on_depth_entries_size_and_ratio() -> None:
    deep = DOCX
    for _ in range(LIMITS.depth + 1):
        deep = pack({"内.zip": deep})
    bombs = {
        "deep": (deep, LIMITS),
        "many": (pack({f"{n}.txt": "" for n in range(60)}), replace(LIMITS, entries=50)),
        "many inside": (
            pack({f"{n}.zip": pack({f"{m}": "" for m in range(20)}) for n in range(3)}),
            replace(LIMITS, entries=50),
        ),
        "large": (pack({"大.txt": "0" * 300_000, "二.txt": "1" * 300_000}), replace(LIMITS, unpacked=500_000)),
        "ratio": (pack({"零.txt": bytes(3 << 20)}), LIMITS),
        "gzip ratio": (gzip.compress(bytes(3 << 20)), LIMITS),
    }
    for name, (body, limits) in bombs.items():
        with pytest.raises(Refusal) as caught:
            list(members(body, limits))
        assert caught.value.code == "too_large", name
