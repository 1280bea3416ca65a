# All commands of the project. `make` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SITE ?= .
DEST ?=
export NO_MKDOCS_2_WARNING := 1
export DEST
INTERRUPTED := $(addprefix tests/publish/test_,hosts.py killed.py bucket.py)
FAULTS := tests/publish/test_seeded_faults.py tests/publish/test_site_at_once.py
# Each start of a command would compile all modules anew, which is a third of its time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site serve demo pdf check-reports publish check lint test test-core test-browser test-pages test-pdf \
  test-publish test-interrupted test-published test-faults test-import ocr fuzz search-scale bench browser checkers lock schema pictures clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-16s %s\n", $$1, $$2}'

site: $(VENV)/ready  ## build the site into site/; if the build fails, the old site stays (SITE_URL=address of the site)
	@$(BIN)/python -m annual_reports.cli.site

serve: $(VENV)/ready  ## preview at http://127.0.0.1:8000/, rebuilt on each save (PORT=8000)
	@$(BIN)/python -m annual_reports_mkdocs serve --dirty --dev-addr 127.0.0.1:$(PORT)

pdf: $(VENV)/ready  ## print each report as an official document, then build the site with links to them (SITE_URL=…)
	@.ci/pdf
	@$(BIN)/annual-reports pdf $(if $(SITE_URL),--address '$(SITE_URL)')
	@$(MAKE) --no-print-directory site

publish: $(VENV)/ready  ## build, check and upload the site, then make it live in one step (DEST=user@host:/path SITE_URL=…)
	@$(BIN)/annual-reports publish -- "$$DEST"

check-reports: $(VENV)/ready  ## list all findings on the reports, for the county office (SITE=folder FORMAT=text OUTPUT=file)
	@$(BIN)/annual-reports check --likeness --site $(SITE) --format $(or $(FORMAT),text) $(if $(OUTPUT),> $(OUTPUT))

demo: $(VENV)/ready  ## preview the fictional county in tests/sites/county (PORT=8000)
	@$(BIN)/python -m annual_reports_mkdocs serve --dirty --config-file tests/sites/county/mkdocs.yml --dev-addr 127.0.0.1:$(PORT)

check: lint test  ## run the checks that a change must pass: lint and test

