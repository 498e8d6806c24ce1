# Needs Python 3.11 or newer and make, nothing else. `make demo` and `make test` are the two commands to start with.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
BENCHMARKS ?= ../shared/benchmarks
OUT ?= build

.DEFAULT_GOAL := help
.PHONY: help browser demo test lint format eval bench fuzz audit constraints clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: $(VENV)/.installed ## set up and run the bundled example; writes report.html
	$(BIN)/onrecord demo

test: lint browser ## set up, check and run the tests
	$(BIN)/python -m pytest

# Pages are tested in Debian's Chromium. Where there is none, and this account may install it, it is installed.
browser:
	@command -v chromium chromium-browser google-chrome google-chrome-stable chrome >/dev/null 2>&1 \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
			&& { echo "installing chromium for the tests in a browser"; \
				DEBIAN_FRONTEND=noninteractive timeout 600 sh -c 'apt-get update -qq; apt-get install -y -qq --no-install-recommends chromium' >/dev/null 2>&1; }; } \
		|| echo "no browser here, and none could be installed: the tests in a browser will be skipped, or fail where CI=true (apt-get install chromium)"

lint: $(VENV)/.developing ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.developing ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: $(VENV)/.developing ## measure quality on the annotated texts beside the project, where they are
	@mkdir -p $(OUT)
	@for module in seeds claims positions constructions audit chains speakers measures; do echo "== $$module"; $(BIN)/python -m evals.$$module || exit 1; done
	@if [ -d $(BENCHMARKS)/attribution ]; then echo "== attribution"; $(BIN)/python -m evals.attribution \
		--in $(BENCHMARKS)/attribution/polnear_dev.jsonl.gz --out $(OUT)/attribution.jsonl; fi
	@if [ -d $(BENCHMARKS)/copies ]; then echo "== copies"; $(BIN)/python -m evals.copies --in $(BENCHMARKS)/copies/docs.jsonl.gz \
		--out $(OUT)/copies.jsonl --gold $(BENCHMARKS)/copies; \
	else echo "no benchmarks in $(BENCHMARKS): nothing measured (name their folder with BENCHMARKS=)"; fi
	@if [ -d $(BENCHMARKS)/reading ]; then echo "== reading"; $(BIN)/python -m evals.reading --in $(BENCHMARKS)/reading/pages.tar.gz \
		--out $(OUT)/reading.jsonl --gold $(BENCHMARKS)/reading; fi

bench: $(VENV)/.developing ## measure speed
	@for module in $(patsubst bench/%/__main__.py,bench.%,$(wildcard bench/*/__main__.py)); do \
		echo "$$module"; $(BIN)/python -m $$module || exit 1; done

fuzz: $(VENV)/.developing ## hostile inputs for readers, extractors and importers, for ten minutes
	$(BIN)/python -m evals.fuzz --seconds 600

audit: ## look the pinned packages up among known vulnerabilities; fails where one is known or cannot be looked up
	@test -x $(OUT)/auditing/bin/pip-audit || { $(PYTHON) -m venv $(OUT)/auditing \
		&& $(OUT)/auditing/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3'; }
	$(OUT)/auditing/bin/pip-audit --strict --no-deps --disable-pip -r constraints.txt

constraints: ## write constraints.txt from a fresh environment
	rm -rf $(OUT)/pinning && $(PYTHON) -m venv $(OUT)/pinning
	$(OUT)/pinning/bin/python -m pip install --quiet '.[dev]'
	head -n 2 constraints.txt > $(OUT)/constraints.txt
	$(OUT)/pinning/bin/python -m pip freeze --exclude onrecord | LC_ALL=C sort -f >> $(OUT)/constraints.txt
	mv $(OUT)/constraints.txt constraints.txt

clean: ## remove the environment and everything built
	rm -rf $(VENV) $(OUT) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis report.html

# The stamps say what was installed; they are older than the files that decide it when it must be done again.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "OnRecord needs Python 3.11 or newer; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
