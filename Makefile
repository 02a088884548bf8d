# Inloop from its checkout. `make help` lists what can be asked for.
.DEFAULT_GOAL := help
.PHONY: run demo test bench lint fix help _system

PYTHON ?= $(shell command -v python3.11 || command -v python3)
# A Debian without python3-venv makes a .venv without pip; then the pip outside fills it.
PIP = $$([ -x .venv/bin/pip ] && echo .venv/bin/python -m pip || echo $(PYTHON) -m pip --python .venv/bin/python) \
	install --quiet --disable-pip-version-check --require-hashes -r
MISSING = command -v chromium >/dev/null || echo chromium; command -v npm >/dev/null || echo npm; \
	for name in fribidi zbar; do /sbin/ldconfig -p | grep -q lib$$name.so.0 || echo lib$${name}0; done; \
	command -v tesseract >/dev/null || echo tesseract-ocr; for name in nld eng ukr pol tur ara fas tir; do \
	tesseract --list-langs 2>/dev/null | grep -qx $$name || echo tesseract-ocr-$$name; done

run: .venv/run  ## serve on http://127.0.0.1:8080/
	@.venv/bin/python run.py serve

demo: .venv/run  ## the same, with simulated visitors and guides
	@.venv/bin/python run.py serve --demo

test: _system .venv/dev node_modules/.package-lock.json  ## install what the tests need, run every check and test
	@failed=0; \
	$(MAKE) --no-print-directory lint || failed=1; \
	.venv/bin/python -m pytest -n 2 -m "not browser and not stress" || failed=1; \
	.venv/bin/python -m pytest -n 2 -m stress || failed=1; \
	.venv/bin/python -m pytest -n 2 -m browser || failed=1; \
	exit $$failed

bench: .venv/dev  ## measure, print a table and write JSON
	@.venv/bin/python -m benchmarks

lint: .venv/dev node_modules/.package-lock.json  ## style, types, directions of imports, scripts
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	node --test tests/js/*.test.js
	node_modules/.bin/tsc

fix: .venv/dev  ## mend style where a program can
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

help:  ## this list
	@sed -nE 's/^([a-z]+):.*  ## (.*)/make \1\t\2/p' Makefile | expand -t 12

.venv/run: requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Inloop needs Python 3.11 or newer: make PYTHON=/path/to/python3")'
	@echo "Installing what Inloop needs into .venv; this happens once."
	@$(PYTHON) -m venv .venv >/dev/null || $(PYTHON) -m venv --clear --without-pip .venv
	@$(PIP) $<
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	@$(PIP) $<
	@touch $@

node_modules/.package-lock.json: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

_system:
	@missing=$$($(MISSING)); [ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	else echo "The tests need" $$missing": install that (Debian: sudo apt-get install" $$missing") and try again." >&2; exit 1; fi
