"""Our pages, one module each: a coroutine from request to response."""
