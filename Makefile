# Everything from a bare clone, with Python 3.11 or newer and make. `make` alone lists what there is.

PYTHON ?= python3
OUT ?= report
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help run test report bench messages lint sample-data screenshots

help:
	@echo "make run                                 set up and open the analyzer on sample data"
	@echo "make test                                set up and run every test"
	@echo "make report FILES='a.csv b.csv' OUT=DIR  the figures of these files as DIR/figures.json, without a browser"
	@echo "make bench                               measure speed and memory, and write the table"
	@echo "make lint                                style, types and the rules of who may import whom"
	@echo "make messages                            bring the message catalogues up to date with the sources"
	@echo "make sample-data                         write the sample data again"
	@echo "make screenshots                         take the README's pictures again"

run: $(VENV)/run.stamp
	$(BIN)/streamlit run app.py

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

report: $(VENV)/run.stamp
	@test -n "$(FILES)" || { echo "Which files? make report FILES='week1.csv week2.csv' OUT=report" >&2; exit 2; }
	$(BIN)/python -m analyzer report $(FILES) --out $(OUT)

bench: $(VENV)/test.stamp
	$(BIN)/python -m bench

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

messages: $(VENV)/test.stamp
	$(BIN)/python -m analyzer.locales.update

sample-data: $(VENV)/test.stamp
	$(BIN)/python -m sample_data.generate

screenshots: $(VENV)/test.stamp
	$(BIN)/python -m tests.browser.readme_pictures

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	@echo "Installing what the analyzer needs into $(VENV). The first time takes a few minutes."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing what the analyzer and its tests need into $(VENV). The first time takes a few minutes."
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name the one to use:" >&2; \
	  echo "  make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "The analyzer needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1). Name a newer one:" >&2; \
	  echo "  make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) came without venv and pip. Install them (on Debian and Ubuntu: apt-get install python3-venv)," >&2; \
	  echo "then run make again." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The environment $(VENV) could not be made, see above." >&2; exit 1; }