lint: $(VENV)/ready  ## check Python (ruff, mypy), JavaScript and CSS (Biome), shell scripts (ShellCheck)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@.ci/biome
	@$(BIN)/shellcheck $$(grep -ls '^#!/bin/sh' .ci/*) hooks/annual_reports/publish/host.sh

test: $(VENV)/ready browser  ## run all tests but the slow ones below, those in the browser beside the others
	@$(MAKE) --no-print-directory --jobs 2 --output-sync test-core test-browser

test-core: $(VENV)/ready  # the rooms, the golden cases, the commands, this project's own content
	@$(BIN)/python -m pytest tests/test_architecture.py tests/unit tests/golden tests/e2e tests/project

test-browser: $(VENV)/ready browser  # what people see, and what search answers
	@$(BIN)/python -m pytest tests/browser tests/search

test-pages: $(VENV)/ready browser checkers  ## test the finished pages: accessibility, valid HTML, speed, weight; takes some minutes
	@$(BIN)/python -m pytest tests/pages

test-pdf: $(VENV)/ready  ## test the printed documents: dimensions, tags, text
	@.ci/pdf
	@$(BIN)/python -m pytest tests/pdf

test-publish: $(VENV)/ready browser  ## test publishing over SSH, with nginx, to an object store, interrupted; test hostile input
	@.ci/publish
	@$(MAKE) --no-print-directory --jobs 2 --output-sync test-interrupted test-published

test-interrupted: $(VENV)/ready  # publishing to folders, servers and an object store, also when it is killed
	@$(BIN)/python -m pytest $(INTERRUPTED)

test-published: $(VENV)/ready browser  # what publishing refuses, mends and records, headers, hostile input
	@$(BIN)/python -m pytest tests/publish tests/hostile $(addprefix --ignore=,$(INTERRUPTED) $(FAULTS))

test-faults: $(VENV)/ready  ## strike make site and publish with faults drawn from seeds (SEEDS=1-25); with runs at once, and kills
	@.ci/publish
	@$(BIN)/python -m pytest $(FAULTS)

test-import: ocr browser  ## test the readers of documents against LibreOffice, Chromium and made-up scans; takes some minutes
	@.ci/import
	@$(BIN)/python -m pytest tests/import_oracles

ocr: $(VENV)/ocr  ## install what reads scanned documents (300 MB); then import and compare-scan take them

fuzz: $(VENV)/ready  ## test thousands of damaged reports and documents
	@$(BIN)/python -m pytest tests/fuzz

search-scale: $(VENV)/ready browser  ## measure size and speed of search with 100, 1,000 and 5,000 reports
	@PYTHONPATH=hooks:tests $(BIN)/python tests/search/measure.py

bench: $(VENV)/ready .cache/bench/ready  ## compare CPU, memory and weight with bare Material, Zensical, Hugo (SIZES="100 1000" ONLY="bare full")
	@$(BIN)/python tests/bench/bench.py $(SIZES) $(if $(ONLY),--only $(ONLY))

browser:  # install Chromium and a Chinese font for the browser tests
	@.ci/browser

checkers:  # install Lighthouse and the HTML checker for test-pages
	@.ci/checkers

.PHONY: publish-in-ci commit-ledger audit other-generator
publish-in-ci:  ## publish with the secrets of a CI system, see docs/guide/ci.md (DEST=… SITE_URL=…)
	@.ci/with-secrets $(MAKE) --no-print-directory publish

commit-ledger:  ## commit and push the new entries of the ledger, if there are any
	@.ci/commit-ledger

audit: .cache/audit/ready  ## list known vulnerabilities of the locked Python packages (asks an online service)
	@.cache/audit/bin/python .ci/audit.py .cache/audit/bin/pip-audit requirements.lock $(wildcard .ci/*.lock)

other-generator: $(VENV)/ready .cache/properdocs/ready  ## build both sites with ProperDocs instead of MkDocs, and compare them byte by byte
	@$(BIN)/python .ci/other_generator.py $(BIN)/mkdocs .cache/properdocs/bin/properdocs \
	  mkdocs.yml tests/sites/county/mkdocs.yml

schema: $(VENV)/ready  ## write data/schema from the models
	@PYTHONPATH=hooks $(BIN)/python -m annual_reports.sources.json_schemas data/schema

lock: $(VENV)/ready  ## update requirements.lock and the Python locks in .ci from pyproject.toml
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra dev --extra pdf --universal --generate-hashes --no-header --quiet \
	  --upgrade --output-file requirements.lock
	@$(BIN)/uv pip compile --group audit --universal --generate-hashes --no-header --quiet \
	  --upgrade --output-file .ci/audit.lock
	@$(BIN)/uv pip compile pyproject.toml --group properdocs --constraint requirements.lock --universal \
	  --generate-hashes --no-header --quiet --upgrade --output-file .ci/properdocs.lock
	@$(BIN)/uv pip compile pyproject.toml --extra ocr --constraint requirements.lock --universal \
	  --generate-hashes --no-header --quiet --upgrade --output-file .ci/ocr.lock
	@$(BIN)/uv pip compile --group bench --universal --generate-hashes --no-header --quiet \
	  --upgrade --output-file .ci/bench.lock

pictures: $(VENV)/ready browser  ## take the screenshots of README.md
	@$(BIN)/mkdocs build --quiet --config-file tests/sites/county/mkdocs.yml --site-dir $(CURDIR)/.cache/county
	@$(BIN)/python tests/project/pictures.py .cache/county

clean:  ## delete everything that the commands above made
	@rm -rf $(VENV) site site.new site.old .cache tests/sites/county/.cache .hypothesis .pytest_cache .mypy_cache .ruff_cache

# Tools beside the project, each in its own environment.
.cache/%/ready: .ci/%.lock
	@echo "installing into .cache/$* …"
	@$(PYTHON) -m venv --clear .cache/$*
	@.cache/$*/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "installing into $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV) || \
	  { echo "Python has no venv module; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ocr: $(VENV)/ready .ci/ocr.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/ocr.lock
	@touch $@
