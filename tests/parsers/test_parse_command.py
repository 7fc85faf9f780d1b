"""`gongkai parse` as a user meets it: a process of its own, real files, exit codes, one line for each bad file."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.parsers.golden import FOLDER, input_of
from tests.support.command import gongkai
from tests.wild import generate

GOOD = "declared_gb2312_2019_five_columns"
LIST_PAGE = "<html><body><ul>{}</ul></body></html>".format(
    "".join(
        f'<li><a href="/{y}.html">某县{y}年政府信息公开工作年度报告</a><span>{y + 1}-01-20</span></li>'
        for y in range(2019, 2025)
    )
)
NEWS_PAGE = "<html><head><title>县领导调研防汛</title></head><body><h1>县领导调研防汛</h1><p>昨日，县领导到青石水库查看水情。</p></body></html>"
ERROR_PAGE = "<html><head><title>404</title></head><body><h1>您访问的页面不存在</h1></body></html>"
BAD = {
    "empty.html": (b"", "empty"),
    "blank.txt": (b" \n\n\t", "empty"),
    "list.html": (LIST_PAGE.encode(), "not_a_report"),
    "news.html": (NEWS_PAGE.encode(), "not_a_report"),
    "404.html": (ERROR_PAGE.encode(), "not_a_report"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "broken"),
    "noise.bin": (bytes(range(128, 256)) * 100 + b"\xff\x80" * 999, "undecodable"),
    "zeros.bin": (b"\x00" * 4096, "empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_exit_code_one(tmp_path: Path, name: str) -> None:
    body, code = BAD[name]
    (tmp_path / name).write_bytes(body)
    done = gongkai("parse", tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert len([line for line in lines if name in line]) == 1
    assert f"[{code}]" in lines[0]
    assert len(lines) <= 2
    assert "Traceback" not in done.stderr


def test_good_and_bad_files_in_a_folder(tmp_path: Path) -> None:
    for name, (body, _) in BAD.items():
        (tmp_path / name).write_bytes(body)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    shutil.copy(input_of(GOOD), tmp_path / "deep" / "er" / "报告.html")
    (tmp_path / "wild.html").write_bytes(generate(1, medium="html").body)
    done = gongkai("parse", tmp_path)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert sorted(Path(report["source"]).name for report in reports) == ["wild.html", "报告.html"]
    assert all(sum(f"{name}:" in line for line in done.stderr.splitlines()) == 1 for name in BAD)
    assert f"{len(BAD)}/{len(BAD) + 2}" in done.stderr


def test_good_files_end_with_zero_in_the_order_given() -> None:
    inputs = [input_of(name) for name in (GOOD, "free_text_2012", "text_leading_pipes")]
    done = gongkai("parse", *inputs)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [str(path) for path in inputs]


def test_output_is_the_same_in_any_order_and_twice() -> None:
    inputs = sorted(FOLDER.glob("*/input.*"))
    once = gongkai("parse", *inputs).stdout.splitlines()
    again = gongkai("parse", *reversed(inputs)).stdout.splitlines()
    assert once == again[::-1]
    assert len(once) == len(inputs)


def test_the_address_helps_with_the_date(tmp_path: Path) -> None:
    page = "".join(
        line for line in input_of("free_text_2012").read_text(encoding="utf-8").split("二○一三年三月二十八日")
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    without, address = gongkai("parse", tmp_path / "a.html"), "http://www.example.gov.cn/zwgk/201303/t20130329_77.html"
    within = gongkai("parse", "--url", address, tmp_path / "a.html")
    assert json.loads(without.stdout)["published_on"] is None
    assert json.loads(within.stdout)["published_on"] == "2013-03-29"


@pytest.mark.parametrize("arguments", [["none.html"], [], ["--no-such-option", "x"]])
def test_bad_use_ends_with_two(tmp_path: Path, arguments: list[str]) -> None:
    done = gongkai("parse", *(str(tmp_path / a) if a.endswith("html") else a for a in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert not arguments or arguments[0] in done.stderr


def test_a_file_that_may_not_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere.html")
    shutil.copy(input_of(GOOD), tmp_path / "good.html")
    done = gongkai("parse", tmp_path)
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + "/年报.html".encode("gb18030")
    Path(os.fsdecode(odd)).write_bytes(input_of(GOOD).read_bytes())
    done = gongkai("parse", tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["year"] == 2020


def test_help_says_what_it_does() -> None:
    done = gongkai("parse", "--help")
    assert done.returncode == 0
    assert "JSON" in done.stdout
