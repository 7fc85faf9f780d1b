"""Settings of the crawler: every value that is not Scrapy's default, and why. The environment is read here only."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version

try:
    _VERSION = version("gongkai")
except PackageNotFoundError:
    _VERSION = "0"

BOT_NAME = "gongkai"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# An honest name and a way to reach whoever runs this archive. "Mozilla/5.0 (compatible; …)" is the form that old servers
# accept; nothing else of a browser is imitated.
CONTACT = os.environ.get("GONGKAI_CONTACT", "operator of this archive")
USER_AGENT = f"Mozilla/5.0 (compatible; gongkai/{_VERSION}; +{CONTACT})"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",  # what every reader of WARC files can undo; brotli and zstandard some cannot
}

# Where captures and run records go, and how many requests one site may cost. `gongkai crawl` sets them.
ARCHIVE_DIR = os.environ.get("GONGKAI_ARCHIVE", "data")
MAX_PAGES = 2000
OPEN_SITES = 64  # walks at once; each has one request at a time, so memory does not grow with the list
READ_BESIDE_FROM = 8  # answers at once from which on they are read in a process beside; a slow crawl never has so many
PROGRESS_EVENTS = False  # JSON lines on stdout for the command line
ALLOW_PRIVATE_HOSTS = False  # loopback, private, link-local and metadata addresses are never asked

# Web archives, asked instead of the hosts when RECALL_FROM names one ("wayback", "commoncrawl"); `gongkai crawl --from` sets it.
RECALL_FROM = ""
RECALL_ADDRESSES = {
    "wayback": os.environ.get("GONGKAI_WAYBACK", "https://web.archive.org"),
    "commoncrawl_index": os.environ.get("GONGKAI_COMMONCRAWL_INDEX", "https://index.commoncrawl.org"),
    "commoncrawl_data": os.environ.get("GONGKAI_COMMONCRAWL_DATA", "https://data.commoncrawl.org"),
}

# One slow connection a host. No jitter: it would go below the delay that was promised.
CONCURRENT_REQUESTS = 128
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
RANDOMIZE_DOWNLOAD_DELAY = False
DOWNLOAD_DELAY_JITTER = 0.0

# Bounds: the largest scanned report seen is far below 64 MB; a slow drip ends after a minute.
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = float(os.environ.get("GONGKAI_TIMEOUT", "60"))
DNS_TIMEOUT = 20

# The walk itself decides on robots.txt (RFC 9309: 5xx forbids, 4xx allows), redirects, retries and refusals, since each
# of them is recorded; Scrapy's own handling would hide them.
ROBOTSTXT_OBEY = False
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
HTTPPROXY_ENABLED = False  # no proxies: requests come from where they say they come from
COOKIES_ENABLED = False  # Scrapy's cookies fetch the public suffix list from the network; ours are per host, in memory
TELNETCONSOLE_ENABLED = False
TWISTED_DNS_RESOLVER = "crawler.middlewares.addresses.GuardedResolver"

DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.recall.Recall": 20,  # before anything that looks at the host itself
    "crawler.middlewares.addresses.AddressGuard": 40,
    "crawler.middlewares.cookies.HostCookies": 700,
    # Closest to the wire: outside HttpCompression (590), so that the bytes are those that came.
    "crawler.middlewares.capture.Capture": 880,
    "crawler.middlewares.whole.WholeBodies": 890,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the walk's scope is narrower
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # there is nothing to log in with
    # Requests are made with name, headers and bound on time; each layer costs time with every page.
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": None,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": None,
}
DOWNLOADER_STATS = False  # the walks keep their own counts
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
STATS_DUMP = False
DOWNLOAD_HANDLERS = {"http": "crawler.handlers.GuardedHandler", "https": "crawler.handlers.GuardedHandler"}
EXTENSIONS = {"crawler.extensions.store.ArchiveStore": 10, "scrapy.extensions.corestats.CoreStats": None}

LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.quiet.Quiet"
LOG_VERSIONS: list[str] = []
