"""A process beside the crawler in which answers are packed and read while the crawler talks to hosts."""

from crawler.beside.process import ProcessBeside

__all__ = ["ProcessBeside"]
