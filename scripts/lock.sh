#!/usr/bin/env bash
# Writes the hash-locked requirements from pyproject.toml: runtime.txt, and dev.txt (runtime, tests, tools, build backend).
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-header --no-annotate "$@"
}
compile pyproject.toml -o requirements/runtime.txt
echo "hatchling>=1.27" | compile pyproject.toml - --group dev -o requirements/dev.txt
