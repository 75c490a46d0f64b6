# Every command begins with the virtual environment it needs; nothing else has to be installed by hand.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
ENGINES := tests/xlsforms/engines
PIP    := $(PY) -m pip --disable-pip-version-check --quiet install --require-hashes

# Modules are compiled once and not by each process of the tests, whatever the environment says.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup demo test check check-code check-types check-docs format bench chaos drill drill-machines soak learn lock clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / — /'

setup: $(VENV)/.runtime ## Build .venv with everything the bot needs

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(PIP) -r requirements-dev.txt
	@touch $@

demo: ## Simulator + bot + a demo cohort with a week of history; prints one address; PORT=9100 chooses its port
	@test -e $(VENV)/.runtime || echo "The first time takes about two minutes: packages are installed into $(VENV)."
	@$(MAKE) --no-print-directory $(VENV)/.runtime
	@DEMO_PORT=$(PORT) $(PY) -m demo

$(ENGINES)/node_modules/.package-lock.json: $(ENGINES)/package-lock.json $(VENV)/.dev
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --prefix $(ENGINES) --loglevel=error --no-audit --no-fund --ignore-scripts
	@touch $@

test: $(ENGINES)/node_modules/.package-lock.json ## All tests (SQLite and PostgreSQL, real processes, a real browser)
	$(PY) -m pytest

check: check-code check-types check-docs ## Format, lint, imports, types and docs, as CI runs them

check-code: $(VENV)/.dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/lint-imports --no-cache

check-types: $(VENV)/.dev
	$(VENV)/bin/mypy

check-docs: $(VENV)/.dev # collects all tests: one that cannot be imported is seen here, and `make test` finds them compiled
	$(PY) -m pytest -n 0 -k test_docs

format: $(VENV)/.dev ## Put the code into its shape
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/.dev ## Measure; prints tables and rewrites bench/results.md
	$(PY) -m bench

chaos: $(VENV)/.dev ## Ten minutes of faults of every kind on both databases; says what broke
	$(PY) -m tests.chaos --minutes 10

drill: $(VENV)/.dev ## Fifty backups on each database under 200 events a second, among kills; restores and judges each
	$(PY) -m tests.drill --backups 50

drill-machines: $(VENV)/.dev ## As root: ten losses of the primary and other faults of a Patroni cluster and two hosts of the bot; writes bench/machines.md
	$(PY) -m tests.machines

soak: $(VENV)/.dev ## An hour of even load; says what grows: memory, descriptors, threads, WAL, time to an answer
	$(PY) -m tests.soak --minutes 60

learn: ## Learn the classifier's weights from the examples (bench/thai/examples)
	$(PYTHON) -m venv $(VENV)-learn
	$(VENV)-learn/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements.txt
	$(VENV)-learn/bin/python -m pip --disable-pip-version-check --quiet install -r requirements-learn.in
	$(VENV)-learn/bin/python -m bench.thai.learn

lock: ## Pin requirements*.in again, with hashes (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

clean: ## Remove what was built and what the demo stored
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache
