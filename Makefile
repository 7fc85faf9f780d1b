# make demo    the whole line on the bundled miniature web; SERVE=0 ends by itself, PORT=N puts the site elsewhere
# make test    everything that must hold: lint, types, tests
# make lint    lint and types only
SHELL := /bin/bash
BIN := .venv/bin
SERVE ?= 1
PORT ?= 8001
PYTEST_ARGS ?=

.PHONY: demo test lint format setup

demo:
	@scripts/setup.sh demo
	@$(BIN)/gongkai demo --port $(PORT) $(if $(filter 0 no false,$(SERVE)),--no-serve)

test: lint
	$(BIN)/pytest -n 2 --dist loadscope $(PYTEST_ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup:
	@scripts/setup.sh test
