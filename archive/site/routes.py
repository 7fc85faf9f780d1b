"""Which path shows which page. Ours come before Datasette's own table pages, which stay reachable."""

from __future__ import annotations

from typing import Any

from archive.site.pages import as_json
from archive.site.pages.api import api
from archive.site.pages.data import data, data_file, data_json, dictionary_csv
from archive.site.pages.evidence import capture, capture_file, capture_page, evidence
from archive.site.pages.extract import extract, extract_table
from archive.site.pages.front.about import about, glossary
from archive.site.pages.front.agencies import agencies, agency, agency_csv, agency_details_csv
from archive.site.pages.front.feeds import feed, sitemap
from archive.site.pages.front.home import home
from archive.site.pages.front.regions import nation_csv, region, region_csv, regions
from archive.site.pages.problems import problems, problems_csv, problems_json
from archive.site.pages.report import report
from archive.site.pages.report_files import report_bib, report_csv, report_json
from archive.site.pages.robots import robots
from archive.site.pages.runs import health, run, run_json, run_metrics, runs
from archive.site.pages.search import search
from archive.site.pages.search_files import search_csv, search_json
from archive.site.pages.search_tables import search_tables, search_tables_json
from archive.site.pages.sites import sites

ROUTES: list[tuple[str, Any]] = [
    (r"/$", home),
    (r"/nation\.csv$", nation_csv),
    (r"/nation\.json$", as_json.nation_json),
    (r"/regions$", regions),
    (r"/regions\.json$", as_json.regions_json),
    (r"/region/(?P<code>[^/]+)\.csv$", region_csv),
    (r"/region/(?P<code>[^/]+)\.json$", as_json.region_json),
    (r"/region/(?P<code>[^/]+)$", region),
    (r"/agencies$", agencies),
    (r"/agencies\.json$", as_json.agencies_json),
    (r"/agency/(?P<id>[^/]+)\.csv$", agency_csv),
    (r"/agency/(?P<id>[^/]+)/cells\.csv$", agency_details_csv),
    (r"/agency/(?P<id>[^/]+)\.json$", as_json.agency_json),
    (r"/agency/(?P<id>[^/]+)$", agency),
    (r"/about$", about),
    (r"/about\.json$", as_json.about_json),
    (r"/glossary$", glossary),
    (r"/glossary\.json$", as_json.glossary_json),
    (r"/api$", api),
    (r"/api\.json$", as_json.api_json),
    (r"/feed\.atom$", feed),
    (r"/sitemap(?P<part>-\d+)?\.xml$", sitemap),
    (r"/search$", search),
    (r"/search\.csv$", search_csv),
    (r"/search\.json$", search_json),
    (r"/-/search$", search_tables),
    (r"/-/search\.json$", search_tables_json),
    (r"/report/(?P<id>[^/]+)/evidence$", evidence),
    (r"/report/(?P<id>[^/]+)/evidence\.json$", as_json.evidence_json),
    (r"/report/(?P<id>[^/]+)/capture$", capture),
    (r"/report/(?P<id>[^/]+)/capture/file$", capture_file),
    (r"/report/(?P<id>[^/]+)/capture/page/(?P<page>\d{1,5})\.png$", capture_page),
    (r"/report/(?P<id>[^/]+)\.csv$", report_csv),
    (r"/report/(?P<id>[^/]+)\.json$", report_json),
    (r"/report/(?P<id>[^/]+)\.bib$", report_bib),
    (r"/report/(?P<id>[^/]+)$", report),
    (r"/sites$", sites),
    (r"/sites\.json$", as_json.sites_json),
    (r"/health$", health),
    (r"/health\.json$", as_json.health_json),
    (r"/runs$", runs),
    (r"/runs\.json$", as_json.runs_json),
    (r"/runs/(?P<id>[^/]+)\.json$", run_json),
    (r"/runs/(?P<id>[^/]+)$", run),
    (r"/-/metrics$", run_metrics),
    (r"/problems$", problems),
    (r"/problems\.csv$", problems_csv),
    (r"/problems\.json$", problems_json),
    (r"/data$", data),
    (r"/data\.json$", data_json),
    (r"/data/files/(?P<kind>[a-z]+)/(?P<name>[^/]+)$", data_file),
    (r"/data/extract$", extract),
    (r"/data/extract/(?P<table>[a-z_]+)\.csv$", extract_table),
    (r"/data/dictionary\.csv$", dictionary_csv),
    (r"/robots\.txt$", robots),
]
