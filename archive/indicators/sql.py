"""The SQL of the indicators, made from their declaration; run once at the end of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.indicators.model import load_indicators

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from archive.indicators.model import Count, Share

TABLES = ("requests", "reconsideration_and_litigation")
GROUPINGS = {
    "nation": ("'CN'", ""),
    "region": ("within.ancestor", "JOIN temp.within ON within.code = agencies.region_code"),
    "sector": ("agencies.sector", ""),
    "kind": ("agencies.agency_kind", ""),
    "level": ("agencies.admin_level", ""),
}
"""What sums are made for: the code that a report's agency falls under, and the join that finds it."""

_WITHIN_TABLE = "CREATE TEMP TABLE within (code TEXT, ancestor TEXT, PRIMARY KEY (code, ancestor)) WITHOUT ROWID"
"""With its key, so that the places above an agency are looked up and not searched for among all."""
_WITHIN = """INSERT INTO temp.within
  WITH RECURSIVE up(code, ancestor) AS (
    SELECT code, code FROM regions
    UNION ALL
    SELECT up.code, regions.parent_code FROM up JOIN regions ON regions.code = up.ancestor WHERE regions.parent_code IS NOT NULL
  ) SELECT code, ancestor FROM up"""


_ONE_A_YEAR = "SELECT *, min(report_id) FROM agency_years GROUP BY agency_id, year, basis"
"""Of two reports of one body and year the first, as on the body's own page: added up, both would count the body twice."""

_TOTALS = """INSERT INTO totals SELECT key, value FROM (
  SELECT 'agencies' AS key, (SELECT count(*) FROM agencies) AS value
  UNION ALL SELECT 'reports', count(*) FROM reports
  UNION ALL SELECT 'reports_parsed', count(*) FROM reports WHERE status = 'parsed'
  UNION ALL SELECT 'reports_partial', count(*) FROM reports WHERE status = 'partial'
  UNION ALL SELECT 'reports_unread', count(*) FROM reports WHERE status IN ('unreadable', 'needs_ocr')
  UNION ALL SELECT 'first_year', min(year) FROM reports
  UNION ALL SELECT 'last_year', max(year) FROM reports
  UNION ALL SELECT 'years', count(DISTINCT year) FROM reports
  UNION ALL SELECT 'cells', coalesce(sum(cells), 0) FROM reports
  UNION ALL SELECT 'errors', coalesce(sum(errors), 0) FROM reports
  UNION ALL SELECT 'reports_with_errors', count(*) FROM reports WHERE errors > 0
  UNION ALL SELECT 'warnings', coalesce(sum(warnings), 0) FROM reports
  UNION ALL SELECT 'reports_with_warnings', count(*) FROM reports WHERE warnings > 0
) ORDER BY key"""


def fill_agency_years(connection: sqlite3.Connection) -> None:
    """Fill ``agency_years``: for each report that counts (no variant, read at least in part) one row of counts."""
    counts = load_indicators().counts
    tables = ",\n".join(_pivot(table, [c for c in counts if c.table == table]) for table in TABLES)
    older = _older([c for c in counts if c.before_2019])
    values = ", ".join(_value(count) for count in counts)
    connection.execute(f"""INSERT INTO agency_years
      WITH {tables},
      {older}
      SELECT reports.agency_id, reports.year, reports.id, reports.form,
        CASE WHEN reports.scope = 'consolidated' THEN 'consolidated' ELSE 'parts' END, reports.errors, {values}
      FROM reports
      {" ".join(f"LEFT JOIN of_{table} ON of_{table}.report_id = reports.id" for table in (*TABLES, "statistics"))}
      WHERE reports.agency_id IS NOT NULL AND reports.year IS NOT NULL AND reports.variant_of IS NULL
        AND reports.status IN ('parsed', 'partial')
      ORDER BY reports.agency_id, reports.year, reports.id""")  # noqa: S608


def fill_sums(connection: sqlite3.Connection) -> None:
    """Fill ``sums``: the counts and shares of ``agency_years`` added up by nation, region, sector, kind and level."""
    connection.execute(_WITHIN_TABLE)
    connection.execute(_WITHIN)
    for grouping, (code, join) in GROUPINGS.items():
        connection.execute(f"CREATE TEMP TABLE wide AS {_wide(code, join)}")
        for statement in _long(grouping):
            connection.execute(statement)
        connection.execute("DROP TABLE temp.wide")
    connection.execute("DROP TABLE temp.within")


