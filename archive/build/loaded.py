"""Imported by the server that workers are forked from: all that a worker needs, loaded and read before it is there."""

from contextlib import suppress

import archive.build.work  # noqa: F401
from parsers import Refusal, parse

with suppress(Refusal):
    parse("政府信息公开工作年度报告".encode())  # reads the declarations, which are read when first needed
