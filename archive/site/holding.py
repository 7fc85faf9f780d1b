"""Every query thread of a Datasette instance opens the database file before the first request.

Datasette opens it lazily, once a thread and by its path. After a swap a late thread would open another file than its
instance was made for: the new one, a broken one, or none. An open file, in contrast, stays whole after its replacement.
Rests on internals of Datasette 0.65.5: `Datasette.executor`, the thread-local `datasette.database.connections`, and
`Datasette._prepare_connection`.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from datasette.database import connections

if TYPE_CHECKING:
    from datasette.app import Datasette

PATIENCE_S = 60.0
"""How long the threads wait for each other; far more than opening takes."""


def hold_open(datasette: Datasette) -> None:
    """Open the file databases of an instance in each of its threads.

    Raises:
        sqlite3.Error: a file cannot be opened or read.
        threading.BrokenBarrierError: a thread did not come within `PATIENCE_S`.
    """
    threads = datasette.setting("num_sql_threads")
    together = threading.Barrier(threads)  # no thread takes two of the tasks

    def open_files() -> None:
        together.wait(PATIENCE_S)
        for name, database in datasette.databases.items():
            if database.path and getattr(connections, name, None) is None:
                connection = database.connect()
                datasette._prepare_connection(connection, name)  # noqa: SLF001 -- as Datasette itself does on first use
                connection.execute("select count(*) from sqlite_master").fetchone()
                setattr(connections, name, connection)

    for task in [datasette.executor.submit(open_files) for _ in range(threads)]:
        task.result()