def fill_totals(connection: sqlite3.Connection) -> None:
    """Fill ``totals``: what the whole database holds, so that no page has to count it."""
    connection.execute(_TOTALS)


def _pivot(table: str, counts: list[Count]) -> str:
    cells = ", ".join(f"CASE WHEN {_complete(count)} THEN sum({_case(count)}) END AS {count.key}" for count in counts)
    return f"of_{table} AS (SELECT report_id, {cells} FROM {table} GROUP BY report_id)"  # noqa: S608


def _case(count: Count) -> str:
    return (
        f"""CASE WHEN "row" IN {_list({row for rows in count.rows_by_form for row in rows})} THEN {count.column} END"""
    )


def _complete(count: Count) -> str:
    """Whether all rows of one version of the form are there, and none holds something that was not read as a value."""
    unread = (
        f"SELECT 1 FROM cells_not_plain AS c WHERE c.report_id = {count.table}.report_id AND c.\"table\" = '{count.table}'"  # noqa: S608
        f' AND c."row" = {count.table}."row" AND c."column" = \'{count.column}\' AND c.kind = \'text\''
    )
    read = f"({count.column} IS NOT NULL OR NOT EXISTS ({unread}))"
    return " OR ".join(
        f"""count(CASE WHEN "row" IN {_list(rows)} AND {read} THEN 1 END) = {len(rows)}"""
        for rows in count.rows_by_form
    )


def _list(rows: Iterable[str]) -> str:
    return f"({', '.join(map(repr, sorted(rows)))})"


def _older(counts: list[Count]) -> str:
    cells = ", ".join(
        f"sum(CASE WHEN key IN ({', '.join(map(repr, count.before_2019))}) THEN value END) AS {count.key}"
        for count in counts
    )
    return f"of_statistics AS (SELECT report_id, {cells} FROM statistics WHERE key IS NOT NULL GROUP BY report_id)"  # noqa: S608


def _value(count: Count) -> str:
    newer = f"of_{count.table}.{count.key}"
    return f"coalesce({newer}, of_statistics.{count.key})" if count.before_2019 else newer


def _wide(code: str, join: str) -> str:
    """Sums side by side: for each indicator how many bodies it rests on, the sum, and for a share what it is part of."""
    indicators = load_indicators()
    columns = [
        f"count(y.{c.key}) AS {c.key}_n, sum(y.{c.key}) AS {c.key}_t, NULL AS {c.key}_b" for c in indicators.counts
    ]
    columns += [_share(share) for share in indicators.shares]
    return f"""SELECT {code} AS code, y.year, y.basis, count(DISTINCT y.agency_id) AS bodies, count(*) AS reports,
        sum(y.errors > 0) AS doubtful, {", ".join(columns)}
      FROM ({_ONE_A_YEAR}) AS y JOIN agencies ON agencies.id = y.agency_id {join}
      WHERE {code} IS NOT NULL GROUP BY 1, 2, 3"""  # noqa: S608


def _share(share: Share) -> str:
    whole = " + ".join(f"y.{key}" for key in share.whole) + "".join(f" - y.{key}" for key in share.less)
    part = " + ".join(f"y.{key}" for key in share.part)
    known = f"({part} + {whole}) IS NOT NULL"
    return (
        f"count(*) FILTER (WHERE {known}) AS {share.key}_n, sum({part}) FILTER (WHERE {known}) AS {share.key}_t, "
        f"sum({whole}) FILTER (WHERE {known}) AS {share.key}_b"
    )


def _long(grouping: str) -> Iterator[str]:
    plain = {"reports": "reports", "doubtful": "doubtful"}
    for key, column in plain.items():
        yield _insert(grouping, key, "bodies", column, "NULL")
    for indicator in load_indicators().all:
        key = indicator.key
        yield _insert(grouping, key, f"{key}_n", f"{key}_t", f"{key}_b", f"WHERE {key}_n > 0")


def _insert(grouping: str, indicator: str, bodies: str, total: str, base: str, where: str = "") -> str:
    return (
        f"INSERT INTO sums SELECT '{grouping}', code, year, basis, '{indicator}', {bodies}, {total}, {base}"  # noqa: S608
        f" FROM temp.wide {where} ORDER BY code, year, basis"
    )
