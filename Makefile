# make run    build the site and serve it, with the checker, on http://127.0.0.1:8000
# make test   everything: style, types, unit, site, API and browser tests
# make check  the inner loop, within a minute: style, types, unit tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run build test check lint l10n openapi screenshots lock clean

run: build
	$(BIN)/mailclinic serve

build: $(VENV)/.run
	$(BIN)/mailclinic build

test: $(VENV)/.dev
	@sh tests/install-parts.sh
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

check: $(VENV)/.dev lint
	$(BIN)/python -m pytest -q -m "not parts"

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Take new and changed interface sentences into the catalogues.
l10n: $(VENV)/.dev
	$(BIN)/python -m checker.publish.catalogues

# Write the API's description, which the site renders and a test compares.
openapi: $(VENV)/.run
	$(BIN)/mailclinic openapi > docs/assets/openapi.json

# Take the pictures of the README again.
screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.browser.screenshots

# Pin every dependency, with hashes, for every platform.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make lock" --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make lock" --extra build --extra postgres --extra dev pyproject.toml -o requirements-dev.lock

$(VENV)/.run: requirements.lock pyproject.toml
	@echo "Installing the locked dependencies into $(VENV)"
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing the locked test tools into $(VENV)"
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf site .builds .mypy_cache .pytest_cache .ruff_cache
