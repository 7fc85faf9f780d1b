"""How a number is printed, and what the contract then says the cell is."""

from __future__ import annotations

from tests.wild import form
from tests.wild.model import Draw, Figures, Path, Printed

KINDS = {
    "empty": ("", "blank"),
    "nbsp": ("\u00a0", "blank"),
    "ideographic": ("\u3000", "blank"),
    "/": ("/", "slash"),
    "\\": ("\\", "slash"),
    "—": ("—", "dash"),
    "-": ("-", "dash"),
    "－": ("－", "dash"),
    "——": ("——", "dash"),
    "–": ("–", "dash"),
    "无": ("无", "none_word"),
}
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_FORM_UNITS = {
    column[0]: column[2] for blocks in (form.T2_2021, form.T2_2019) for block in blocks for column in block.columns
}
_BLANK_TABLES = {"t2": form.T2, "t3": form.T3, "t4": form.T4}
_SUMMARY_ROWS = {form.NEW[0], form.CARRIED_IN[0], form.TOTAL[0], form.CARRIED_OUT[0]}


def marker(style: str) -> Printed:
    """A cell that holds no number."""
    text, kind = KINDS[style]
    return Printed(text, kind)


def digits(draw: Draw, value: float) -> str:
    """The figures of a number: width, thousands, decimals."""
    bare = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    if draw["thousands"] != "none" and abs(value) >= 1000:
        whole, dot, rest = bare.lstrip("-").partition(".")
        bare = f"{int(whole):,}{dot}{rest}"
        if draw["thousands"] == "fullwidth comma":
            bare = bare.replace(",", "，")
    bare = bare.lstrip("-")
    return bare.translate(_WIDE) if draw["digits"] == "fullwidth" else bare


def number(draw: Draw, path: Path, value: float, unit: str) -> Printed:
    """A number with its sign and, where the knob says so, its unit."""
    sign = ""
    if value < 0:
        sign = str(draw["minus"])
    elif value > 0 and path[2] == "items_change":
        sign = str(draw["plus"])
    text = sign + digits(draw, value)
    printed_unit = unit if _with_unit(draw, path, unit) else None
    return Printed(text + (printed_unit or ""), "number", value, printed_unit)


def _with_unit(draw: Draw, path: Path, unit: str) -> bool:
    if not unit:
        return False
    if path[2] == "procurement_amount" and draw["units"] == "none":
        return draw.chance("procurement unit", 0.5)
    return {
        "none": False,
        "table two": path[0] == form.T2,
        "all": True,
        "some": draw.chance("some units", 0.15),
    }[str(draw["units"])]


def _zero(draw: Draw, path: Path, unit: str) -> Printed:
    style = str(draw["zero"])
    if path[0] == form.STATISTICS and style in ("blank except totals", "slash in first row", "some blank"):
        style = "0"
    if draw["slip"] != "none" and path[2] == "total":
        style = "0"  # a total that is not printed asserts nothing, and so no slip
    if style == "some blank":
        style = "empty" if draw.chance("some blank", 0.3) else "0"
    elif style == "blank except totals":
        style = "0" if path[2] == "total" or path[0] == form.T2 else "empty"
    elif style == "slash in first row":
        style = "/" if path[1] == "government_rules" else "0"
    if style == "0" and path[2] == "amount_wan_yuan" and not _with_unit(draw, path, unit):
        return Printed(str(draw["fee_zero"]), "number", 0)
    return number(draw, path, 0, unit) if style == "0" else marker(style)


def unit_of(path: Path, value: float) -> str:
    """The unit a cell of the three statutory tables is counted in."""
    if path[2] == "procurement_amount":
        return "万元" if isinstance(value, float) else "元"
    return _FORM_UNITS.get(path[2], "件") if path[0] == form.T2 else "件"


def _pad(draw: Draw, printed: Printed) -> Printed:
    style = draw["padding"]
    if style == "none" or not printed.text.strip():
        return printed
    left, right = {
        "spaces": ("  ", " "),
        "nbsp": ("\u00a0", "\u00a0\u00a0"),
        "newlines": ("\r\n\t", "\r\n"),
        "ideographic": ("\u3000", "\u3000"),
        "zero width": ("\u200b", "\ufeff"),
    }[str(style)]
    return Printed(left + printed.text + right, printed.kind, printed.value, printed.unit)


def print_all(draw: Draw, figures: Figures, units: dict[Path, str] | None = None) -> dict[Path, Printed]:
    """Every cell as printed. `units` gives the units of tables that are not of 2019 or 2021."""
    printed: dict[Path, Printed] = {}
    for path, value in figures.items():
        unit = units[path] if units is not None else unit_of(path, value)
        cell = number(draw, path, value, unit) if value else _zero(draw, path, unit)
        if draw["sparse"] and path[0] == form.T3 and not value:
            cell = Printed("", "empty")
        if _left_blank(draw, path):
            cell = marker(str(draw["blank_style"]) if draw["totals"] == "printed" else "nbsp")
        printed[path] = _pad(draw, cell)
    if draw["text_value"] != "none":
        path = draw.pick("text value", [p for p in printed if p[0] == form.T2 and not figures[p]] or [None])
        if path:
            printed[path] = Printed(str(draw["text_value"]), "text")
    return printed


def _left_blank(draw: Draw, path: Path) -> bool:
    if draw["totals"] == "only summary rows" and path[0] == form.T3:
        return path[2] == "total" and path[1] not in _SUMMARY_ROWS
    return _BLANK_TABLES.get(str(draw["blank_table"])) == path[0]
