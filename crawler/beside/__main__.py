"""The process beside the crawler: ``python -m crawler.beside`` answers one question after the other until its input ends."""

from __future__ import annotations

import contextlib
import gc
import pickle
import signal
import sys

from crawler.beside.work import SIZE, frame, work


def main() -> None:
    """Answer with None where something went wrong: the crawler then does it itself, and finds out what."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the crawler decides when it is enough
    gc.freeze()  # what is loaded now stays, and what is made for an answer goes with it
    gc.set_threshold(20_000)
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    answered.write(frame(None))  # ready
    answered.flush()
    while size := asked.read(SIZE):
        for planned, question in pickle.loads(asked.read(int.from_bytes(size))):  # noqa: S301
            done = None
            with contextlib.suppress(Exception):
                done = work(planned, question)
            answered.write(frame(done))
            answered.flush()


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # the crawler was killed
        main()
