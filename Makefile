# The commands of the project. `make` alone lists them.

PYTHON ?= python3
INPUT ?= input
OUTPUT ?= output
CORPUS ?=
SCORE ?=

# Libraries and fonts that the set-up unpacked inside the project, where it could not install them.
ENVIRONMENT := if [ -f .deps/environment ]; then . ./.deps/environment; fi;
NEW_ENOUGH = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
  { echo "set-up: Python 3.11 or newer is needed; name it: make $(MAKECMDGOALS) PYTHON=python3.11" >&2; exit 2; }
RESOLUTION := .venv/bin/resolution
IN_VENV := $(ENVIRONMENT) .venv/bin/python -m

# Code 3 is a success for make: the document is published, and its report says what to look at.
REVIEW := (code=$$?; [ $$code -eq 3 ] || exit $$code; echo "published; some need review, see report.json")

.DEFAULT_GOAL := help
.PHONY: help setup setup-test setup-validate run watch test check doctor corpus bench validate torture torture-watch fuzz docs lock clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 24

setup: ## set up what is needed to run: .venv, locked packages, libraries, fonts
	@$(NEW_ENOUGH)
	@$(PYTHON) -m tools.bootstrap

setup-test: ## set up what the tests and checks need besides
	@$(NEW_ENOUGH)
	@$(PYTHON) -m tools.bootstrap --test

setup-validate: ## set up what judges the outputs from outside, and the fuzzer: large, and no part of the tests
	@$(NEW_ENOUGH)
	@$(PYTHON) -m tools.bootstrap --validate

# What `make -j2` says is said to the command, which converts as many at a time.
JOBS = $(patsubst -j%,--jobs %,$(filter-out -j,$(filter -j%,$(MAKEFLAGS))))

run: setup ## convert input/ to output/; what did not change is not converted again
	@$(RESOLUTION) convert "$(INPUT)" --output "$(OUTPUT)" $(JOBS) || $(REVIEW)

watch: setup ## convert what is put into input/, until you end it with Ctrl-C
	@$(RESOLUTION) watch "$(INPUT)" --output "$(OUTPUT)"

test: setup-test ## run the tests
	@$(IN_VENV) pytest $(PYTEST)

check: setup-test ## lint, format, types, import layers, and the laws of the house
	@$(IN_VENV) ruff check .
	@$(IN_VENV) ruff format --check .
	@$(IN_VENV) mypy
	@.venv/bin/lint-imports
	@$(IN_VENV) pytest --quiet tests/laws

doctor: setup ## say what is installed, what is missing, and how to get it
	@$(RESOLUTION) doctor

corpus: setup ## convert the PDFs of CORPUS=folder to build/corpus; print scores with SCORE="program arguments"
	@test -n "$(CORPUS)" || { echo 'name the folder: make corpus CORPUS=folder' >&2; exit 2; }
	@mkdir -p build/corpus
	@$(RESOLUTION) convert "$(CORPUS)" --output build/corpus --to json || $(REVIEW); code=$$?; \
	  $(if $(SCORE),.venv/bin/python $(SCORE) build/corpus;) exit $$code

bench: setup-test ## measure reading and conversion against stock pdfplumber, writing, checks, runs; BENCH=folder, else input/
	@$(IN_VENV) tools.bench $(or $(BENCH),$(INPUT))
	@$(IN_VENV) tools.bench_write $(or $(BENCH),$(INPUT))
	@$(IN_VENV) tools.bench_checks $(or $(BENCH),$(INPUT))
	@$(IN_VENV) tools.bench_many $(or $(BENCH),$(INPUT))

validate: ## let outside validators and readers judge the outputs; VALIDATE=folder of PDFs or of outputs, else input/
	@test -x .venv/bin/python || { echo 'first: make setup-validate' >&2; exit 2; }
	@$(IN_VENV) tools.validate $(or $(VALIDATE),$(INPUT))

torture: setup-test ## attack it: hostile files, mutations, kills, full disks; TORTURE="attacks and options", --help lists them
	@$(IN_VENV) tests.torture $(TORTURE)

torture-watch: setup-test ## attack the watched folder; TORTURE="scenarios and options", --help lists them
	@$(IN_VENV) tests.torture.watching $(TORTURE)

fuzz: ## let a fuzzer at our own parsers, for FUZZ seconds in all; first: make setup-validate
	@test -x .venv/bin/python || { echo 'first: make setup-validate' >&2; exit 2; }
	@$(IN_VENV) tests.fuzz --seconds $(or $(FUZZ),120)

docs: setup-test ## write anew what comes from the code: guide to findings, schemas, JSON-LD context
	@$(IN_VENV) tools.documents

lock: setup ## resolve the dependencies anew, and write the three locks
	@.venv/bin/python -m tools.lock

clean: ## remove what was made: .venv, .deps, build, caches; input and output stay
	rm -rf .venv .deps build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
