#!/usr/bin/env bash
# Writes the hash-locked requirements from pyproject.toml: runtime.txt (what it runs on), ocr.txt (with character
# recognition), dev.txt (with that, tests and tools), bench.txt (with what benchmarks/speed.py compares with). All hold the
# build backend, so that the project installs without build isolation.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  echo "hatchling>=1.27" | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml - "$@"
}
compile -o requirements/runtime.txt
compile --extra ocr -o requirements/ocr.txt
compile --extra ocr --group dev -o requirements/dev.txt
compile --group bench -o requirements/bench.txt
