"""Worker processes are forked from a server that has loaded the parser once, while the program itself is still loading.

A fork of the program itself would hold the lock of a parent that was killed; a process begun anew loads everything again.
"""

from __future__ import annotations

from multiprocessing import forkserver, get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

_LOADED = "archive.build.loaded"


def context() -> ForkServerContext:
    """What makes such processes. The server is started with the first of them, unless it was before."""
    found = get_context("forkserver")
    found.set_forkserver_preload([_LOADED])
    return found


def start_server() -> None:
    """Start the server and do not wait for it. It ends with this process, however that ends."""
    context()
    forkserver.ensure_running()
