# Plain Python 3.11, make and pip are enough. `make help` lists what there is.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORKERS ?= 6
PYTEST := $(BIN)/python -m tools.postgres $(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# The first Python that is new enough; `make install PYTHON=…` names another.
PYTHON ?= $(shell for one in python3 python3.11 python3.12 python3.13; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; \
	done)

# $(1) is an installer; hatchling first, so that the project is built with the locked one.
install_with = $(1) --constraint requirements.lock hatchling editables \
	&& $(1) --constraint requirements.lock --no-build-isolation --editable '.[dev]'

.PHONY: help install run test check coverage static bench bench-search torture laws format docs lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP) ## .venv with everything in it, and .venv/bin/louzhang

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make install PYTHON=…"; exit 1; }
	@echo "Installing into $(VENV), once."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null 2>&1 \
		&& $(call install_with,uv pip install --quiet --python $(BIN)/python) 2>/dev/null; then :; \
	else $(call install_with,$(BIN)/python -m pip install --quiet --disable-pip-version-check); fi
	@touch $@

run: install ## the bot, if there is a token (config.toml, LOUZHANG__TELEGRAM__TOKEN); else the rehearsal
	@if $(BIN)/python -m tools.has_token; then exec $(BIN)/louzhang run; \
	elif [ $$? -eq 3 ]; then exec $(BIN)/louzhang rehearse; else exit 2; fi

test: install ## every test, on SQLite and PostgreSQL
	@$(PYTEST)

check: install static ## what CI runs: format, lint, types, imports, docs, tests
	@$(PYTEST)

coverage: install ## which lines no test runs
	@$(PYTEST) --cov --cov-report=term:skip-covered

static: install
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.docs --check

bench: install ## this machine's figures
	@$(BIN)/python -m benchmarks

bench-search: install ## what a search takes, with 1,000,000 messages
	@$(BIN)/python -m benchmarks search

torture: install ## the long tests: faults, kills, races
	@$(BIN)/python -m tests.torture

laws: install ## plant a break for each law of the runtime and see it caught
	@$(BIN)/python -m tests.laws

format: install ## put the code into its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: install ## write docs/commands.md and docs/settings.md anew
	@$(BIN)/python -m tools.docs

lock: install ## choose the newest versions that fit, for requirements.lock
	@$(BIN)/python -m tools.lock > requirements.lock.new
	@mv requirements.lock.new requirements.lock

clean: ## remove what can be made again
	@rm -rf $(VENV) build dist .coverage* htmlcov .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis requirements.lock.new
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
