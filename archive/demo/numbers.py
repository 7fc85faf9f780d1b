"""Invented figures that add up: rows, results, the flow of requests, and what one year hands on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.demo.chance import share_out, stream
from archive.demo.form import form, result_rows
from archive.demo.model import Counts, Figures

if TYPE_CHECKING:
    from random import Random

APPLICANTS = {
    "natural_person": 72.0,
    "commercial_enterprise": 13.0,
    "research_institution": 1.5,
    "public_interest_org": 1.5,
    "legal_service_org": 8.0,
    "other": 4.0,
}
OUTCOMES = {"upheld": 12.0, "corrected": 2.0, "other_outcome": 5.0, "pending": 3.0}
REQUESTS_A_YEAR = {"large": (190, 420), "medium": (35, 90), "small": (4, 26), "tiny": (0, 4)}
DECISIONS = {"large": (8000, 64000), "medium": (600, 9800), "small": (60, 1900), "tiny": (0, 90)}
DOCUMENTS = {"large": (14, 40), "medium": (4, 12), "small": (0, 5), "tiny": (0, 2)}


@dataclass(frozen=True, slots=True)
class Body:
    """What the figures of an agency depend on: its name, size, and whether it may make rules (规章)."""

    name: str
    size: str
    makes_rules: bool = False


def history(seed: int, body: Body, eras: dict[int, tuple[str, str]]) -> dict[int, Figures]:
    """Figures of consecutive years; `eras` gives each year the form of its table two and of its table three."""
    chance = stream(seed, "figures", body.name)
    carried = share_out(chance, chance.randint(0, REQUESTS_A_YEAR[body.size][1] // 12), APPLICANTS)
    stock = Stock(chance, body)
    years: dict[int, Figures] = {}
    for year, (disclosure_era, requests_era) in sorted(eras.items()):
        requests = _requests(chance, body, requests_era, carried)
        carried = {key: requests["carried_over_out"][key] for key in APPLICANTS}
        years[year] = Figures(stock.year(disclosure_era), requests, _disputes(chance, body))
    return years


def _requests(chance: Random, body: Body, era: str, carried: dict[str, int]) -> Counts:
    new = share_out(chance, chance.randint(*REQUESTS_A_YEAR[body.size]), APPLICANTS)
    rows = result_rows(era)
    weights = {row: float(form()["weights"].get(row, 1)) for row in rows}
    table: Counts = {"new_requests": new, "carried_over_in": dict(carried), **{row: {} for row in rows}}
    out, closed = {}, {}
    for column in APPLICANTS:
        on_hand = new[column] + carried[column]
        out[column] = sum(chance.random() < 0.08 for _ in range(on_hand))
        closed[column] = on_hand - out[column]
        for row, count in share_out(chance, closed[column], weights).items():
            table[row][column] = count
    table |= {"results.total": closed, "carried_over_out": out}
    return {row: {**cells, "total": sum(cells.values())} for row, cells in table.items()}


def _disputes(chance: Random, body: Body) -> Counts:
    cases = {"large": 34, "medium": 7, "small": 2, "tiny": 0}[body.size]
    table: Counts = {}
    for group, share in (
        ("reconsideration", 1.0),
        ("litigation_direct", 0.3),
        ("litigation_after_reconsideration", 0.4),
    ):
        cells = share_out(chance, chance.randint(0, round(cases * share)), OUTCOMES)
        table[group] = {**cells, "total": sum(cells.values())}
    return table


class Stock:
    """What stands from year to year in table two: documents in force, items on the books."""

    def __init__(self, chance: Random, body: Body) -> None:
        self.chance = chance
        self.body = body
        many = DOCUMENTS[body.size][1] * 9
        self.rules = chance.randint(6, 14) if body.makes_rules else 0
        self.documents = chance.randint(many // 2, many)
        self.items = {
            row: chance.randint(20, 420)
            for row in ("administrative_licensing", "other_external_services", "administrative_penalties")
        }
        self.items |= {"administrative_compulsion": chance.randint(0, 30), "administrative_fees": chance.randint(0, 24)}

    def year(self, era: str) -> dict[str, dict[str, int | float]]:
        """One year of table two in the form of 2019 or of 2021."""
        return self._year_2021() if era == "2021" else self._year_2019()

    def _issue(self) -> tuple[int, int]:
        return self.chance.randint(0, 2) if self.body.makes_rules else 0, self.chance.randint(
            *DOCUMENTS[self.body.size]
        )

    def _year_2021(self) -> dict[str, dict[str, int | float]]:
        rules, documents = self._issue()
        repealed_rules = min(self.rules, self.chance.randint(0, 1) if self.body.makes_rules else 0)
        repealed = min(self.documents, self.chance.randint(0, documents + 1))
        self.rules += rules - repealed_rules
        self.documents += documents - repealed
        return {
            "government_rules": _stock(rules, repealed_rules, self.rules),
            "normative_documents": _stock(documents, repealed, self.documents),
            "administrative_licensing": {"decisions_this_year": self._decisions(1.0)},
            "administrative_penalties": {"decisions_this_year": self._decisions(0.2)},
            "administrative_compulsion": {"decisions_this_year": self._decisions(0.02)},
            "administrative_fees": {"amount_wan_yuan": self._money(8)},
        }

    def _year_2019(self) -> dict[str, dict[str, int | float]]:
        rules, documents = self._issue()
        self.rules += rules
        self.documents += documents
        table: dict[str, dict[str, int | float]] = {
            "government_rules": _produced(rules, self.rules),
            "normative_documents": _produced(documents, self.documents),
        }
        for row, share in (
            ("administrative_licensing", 1.0),
            ("other_external_services", 0.4),
            ("administrative_penalties", 0.2),
            ("administrative_compulsion", 0.02),
        ):
            table[row] = {**self._items(row), "decisions_this_year": self._decisions(share)}
        table["administrative_fees"] = self._items("administrative_fees")
        table["centralized_procurement"] = {
            "procurement_items": self.chance.randint(0, 60),
            "procurement_amount": self._money(40),
        }
        return table

    def _items(self, row: str) -> dict[str, int | float]:
        before = self.items[row]
        change = self.chance.randint(-min(before, 9), 14) if self.chance.random() > 0.4 else 0
        self.items[row] = before + change
        return {"items_last_year": before, "items_change": change}

    def _decisions(self, share: float) -> int:
        return round(self.chance.randint(*DECISIONS[self.body.size]) * share)

    def _money(self, scale: int) -> float:
        """An amount in 10,000 yuan, with up to four decimals as in real reports; a tiny office takes none."""
        if self.body.size == "tiny":
            return 0
        return round(
            self.chance.uniform(0.05, scale * REQUESTS_A_YEAR[self.body.size][1]), self.chance.choice((0, 2, 4))
        )


def _stock(issued: int, repealed: int, in_force: int) -> dict[str, int | float]:
    return {"issued_this_year": issued, "repealed_this_year": repealed, "in_force": in_force}


def _produced(count: int, total: int) -> dict[str, int | float]:
    return {"produced_this_year": count, "disclosed_this_year": count, "total_public": total}
