"""A statistics table without rulings on paper, and what is read of it."""

from __future__ import annotations

from parsers.formats import load_limits
from parsers.readers.pdf import read
from parsers.tables.walk import read_tables
from tests.support.paper import Paper

HEAD = ("统计指标", "单位", "2017年度", "历年累计")
EDGES = (60.0, 340.0, 380.0, 460.0)
LABELS = {
    "received": "（一）收到申请数",
    "received_in_person": "1.当面申请数",
    "received_by_fax": "2.传真申请数",
    "received_online": "3.网络申请数",
    "received_by_letter": "4.信函申请数",
    "closed": "（二）申请办结数",
    "closed_on_time": "1.按时办结数",
    "closed_extended": "2.延期办结数",
}
KEYS = list(LABELS)
FIGURES = ["7", "0", "2", "5", "0", "8", "6", "3"]
TRUTH = dict(zip(KEYS, map(int, FIGURES), strict=True))


def row(paper: Paper, y: float, *words: str, edges: tuple[float, ...] = EDGES) -> None:
    for x, text in zip(edges, words, strict=False):
        if text:
            paper.text(x, y, text)


def rows(paper: Paper, y: float, figures: list[str], first: int = 0, older: str = "900") -> None:
    for i, figure in enumerate(figures):
        row(paper, y + 22 * i, LABELS[KEYS[first + i]], "件", figure, older)


def found(paper: Paper) -> tuple[dict[str, object], set[str]]:
    """The number, or the kind of what is none, of each row of the requests; and the rows that a problem points at."""
    reading = read_tables(read(paper.done(), load_limits()).grids()).readings[3]
    values = {
        name.removeprefix("requests."): cell.kind if cell.value is None else cell.value
        for (name, _), cell in reading.cells.items()
    }
    return values, {path.split("/")[1].removeprefix("requests.") for one in reading.problems for path in one.cells}
