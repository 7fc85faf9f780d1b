"""From figures to what an agency prints: its way with nothing, with thousands and with money, and its slips."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.demo.chance import stream
from archive.demo.form import form
from archive.demo.model import Printed, Slip

if TYPE_CHECKING:
    from archive.demo.model import Figures, Kind

NOTHING: dict[str, tuple[str, Kind]] = {"blank": ("", "blank"), "slash": ("/", "slash"), "dash": ("-", "dash")}
SUMMARY_ROWS = ("new_requests", "carried_over_in", "results.total", "carried_over_out")
THOUSAND = 1000
Row = list[Printed]


@dataclass(frozen=True, slots=True)
class Hand:
    """How one agency fills in the form in one year.

    `zeros` is what stands for nothing outside the totals; `summary_totals` leaves the total of single results blank;
    `commas` writes 1,234; `wide` writes full-width digits; `slip` is the cell printed wrong, and by how much.
    """

    zeros: str = "zero"
    summary_totals: bool = False
    commas: bool = False
    wide: bool = False
    slip: tuple[str, int] | None = None


def print_tables(
    seed: int, agency: str, year: int, figures: Figures, hand: Hand
) -> tuple[dict[str, list[Row]], tuple[Slip, ...]]:
    """All three tables as rows of printed cells, in the order of the form, and the slips among them."""
    money = stream(seed, "money", agency, year).choice(("元", "万元", ""))
    tables = {
        "proactive_disclosure": [
            [_disclosure(row, column, value, hand, money) for column, value in cells.items()]
            for row, cells in figures.disclosure.items()
        ],
        "requests": [
            [_count("requests", row, column, cells[column], hand) for column in form()["t3"]["keys"]]
            for row, cells in figures.requests.items()
        ],
        "reconsideration_and_litigation": [
            [
                _count("reconsideration_and_litigation", row, column, cells[column], hand)
                for column in form()["t4"]["keys"]
            ]
            for row, cells in figures.disputes.items()
        ],
    }
    return _slip(tables, hand)


def _disclosure(row: str, column: str, value: float, hand: Hand, money: str) -> Printed:
    table = "proactive_disclosure"
    if column == "procurement_amount":
        amount = round(value * 10000) if money == "元" else value
        return Printed(table, row, column, f"{plain(amount)}{money}", "number", amount, money or None)
    if column == "items_change":
        return Printed(table, row, column, f"{value:+}" if value else "0", "number", value)
    if value == 0 and row == "government_rules" and hand.zeros != "zero":
        raw, kind = NOTHING[hand.zeros]
        return Printed(table, row, column, raw, kind, None)
    return Printed(table, row, column, _written(value, hand), "number", value)


def _count(table: str, row: str, column: str, value: int, hand: Hand) -> Printed:
    hidden = hand.summary_totals and table == "requests" and column == "total" and row not in SUMMARY_ROWS
    if hidden:
        return Printed(table, row, column, "", "blank", None)
    if value == 0 and hand.zeros != "zero" and column != "total":
        raw, kind = NOTHING[hand.zeros]
        return Printed(table, row, column, raw, kind, None)
    return Printed(table, row, column, _written(value, hand), "number", value)


def plain(value: float) -> str:
    """A number without needless decimals: 12.0 is 12, 18.8710 is 18.871."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _written(value: float, hand: Hand) -> str:
    if hand.commas and isinstance(value, int) and value >= THOUSAND:
        return f"{value:,}"
    digits = plain(value)
    return digits.translate({ord("0") + n: ord("０") + n for n in range(10)}) if hand.wide else digits


def _slip(tables: dict[str, list[Row]], hand: Hand) -> tuple[dict[str, list[Row]], tuple[Slip, ...]]:
    if hand.slip is None:
        return tables, ()
    path, off = hand.slip
    slips: list[Slip] = []
    for rows in tables.values():
        for row in rows:
            for at, cell in enumerate(row):
                if cell.path == path:
                    assert isinstance(cell.value, int)
                    wrong = cell.value + off
                    row[at] = replace(cell, raw=_written(wrong, hand), value=wrong)
                    slips.append(Slip(path, wrong, cell.value, _broken(path)))
    return tables, tuple(slips)


def _broken(path: str) -> tuple[str, ...]:
    """The identities that one wrong total breaks: in table four its group, in table three its row and its column."""
    if path.startswith("reconsideration_and_litigation/"):
        return ("T4-GROUP",)
    return ("T3-FLOW", "T3-ROW")
