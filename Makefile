# Everything starts from here. `make demo` and `make test` need Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test check fix bench peers explore explorer generate train install clean

help: ## Show what there is to do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Say which with: make PYTHON=python3.12 …") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(STAMP)

install: $(STAMP) ## Make .venv with the pinned dependencies

demo: $(STAMP) ## Read the examples, answer five questions, say what to try next
	@$(BIN)/python examples/demo.py

test: $(STAMP) ## Run everything that this machine allows; what is left out is said
	@$(BIN)/python -m pytest -q $(ARGS)

check: $(STAMP) ## Style, types, import layers, derived files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/verbale/test_generated.py

fix: $(STAMP) ## Mend style where a tool can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

generate: $(STAMP) ## Write the derived files: reference pages
	@$(BIN)/python -m verbale.generate

train: $(STAMP) ## Train the judge and the speech-act model on tests/gold; the same articles give the same weights
	@$(BIN)/python tests/gold/build.py .gold/train --part train
	@$(BIN)/python tests/gold/build.py .gold/tune --part tune
	@$(BIN)/python tests/gold/sentences.py .gold/sentences
	@$(BIN)/python -m ingest.extract.training .gold/train .gold/tune --sentences .gold/sentences

bench: $(STAMP) ## Measure, as ratios against fixed peers; join records with known truth
	@failed=0; for script in run.py "growth.py 100000" joining.py; do \
	  $(BIN)/python benchmarks/$$script || failed=1; done; exit $$failed

peers: $(STAMP) ## Measure workers, and quotations against textacy (needs the extra bench)
	@$(BIN)/python benchmarks/workers.py
	@$(BIN)/python benchmarks/quotations.py

explore: $(STAMP) ## Open the explorer on the examples
	@test -f data/demo/records.sqlite || $(BIN)/python examples/demo.py --quiet
	@$(BIN)/verbale serve --data data/demo $(ARGS)

explorer: ## Build the explorer's page anew (needs Node and npm)
	@cd explorer/web && npm ci --silent --no-fund --no-audit && npm run --silent build

clean: ## Remove what was made here
	@rm -rf $(VENV) data/demo .gold .pytest_cache .mypy_cache .ruff_cache .hypothesis
