#!/usr/bin/env bash
# Sets up everything `make demo` (setup.sh demo) or `make test` (setup.sh test) needs; quick when nothing has changed.
# Python packages come hash-locked from requirements/, through pip as this machine has it configured.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose="${1:-test}"
case "$purpose" in
  demo) lock=requirements/runtime.txt ;;
  test) lock=requirements/dev.txt ;;
  *) echo "setup.sh: unknown purpose '$purpose' (demo or test)" >&2; exit 2 ;;
esac

fail() { echo "setup.sh: $*" >&2; exit 3; }

# Debian packages, asked for only when something is missing.
debian() {
  command -v apt-get >/dev/null || fail "missing: $*. Install them with your system's package manager and start again."
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      sudo=(sudo)
    else
      fail "missing Debian packages. As root: apt-get update && apt-get install -y $*"
    fi
  fi
  echo "setup.sh: installing Debian packages: $*" >&2
  local quiet=(-qq -o Dpkg::Use-Pty=0)
  { "${sudo[@]}" apt-get "${quiet[@]}" update &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" install -y --no-install-recommends "$@"; } >&2 ||
    fail "apt-get could not install $*"
}

find_python() {
  local candidate
  for candidate in python3.11 python3 python3.12 python3.13; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
}

python="$(find_python)"
if [ -z "$python" ]; then
  debian python3 python3-venv
  python="$(find_python)"
  [ -n "$python" ] || fail "Python 3.11 or newer is needed."
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv

if [ "$purpose" = test ]; then
  wanted=()
  command -v chromium >/dev/null || wanted+=(chromium)
  if ! command -v fc-list >/dev/null || ! fc-list ':lang=zh-cn' family | grep -q .; then wanted+=(fontconfig fonts-noto-cjk); fi
  [ "${#wanted[@]}" -eq 0 ] || debian "${wanted[@]}"
fi

# The stamp names what was installed: a changed lock, project file or Python makes a new one, and nothing else does.
stamp_of() { { cat "$1" pyproject.toml; "$python" -VV; pwd; } | sha256sum | cut -d' ' -f1; }
satisfied() { [ -f ".venv/.set-up-$(basename "$1")" ] && [ "$(cat ".venv/.set-up-$(basename "$1")")" = "$(stamp_of "$1")" ]; }

if satisfied "$lock" || satisfied requirements/dev.txt; then exit 0; fi

[ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null || "$python" -m venv --clear .venv
pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet --no-input)
echo "setup.sh: installing Python packages from $lock" >&2
"${pip[@]}" install --require-hashes -r "$lock" || fail "pip could not install $lock"
"${pip[@]}" install --no-deps --no-build-isolation --editable . || fail "pip could not install the project itself"
stamp_of "$lock" > ".venv/.set-up-$(basename "$lock")"
