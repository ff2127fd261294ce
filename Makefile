# make demo       install what is pinned into .venv, build the graph, write pages under out/
# make test       the same with what tests need; then lint, types, contracts, tests
# make help       the other targets
# Another Python (3.11 or newer): make test PYTHON=python3.12

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

# A stamp names the version of Python, so that another PYTHON makes another environment.
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
MADE    := $(VENV)/made-$(VERSION)
RUN     := $(VENV)/run-$(VERSION)
TEST    := $(VENV)/test-$(VERSION)

# The locks are complete, so pip need not resolve; wheels only, so that nothing unpinned is fetched to build one.
PIP     := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCKED  := $(PIP) install --quiet --require-hashes --no-deps --only-binary :all: -r
OURS    := $(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .

.PHONY: help demo test lint browser generated golden bench lock clean

help:
	@sed -n '1,4p' Makefile
	@echo '# make lint       ruff, mypy and import-linter, without the tests'
	@echo '# make generated  write again what is generated from the ontology'
	@echo '# make golden     write the golden files again; read the diff before you commit it'
	@echo '# make bench      measure speed against peers and write docs/performance.md (SIZE=100000: the size of the goals;'
	@echo '#                 ONLY=pages: nothing but the pages)'
	@echo '# make lock       resolve requirements/*.txt again (needs uv)'
	@echo '# make clean      remove environments, out and caches'

demo: $(RUN)
	$(BIN)/kg demo

test: $(TEST) browser lint
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(TEST)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'make: $(PYTHON) is missing or older than 3.11; name one: make $(MAKECMDGOALS) PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'make: $(PYTHON) has no venv; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUN): $(MADE) requirements/run.txt pyproject.toml
	@echo 'installing pinned dependencies (requirements/run.txt)'
	@$(LOCKED) requirements/run.txt
	@$(OURS)
	@touch $@

$(TEST): $(MADE) requirements/test.txt pyproject.toml
	@echo 'installing pinned dependencies (requirements/test.txt)'
	@$(LOCKED) requirements/test.txt
	@$(OURS)
	@touch $(RUN) $@

# Tests open pages in Chromium. A path in CHROME_PATH wins; else the system's; else apt where we may use it.
browser:
	@if [ -n "$$CHROME_PATH" ]; then \
	  [ -x "$$CHROME_PATH" ] || { echo "make: CHROME_PATH is no program: $$CHROME_PATH" >&2; exit 1; }; exit 0; \
	fi; \
	for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name >/dev/null && exit 0; \
	done; \
	if command -v apt-get >/dev/null; then \
	  if [ "$$(id -u)" = 0 ]; then may=env; elif sudo -n true 2>/dev/null; then may='sudo -n env'; else may=; fi; \
	  if [ -n "$$may" ]; then \
	    echo 'installing Chromium and a font with Vietnamese letters (apt-get)'; \
	    $$may apt-get update -qq && \
	    $$may DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	      chromium fonts-noto-core >/dev/null && exit 0; \
	  fi; \
	fi; \
	echo 'make: the tests open pages in Chromium, and none was found. Install chromium or set CHROME_PATH=/its/path.' >&2; \
	echo '      Without it: $(BIN)/python -m pytest -m "not browser"' >&2; exit 1

generated: $(TEST)
	$(BIN)/python -m kg.datapackage

golden: $(TEST)
	$(BIN)/python -m pytest -m golden --renew-golden
	@git --no-pager diff --stat -- tests/golden 2>/dev/null || true

# Morph-KGC wants an Oxigraph of 2023, so it has an environment of its own; all else runs in ours.
SIZE  ?= 10000
TODAY ?= $(shell date +%F)
BENCH := .venv-bench
ONLY  ?=
ifeq ($(ONLY),pages)
bench: $(TEST) browser
	$(BIN)/python -m tests.bench --pages --today $(TODAY) --out docs/performance.md
else
bench: $(TEST) browser $(BENCH)/made
	$(BIN)/python -m tests.bench --size $(SIZE) --today $(TODAY) --morph $(BENCH)/bin/python --out docs/performance.md
endif

$(BENCH)/made: requirements/bench.txt
	$(PYTHON) -m venv --clear $(BENCH)
	@$(BENCH)/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --no-deps \
	  --only-binary :all: -r requirements/bench.txt
	@touch $@

# One resolution for Python 3.11 and newer on every system; run.txt bounds test.txt, so both name the same versions.
COMPILE := uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --only-binary :all: \
  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra install
lock:
	$(COMPILE) pyproject.toml -o requirements/run.txt
	$(COMPILE) --extra test pyproject.toml -c requirements/run.txt -o requirements/test.txt
	echo 'morph-kgc>=2.10' | $(subst --extra install,,$(COMPILE)) - -o requirements/bench.txt

clean:
	rm -rf $(VENV) $(BENCH) out dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
