# Inloop from its checkout. `make help` lists what can be asked for.
.DEFAULT_GOAL := help
.PHONY: run demo test deep fuzz bench lint fix sbom help _system _tools _types _holes _style _scripts

PYTHON ?= $(shell command -v python3.11 || command -v python3)
# A Debian without python3-venv makes a .venv without pip; then the pip outside fills it.
PIP = $$([ -x .venv/bin/pip ] && echo .venv/bin/python -m pip || echo $(PYTHON) -m pip --python .venv/bin/python) \
	install --quiet --disable-pip-version-check --require-hashes -r
MISSING = for name in chromium chromium-headless-shell; do command -v $$name >/dev/null || echo $$name; done; command -v npm >/dev/null || echo npm; \
	command -v Xvfb >/dev/null || echo xvfb; command -v xmodmap >/dev/null || echo x11-xserver-utils; \
	for name in openbox xdotool pulseaudio caddy; do command -v $$name >/dev/null || echo $$name; done; \
	PATH=$$PATH:/usr/sbin:/sbin; command -v nginx >/dev/null || echo nginx; \
	command -v systemd-analyze >/dev/null || echo systemd; \
	command -v parec >/dev/null || echo pulseaudio-utils; \
	for name in fribidi zbar; do /sbin/ldconfig -p | grep -q lib$$name.so.0 || echo lib$${name}0; done; \
	command -v tesseract >/dev/null || echo tesseract-ocr; for name in nld eng ukr pol tur ara fas tir; do \
	tesseract --list-langs 2>/dev/null | grep -qx $$name || echo tesseract-ocr-$$name; done

PRODUCT = config models printer realtime web kiosk display staff commands migrations deploy run.py
PYTEST = .venv/bin/python -m pytest --dist worksteal
# A run that hangs is ended as by Ctrl+C: what failed until then is told.
ENDED = timeout --signal=INT --kill-after=60

run: .venv/run  ## serve on http://127.0.0.1:8080/
	@.venv/bin/python run.py serve

demo: .venv/run  ## the same, with simulated visitors and guides
	@.venv/bin/python run.py serve --demo

test: _tools  ## install what the tests need, run every check and test
	@failed=0; \
	$(MAKE) --no-print-directory lint || failed=1; \
	$(ENDED) 40m $(PYTEST) -n 2 -m "not browser and not stress" || failed=1; \
	$(ENDED) 40m $(PYTEST) -n 3 -m stress || failed=1; \
	$(ENDED) 60m $(PYTEST) -n 2 -m browser || failed=1; \
	exit $$failed

deep: _tools  ## play what chance and load decide for much longer, and every language; some hours
	@TEST_DEPTH=deep $(PYTEST) -n 2 --timeout=0

fuzz: .venv-fuzz/done  ## hand every parser of outside bytes to a fuzzer, a minute each; SECONDS=600 TARGET=request for more
	@.venv-fuzz/bin/python -m tests.fuzz --seconds $(or $(SECONDS),60) $(TARGET)

bench: .venv/dev  ## measure, print a table and write JSON
	@.venv/bin/python -m benchmarks

lint: .venv/dev node_modules/.package-lock.json  ## style, types, directions of imports, scripts
	@$(MAKE) --no-print-directory --keep-going --jobs=2 _types _holes _style _scripts

_types:
	.venv/bin/mypy

_holes:
	.venv/bin/bandit --quiet --configfile pyproject.toml --recursive $(PRODUCT)

_style:
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/lint-imports

_scripts:
	node --test tests/js/*.test.js
	node_modules/.bin/tsc

fix: .venv/dev  ## mend style where a program can
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

sbom:  ## write the bill of materials, deploy/sbom.cdx.json
	@[ -x .venv/bin/python ] || { echo "The licences are read where the libraries are installed: make run does that once." >&2; exit 1; }
	@.venv/bin/python deploy/sbom.py > deploy/sbom.cdx.new && mv deploy/sbom.cdx.new deploy/sbom.cdx.json

help:  ## this list
	@sed -nE 's/^([a-z]+):.*  ## (.*)/make \1\t\2/p' Makefile | expand -t 12

.venv/run: requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Inloop needs Python 3.11 or newer: make PYTHON=/path/to/python3")'
	@[ ! -L .venv ] || { echo ".venv is a link: what it leads to is not ours to fill or to clear. Remove the link and try again." >&2; exit 1; }
	@echo "Installing what Inloop needs into .venv; this happens once."
	@$(PYTHON) -m venv .venv >/dev/null || $(PYTHON) -m venv --clear --without-pip .venv
	@$(PIP) $<
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	@$(PIP) $<
	@touch $@

.venv-fuzz/done: requirements/run.txt requirements/fuzz.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "The fuzzer has wheels for Python 3.11 to 3.13 only: make fuzz PYTHON=/path/to/python3.13")'
	@echo "Installing the fuzzer into .venv-fuzz; this happens once."
	@$(PYTHON) -m venv --clear .venv-fuzz >/dev/null || { echo "The fuzzer needs python3-venv (Debian: sudo apt-get install python3-venv)." >&2; exit 1; }
	@.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check --only-binary=atheris --require-hashes $(addprefix -r ,$^)
	@touch $@

node_modules/.package-lock.json: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

_tools: _system
	@$(MAKE) --no-print-directory --jobs=2 .venv/dev node_modules/.package-lock.json

_system:
	@missing=$$($(MISSING)); [ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	else echo "The tests need" $$missing": install that (Debian: sudo apt-get install" $$missing") and try again." >&2; exit 1; fi
