# Few commands, all here. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SITE ?= .
DEST ?=
export NO_MKDOCS_2_WARNING := 1
export DEST

.DEFAULT_GOAL := help
.PHONY: help site serve demo pdf check-reports publish check lint test test-pages test-pdf \
  test-publish fuzz search-scale bench browser checkers lock schema pictures clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-16s %s\n", $$1, $$2}'

site: $(VENV)/ready  ## build the site into site/; a failed build leaves the old one (SITE_URL=the site's own address)
	@rm -rf site.new
	@$(BIN)/mkdocs build --dirty --quiet --site-dir site.new
	@rm -rf site.old; if [ -d site ]; then mv site site.old; fi; mv site.new site; rm -rf site.old
	@echo "site/ is ready: open it with 'make serve', or copy it to a web host"

serve: $(VENV)/ready  ## preview at http://127.0.0.1:8000/ (PORT=8000), rebuilt at each save
	@$(BIN)/mkdocs serve --dirty --dev-addr 127.0.0.1:$(PORT)

pdf: $(VENV)/ready  ## each report as a printed official document, then the site with links (SITE_URL=…)
	@.ci/pdf
	@$(BIN)/annual-reports pdf $(if $(SITE_URL),--address '$(SITE_URL)')
	@$(MAKE) --no-print-directory site

publish: $(VENV)/ready  ## build, check, and carry to the web host in one switch (DEST=user@host:/path SITE_URL=…)
	@$(BIN)/annual-reports publish -- "$$DEST"

check-reports: $(VENV)/ready  ## all that is to be said of the reports, for the county office (SITE=folder FORMAT=text OUTPUT=file)
	@$(BIN)/annual-reports check --likeness --site $(SITE) --format $(or $(FORMAT),text) $(if $(OUTPUT),> $(OUTPUT))

demo: $(VENV)/ready  ## preview the fictional county of tests/sites/county (PORT=8000)
	@$(BIN)/mkdocs serve --dirty --config-file tests/sites/county/mkdocs.yml --dev-addr 127.0.0.1:$(PORT)

check: lint test  ## all that must pass before a change is handed in

lint: $(VENV)/ready  ## ruff, and mypy strict on the core
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test: $(VENV)/ready browser  ## all tests but the slow ones below
	@$(BIN)/python -m pytest --ignore tests/fuzz --ignore tests/pages --ignore tests/pdf \
	  --ignore tests/publish --ignore tests/hostile

test-pages: $(VENV)/ready browser checkers  ## the finished pages: barriers, valid HTML, speed, weight; some minutes
	@$(BIN)/python -m pytest tests/pages

test-pdf: $(VENV)/ready  ## the printed documents: measured, tagged, read back
	@.ci/pdf
	@$(BIN)/python -m pytest tests/pdf

test-publish: $(VENV)/ready browser  ## publishing for real: SSH, nginx, an object store, killed at fifty points; hostile input
	@.ci/publish
	@$(BIN)/python -m pytest tests/publish tests/hostile

fuzz: $(VENV)/ready  ## thousands of damaged reports and documents
	@$(BIN)/python -m pytest tests/fuzz

search-scale: $(VENV)/ready browser  ## size and speed of search with 100, 1,000 and 5,000 reports
	@PYTHONPATH=hooks:tests $(BIN)/python tests/search/measure.py

bench: $(VENV)/ready .cache/bench/ready  ## CPU, memory and weight beside bare Material, Zensical, Hugo (SIZES="100 1000" ONLY="bare full")
	@$(BIN)/python tests/bench/bench.py $(SIZES) $(if $(ONLY),--only $(ONLY))

browser:  # Chromium and a Chinese font for the browser tests
	@.ci/browser

checkers:  # Lighthouse and the HTML checker for test-pages
	@.ci/checkers

.PHONY: publish-in-ci commit-ledger audit other-generator
publish-in-ci:  ## publish with the secrets that a CI system gives: docs/guide/ci.md (DEST=… SITE_URL=…)
	@.ci/with-secrets $(MAKE) --no-print-directory publish

commit-ledger:  ## commit and push what publishing wrote into the ledger, if it wrote something
	@.ci/commit-ledger

audit: .cache/audit/ready  ## what is known against the packages of the lock files (asks a service)
	@.cache/audit/bin/python .ci/audit.py .cache/audit/bin/pip-audit requirements.lock $(wildcard .ci/*.lock)

other-generator: $(VENV)/ready .cache/properdocs/ready  ## both sites with ProperDocs in MkDocs' place, compared byte by byte
	@$(BIN)/python .ci/other_generator.py $(BIN)/mkdocs .cache/properdocs/bin/properdocs \
	  mkdocs.yml tests/sites/county/mkdocs.yml

schema: $(VENV)/ready  ## write data/schema from the models
	@PYTHONPATH=hooks $(BIN)/python -m annual_reports.schemas data/schema

lock: $(VENV)/ready  ## write requirements.lock and the locks in .ci from pyproject.toml
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra dev --extra pdf --universal --generate-hashes --no-header --quiet \
	  --upgrade --output-file requirements.lock
	@$(BIN)/uv pip compile --group audit --universal --generate-hashes --no-header --quiet \
	  --upgrade --output-file .ci/audit.lock
	@$(BIN)/uv pip compile pyproject.toml --group properdocs --constraint requirements.lock --universal \
	  --generate-hashes --no-header --quiet --upgrade --output-file .ci/properdocs.lock
	@$(BIN)/uv pip compile --group bench --universal --generate-hashes --no-header --quiet \
	  --upgrade --output-file .ci/bench.lock

pictures: $(VENV)/ready browser  ## take the pictures of README.md
	@$(BIN)/mkdocs build --quiet --config-file tests/sites/county/mkdocs.yml --site-dir $(CURDIR)/.cache/county
	@$(BIN)/python tests/browser/pictures.py .cache/county

clean:  ## remove what the commands above made
	@rm -rf $(VENV) site site.new site.old .cache tests/sites/county/.cache .hypothesis .pytest_cache .mypy_cache .ruff_cache

# Tools that are no part of the project, each in a folder of its own.
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
