"""Search finds what a scan of the text finds, for words of any length, and nothing else."""

from __future__ import annotations

import sqlite3

import pytest
from datasette.utils import detect_fts
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.filters import index_columns
from archive.search import index_reports, match
from archive.search.fold import fold

CHARACTERS = "政府信息公开工作年度报告医疗保障学校𠮷〇３5.9万A股ａé，。、（一）“”\"'%_*-^:\\ \n\u3000\u200b\u202e"
TEXTS = st.lists(st.text(CHARACTERS, max_size=40), min_size=1, max_size=6)


def archive_of(texts: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        f"create table reports(id text primary key, title, agency, {', '.join(index_columns())});"
        "create table sections(report_id, number, key, heading, text)"
    )
    for number, text in enumerate(texts):
        connection.execute("insert into reports(id) values (?)", [str(number)])
        connection.execute("insert into sections values (?, 1, 'overview', null, ?)", [str(number), text])
    index_reports(connection)
    return connection


def found(connection: sqlite3.Connection, query: str) -> list[int]:
    sql = "select rowid - 1 from reports_fts where reports_fts match ? order by rowid"
    return [number for (number,) in connection.execute(sql, [match(query)])]


def scanned(connection: sqlite3.Connection, query: str) -> list[int]:
    """A LIKE scan over the folded text: every word of the query must stand in it."""
    connection.create_function("fold", 1, fold)
    words = [word for part in query.split() for word in fold(part).split()]
    if not words:
        return []
    likes = ["%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for word in words]
    where = " and ".join(["fold(text) like ? escape '\\'"] * len(likes))
    sql = f"select report_id from sections where {where} order by cast(report_id as integer)"
    return [int(number) for (number,) in connection.execute(sql, likes)]


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.text(CHARACTERS, max_size=9))
def test_finds_what_a_like_scan_finds(texts: list[str], query: str) -> None:
    connection = archive_of(texts)
    assert found(connection, query) == scanned(connection, query)


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.data())
def test_every_stretch_of_a_text_finds_that_text(texts: list[str], data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[which])))
    word = texts[which][start : start + data.draw(st.integers(1, 12))]
    if fold(word).strip() and "\n" not in word:
        assert which in found(archive_of(texts), word)


REAL = [
    "2023 年，区医疗保障局主动公开政府信息5593件，涉及3.5万人。",
    "本局无隐私泄露，“三安全一稳定”未受危及。学。校不是一个词。",
    "Ａ股上市公司Information Disclosure，𠮷田〇五年。",
    "公\u3000开 信息\n工作",
]


@pytest.mark.parametrize(
    ("query", "reports"),
    [
        ("公", [0, 2, 3]),
        ("医", [0]),
        ("医疗", [0]),
        ("医疗保障", [0]),
        ("医疗保障局", [0]),
        ("2023年", [0]),
        ("２０２３", [0]),
        ("5593件", [0]),
        ("3.5万", [0]),
        ("35万", []),
        ("危及三安全", []),
        ("三安全一稳定未受", [1]),
        ("“三安全一稳定”", [1]),
        ("学校", []),
        ("a股", [2]),
        ("A股", [2]),
        ("DISCLOSURE", [2]),
        ("information disclosure", [2]),
        ("𠮷", [2]),
        ("𠮷田", [2]),
        ("〇五", [2]),
        ("公开", [0, 3]),
        ("公开 信息", [0, 3]),
        ("息工", []),
        ("公开 医疗", [0]),
        ("公开 没有", []),
        ("", []),
        ("\u200b\u202e", []),
        ('"', []),
    ],
)
def test_words_of_any_length(query: str, reports: list[int]) -> None:
    assert found(archive_of(REAL), query) == reports


@pytest.mark.parametrize(
    "query",
    ["a OR b", "NEAR(公 开)", "title: 公", "公*", "^公", "-公", "公 NOT 开", "(", ")", "{a b}: c", "\x00公", "a+b"],
)
def test_operators_are_words_like_any_other(query: str) -> None:
    connection = archive_of([*REAL, query])
    assert len(REAL) in found(connection, query)


def test_a_query_of_a_thousand_words_is_answered() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(1000))
    assert found(archive_of([text]), " ".join(text)) == [0]


def test_the_same_reports_give_the_same_bytes() -> None:
    assert archive_of(REAL).serialize() == archive_of(REAL).serialize()


def test_a_search_can_be_kept_to_one_column() -> None:
    connection = archive_of(REAL)
    sql = "select count(*) from reports_fts where {} match ?"
    assert connection.execute(sql.format("overview"), [match("公")]).fetchone() == (3,)
    assert connection.execute(sql.format("title"), [match("公")]).fetchone() == (0,)


def test_datasette_sees_which_table_the_index_searches() -> None:
    """Relies on `datasette.utils.detect_fts`, which reads the CREATE statement: pinned with Datasette's version."""
    assert detect_fts(archive_of(REAL), "reports") == "reports_fts"
